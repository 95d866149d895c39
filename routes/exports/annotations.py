"""W3C Web Annotation: each claim with its words in the document, and who cites whom for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from routes.atomic import write_text
from routes.exports.attesting import address_of
from routes.exports.identifiers import urn, web_address
from routes.exports.jsonld import Json, line, lines
from routes.exports.unheld import not_rows, replaced
from routes.messages import Text, plural, say
from routes.model import Atlas, Source
from routes.records import NOT_FOR_PUBLICATION, Row, Value, rows, version_id
from routes.titles import leg_title

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
"""Says what the keys mean. Nobody fetches it here; readers of linked data know or fetch it."""

_PROV = "http://www.w3.org/ns/prov#"
"""The provenance ontology, for which the context has no short name."""

_ENGLISH = "en"


def write(atlas: Atlas, path: Path) -> tuple[Text, ...]:
    """Write the claims of ``atlas`` as one AnnotationCollection; return what it cannot hold.

    Raises OutputError when the file cannot be written; a file that was there is then intact.
    """
    write_text(path, text(atlas), private=atlas.release.is_internal)
    return tuple(_left_out(atlas))


def text(atlas: Atlas) -> str:
    """The collection with its one page, an annotation per line, the same for the same atlas."""
    items = [_annotation(atlas, claim) for claim in _claims(atlas)]
    page = {
        "id": urn(atlas.case, "claims", "1"),
        "type": "AnnotationPage",
        "partOf": urn(atlas.case, "claims"),
        "startIndex": 0,
    }
    head, first = line(_collection(atlas, len(items)))[:-1], line(page)[:-1]
    return f'{head}, "first": {first}, "items": [\n{lines(items)}\n]}}}}\n'


def _collection(atlas: Atlas, total: int) -> Json:
    title: str = atlas.case.title
    if atlas.release.is_internal:
        title = say("{notice}. {title}", notice=NOT_FOR_PUBLICATION, title=title)
    return {
        "@context": CONTEXT,
        "id": urn(atlas.case, "claims"),
        "type": "AnnotationCollection",
        "label": title,
        "generator": {"type": "Software", "name": "reported-routes"},
        "schema:version": version_id(atlas),
        "dcterms:accessRights": atlas.release.profile,
        "total": total,
    }


def _claims(atlas: Atlas) -> list[Row]:
    return [row for row in rows(atlas) if row.layer == "claims"]


def _annotation(atlas: Atlas, claim: Row) -> Json:
    """One claim: what is said of what stands in the bodies, the words are the target."""
    return {
        "id": urn(atlas.case, "claim", claim.id),
        "type": "Annotation",
        "motivation": ["linking", "describing"],
        "body": list(_bodies(atlas, claim.columns)),
        "target": _target(atlas, claim),
    }


def _bodies(atlas: Atlas, told: Mapping[str, Value]) -> Iterator[Json]:
    """What the claim is about, its stance, and what is said in our words."""
    about, _, closure = str(told["about"]).partition("-")
    yield {
        "type": "SpecificResource",
        "source": urn(atlas.case, about, str(told["subject"])),
        "purpose": "linking",
    }
    if atlas.release.is_internal:
        yield _text(NOT_FOR_PUBLICATION, "tagging", _ENGLISH)
    yield _text(told["stance"], "tagging", _ENGLISH)
    if closure:
        yield _text(closure, "tagging", _ENGLISH)
    if about == "leg" and told["subject_title"] is None:
        title = leg_title(atlas.case, str(told["subject"]))
        yield _text(title, "identifying", _ENGLISH)
    for column, purpose in _PURPOSES.items():
        if told[column] is not None:
            yield _text(told[column], purpose, atlas.case.language)


_PURPOSES: Mapping[str, str] = {
    "subject_title": "identifying",
    "answer": "classifying",
    "says": "describing",
    "translation": "describing",
    "when": "classifying",
    "note": "commenting",
}
"""Why a column stands in the body, in the words of the standard."""


def _text(value: Value, purpose: str, language: str) -> Json:
    return {
        "type": "TextualBody",
        "value": str(value),
        "format": "text/plain",
        "language": language,
        "purpose": purpose,
    }


def _target(atlas: Atlas, claim: Row) -> Json:
    """The document that was read, the words in it, and from whom they came there."""
    document = atlas.case.sources[str(claim.columns["document"])]
    archive = web_address(document.archive)
    chain = str(claim.columns["chain"]).split("; ")
    return {
        "id": urn(atlas.case, "words", claim.id),
        "type": ["SpecificResource", f"{_PROV}Entity"],
        "source": _document(atlas, document),
        **_selector(claim.columns),
        **({"state": {"type": "TimeState", "cached": archive}} if archive else {}),
        f"{_PROV}wasDerivedFrom": _voice(atlas, claim, chain, 0),
    }


def _selector(told: Mapping[str, Value]) -> Json:
    """The words by themselves and by what stands around them; nothing without a quote."""
    if told["quote"] is None:
        return {}
    columns = {"prefix": "prefix", "suffix": "suffix", "dc:language": "language"}
    around = {name: told[column] for name, column in columns.items() if told[column]}
    return {"selector": {"type": "TextQuoteSelector", "exact": told["quote"], **around}}


def _document(atlas: Atlas, source: Source) -> Json:
    facts = {
        "language": source.language,
        "dc:title": source.title,
        "dc:publisher": source.publisher,
        "dc:creator": source.author,
        "dc:date": source.issued.edtf if source.issued else None,
        "dc:identifier": f"sha256:{source.sha256.lower()}" if source.sha256 else None,
    }
    return {
        "id": address_of(atlas, source),
        "type": "Text",
        "label": source.label,
        **{name: value for name, value in facts.items() if value},
    }


def _voice(atlas: Atlas, claim: Row, chain: Sequence[str], place: int) -> Json:
    """What one source of the chain says here, derived from what the next one says.

    It belongs to this claim alone: a source may rely on others elsewhere.
    """
    source = atlas.case.sources[chain[place]]
    is_origin = place + 1 == len(chain)
    deeper = {} if is_origin else {f"{_PROV}wasDerivedFrom": _voice(atlas, claim, chain, place + 1)}
    return {
        "id": urn(atlas.case, "voice", claim.id, str(place + 1)),
        "type": f"{_PROV}Entity",
        f"{_PROV}wasAttributedTo": {
            "id": urn(atlas.case, "source", source.id),
            "type": f"{_PROV}Agent",
            "label": source.label,
            "dc:type": source.identity,
        },
        **deeper,
    }


def _left_out(atlas: Atlas) -> Iterator[Text]:
    claims, sources = _claims(atlas), atlas.case.sources
    read = {str(claim.columns["document"]) for claim in claims}
    unlinked = sum(web_address(sources[document].url) is None for document in read)
    if unlinked:
        yield plural(
            "{n} document has no address on the web: its quotes cannot be shown in it.",
            "{n} documents have no addresses on the web: their quotes cannot be shown in them.",
            unlinked,
        )
    silent = sum(claim.columns["quote"] is None for claim in claims)
    if silent:
        yield plural(
            "{n} claim has no quote: it is about the whole of its document.",
            "{n} claims have no quotes: they are about the whole of their documents.",
            silent,
        )
    yield from replaced(claims)
    yield from not_rows(atlas)
