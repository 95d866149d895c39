"""Who attests what: citations of documents, and the names of places with those who use them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NotRequired, TypedDict

from routes.exports.identifiers import urn, web_address
from routes.messages import Written
from routes.model import Atlas, Claim, Place, Source, read_through

# "@id" is no name in Python.
Citation = TypedDict("Citation", {"label": str, "@id": NotRequired[str]})


class Toponym(TypedDict):
    """A name of a place, and who calls it so."""

    toponym: str
    lang: NotRequired[str]
    citations: list[Citation]


def citation_of(label: str, address: str) -> Citation:
    """A citation of what has that address or name."""
    return {"label": label, "@id": address}


def document_of(claim: Claim, sources: Mapping[str, Source]) -> Source:
    """The document whose words the claim's quote is, which may be another than the source's."""
    *_, last = (claim.source, *read_through(claim.source, sources))
    return sources[last]


def address_of(atlas: Atlas, source: Source) -> str:
    """Where a source is: on the web, else by the hash of what was read, else only in the case."""
    if address := web_address(source.url):
        return address
    if source.sha256:
        return f"urn:sha256:{source.sha256.lower()}"
    return urn(atlas.case, "source", source.id)


def citations(atlas: Atlas, claims: Iterable[Claim]) -> Iterator[Citation]:
    """The documents in which somebody asserts something, each once, in the order of the claims."""
    sources = atlas.case.sources
    said = (document_of(c, sources) for c in claims if c.stance == "asserts")
    for source in {each.id: each for each in said}.values():
        yield citation_of(_label(source), address_of(atlas, source))


def toponyms(atlas: Atlas, place: Place) -> Iterator[Toponym]:
    """The names of a place in the case: as it is shown, and as it was written.

    A name is cited from the documents that have it in a quote, else from the case itself.
    """
    told: dict[str, str | None] = {}
    if isinstance(place.label, Written):
        told |= {text: tag for tag, text in place.label.told.items()}
    told.setdefault(place.label, None)
    told.setdefault(place.resolution.toponym.name, None)
    own = citation_of(atlas.case.title, urn(atlas.case))
    for name, tag in told.items():
        said = list(citations(atlas, _calling(atlas, place, name)))
        toponym: Toponym = {"toponym": name, "citations": said or [own]}
        if tag:
            toponym["lang"] = tag
        yield toponym


def _calling(atlas: Atlas, place: Place, name: str) -> Iterator[Claim]:
    """The claims about a place that have a name of it in their quotes."""
    for claim in _claims(atlas, place):
        if claim.quote is not None and has_name(claim.quote.exact, name):
            yield claim


def _claims(atlas: Atlas, place: Place) -> Iterator[Claim]:
    """What is said of legs from or to a place, and of events there."""
    for leg in atlas.case.legs.values():
        if place.id in (leg.start, leg.end):
            yield from leg.claims
    for event in atlas.case.events.values():
        if event.place == place.id:
            yield from event.claims


def has_name(words: str, name: str) -> bool:
    """Whether a name stands in the words: "Nome" is not in "nomenclature".

    Other scripts than ours inflect names or write particles behind them, which still counts.
    """
    end = r"(?!\w)" if name.isascii() else ""
    return re.search(rf"(?<!\w){re.escape(name.casefold())}{end}", words.casefold()) is not None


def _label(source: Source) -> str:
    """What a source is called, with its title and the date on which it came out."""
    date = source.issued.edtf if source.issued else None
    title = source.title if source.title != source.label else None
    return ", ".join(part for part in (source.label, title, date) if part)
