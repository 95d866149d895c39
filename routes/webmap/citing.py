"""Where a quote can be read, and how it is cited. Pure.

Links to quotes follow the draft "URL Fragment Text Directives" of the W3C's Web Incubator
Community Group (https://wicg.github.io/scroll-to-text-fragment/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import reduce

from routes import wording
from routes.messages import Text, say
from routes.model import Claim, Quote, Source, read_through

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~")
"""Bytes that stand for themselves: what RFC 3986 leaves unreserved, without the hyphen."""

_LONG = 16
"""From so many words on a quote is found by its beginning and its end."""

_EDGE = 5
"""So many words make a beginning or an end."""

_WEB = re.compile(r"https?://", re.IGNORECASE)


_GAP = "…]"
"""The end of what stands for words that were left out, by an author or for publication."""


def link(claim: Claim, sources: Mapping[str, Source]) -> str | None:
    """The address of the document, leading to the quote; None where it has none on the web.

    The document is the one whose words the quote is, which may be another than the source's.
    """
    url = document(claim, sources).url
    if url is None or not _WEB.match(url):
        return None
    if claim.quote is None or not claim.quote.exact.strip() or _GAP in claim.quote.exact:
        return url  # words with a gap in them stand nowhere
    place, _, fragment = url.partition("#")
    kept, marked, directive = fragment.partition(":~:")
    others = f"{directive}&" if marked and directive else ""
    return f"{place}#{kept}:~:{others}text={_directive(claim.quote)}"


def citation(claim: Claim, sources: Mapping[str, Source]) -> str:
    """The claim as a citation in plain text, ready to be copied.

    Who speaks, whom it quotes, the document in which that was read, its addresses and the
    words. The day on which a reader looked it up is the reader's to add.
    """
    said: Text | str = _reference(sources[claim.source])
    if claim.citing:
        through = reduce(
            lambda before, name: say("{before}, citing {name}", before=before, name=name),
            [sources[s].label for s in claim.citing],
        )
        said = say("{reference}, citing {names}", reference=said, names=through)
    for name in read_through(claim.source, sources):
        said = say(
            "{reference}, quoted in: {document}",
            reference=said,
            document=_reference(sources[name]),
        )
    return _with_words(say("{reference}.", reference=said), claim)


def document(claim: Claim, sources: Mapping[str, Source]) -> Source:
    """The document whose words the claim's quote is."""
    *_, last = (claim.source, *read_through(claim.source, sources))
    return sources[last]


def _with_words(said: Text, claim: Claim) -> Text:
    quote = claim.quote
    if quote is None:
        return say("{citation} {says}", citation=said, says=claim.says) if claim.says else said
    said = say("{citation} “{quote}”", citation=said, quote=quote.exact)
    if quote.translation:
        said = say("{citation} (in translation: “{quote}”)", citation=said, quote=quote.translation)
    return said


def _reference(source: Source) -> Text | str:
    """Author, title, publisher, date and addresses, what there is of it.

    Addresses stand in angle brackets, as RFC 3986, appendix C, advises for running text.
    """
    is_titled = source.title and source.identity == "named" and (source.author or source.publisher)
    parts = [
        source.author,
        say("“{title}”", title=source.title) if is_titled else source.title,
        source.publisher,
        wording.when(source.issued),
        say("<{address}>", address=source.url) if source.url else None,
        say("archived: <{address}>", address=source.archive) if source.archive else None,
    ]
    return _listed([part for part in parts if part] or [source.label])


def _listed(parts: Sequence[str]) -> Text | str:
    return reduce(lambda before, part: say("{before}, {part}", before=before, part=part), parts)


def _directive(quote: Quote) -> str:
    """The value of ``text=``: a prefix, the words or their two ends, a suffix."""
    words = quote.exact.split()
    told = (
        [" ".join(words[:_EDGE]), " ".join(words[-_EDGE:])]
        if len(words) >= _LONG
        else [" ".join(words)]
    )
    ends = [_encoded(text) for text in told]
    if quote.prefix and quote.prefix.strip():
        ends.insert(0, f"{_encoded(' '.join(quote.prefix.split()))}-")
    if quote.suffix and quote.suffix.strip():
        ends.append(f"-{_encoded(' '.join(quote.suffix.split()))}")
    return ",".join(ends)


def _encoded(text: str) -> str:
    """Percent-encoded UTF-8. Hyphens, commas and ampersands mean something in a directive."""
    return "".join(chr(b) if b in _PLAIN else f"%{b:02X}" for b in text.encode("utf-8"))
