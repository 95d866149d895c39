"""What the author of a case is asked before it is published: what no rule can decide. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from routes.errors import Mark
from routes.messages import listing
from routes.model import Case, Finding
from routes.publish.passages import Passage, passages
from routes.publish.scan import Names, find
from routes.publish.scan.identity import Identifier, identifiers
from routes.publish.shortened import short_names
from routes.publish.spelling import one_or_several, one_script, ordinary_words
from routes.publish.texts import Secret

_WHAT: Mapping[Identifier, str] = {
    "account": "a name in a messenger or a network",
    "document": "the number of a passport or another paper",
    "bank": "a bank account",
    "card": "the number of a bank card",
    "plate": "the number plate of a car",
    "machine": "the address of a computer",
}


def doubts(case: Case, secrets: Sequence[Secret]) -> Iterator[Finding]:
    """Findings on spellings that take out too much or too little, and on identifiers that stay.

    ``case`` has what is published of it, before its texts are searched for ``secrets``. The
    findings are about the ids of its author and never hold what was found.
    """
    told = list(passages(case))
    texts = [each.text for each in told]
    names = Names(
        [secret.spellings for secret in secrets],
        persons=[n for n, secret in enumerate(secrets) if secret.is_person],
    )
    yield from ordinary_words(texts, secrets)
    yield from one_script(texts, secrets, case.language)
    yield from one_or_several(texts, secrets)
    yield from short_names(told, secrets, names)
    yield from _identified(told, names)


def _identified(told: Iterable[Passage], names: Names) -> Iterator[Finding]:
    """Identifiers in texts that are not taken out as a whole."""
    found: dict[tuple[str, Mark], set[Identifier]] = {}
    for each in told:
        for kind, (start, end) in identifiers(each.text):
            if not any(h.start <= start and end <= h.end for h in find(each.text, names)):
                found.setdefault((each.spot.about, each.spot.mark), set()).add(kind)
    for (about, mark), kinds in found.items():
        what = listing([words for kind, words in _WHAT.items() if kind in kinds])
        message = f"a text here holds what looks like {what}, and a public map shows it."
        hint = "If it leads to somebody, list it under 'publish: {withhold: [...]}'."
        yield Finding("identifier-in-text", "warning", message, about, mark, (hint,))
