"""The records of the source documents, and every quotation against the documents."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator

import pytest

from routes import casefile
from routes.model import Case, Quote, read_through
from tests.conftest import ROOT, SHARED

CASES = sorted((ROOT / "data" / "cases").glob("*.yaml"))
RECORDS = sorted((ROOT / "seeds").glob("*.toml"))


def documents() -> dict[str, str]:
    """Texts of the documents at hand, by SHA-256 of their bytes."""
    folder = SHARED / "seeds"
    files = folder.glob("*.txt") if folder.is_dir() else ()
    texts = [file.read_bytes() for file in files]
    return {hashlib.sha256(t).hexdigest(): t.decode("utf-8") for t in texts}


def quotes(case: Case) -> Iterator[tuple[Quote, str]]:
    """Every quotation of a case, with the seed record of the document it was read in."""
    holders = [*case.legs.values(), *case.itineraries.values(), *case.events.values()]
    claims = [c for holder in holders for c in holder.claims]
    closable = [*case.legs.values(), *case.itineraries.values()]
    claims += [c for holder in closable if holder.closure for c in holder.closure.claims]
    claims += [c for d in case.disputes.values() for p in d.positions for c in p.claims]
    said = [(c.source, c.quote) for c in claims]
    said += [(check.source, check.quote) for check in case.checks if check.source]
    for source, quote in said:
        if quote is not None:
            *_, name = (source, *read_through(source, case.sources))
            document = case.sources[name]
            assert document.seed, f"{source}: no document on record"
            yield quote, document.seed


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_a_record_is_complete_and_belongs_to_a_case(path):
    record = tomllib.loads(path.read_text("utf-8"))
    assert record["id"] == path.stem
    assert re.fullmatch(r"[0-9a-f]{64}", record["sha256"])
    assert record["title"]
    assert record["container"]
    assert record["issued"]
    assert len(record["asserts"]) > 2
    for name in record["cases"]:
        case = casefile.read(ROOT / "data" / "cases" / f"{name}.yaml")
        assert record["id"] in {s.seed for s in case.sources.values()}


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_quotes_are_short_and_from_a_document_on_record(path):
    found = list(quotes(casefile.read(path)))
    assert len(found) > 5
    for quote, seed in found:
        assert (ROOT / "seeds" / f"{seed}.toml").is_file()
        assert len(quote.exact.split()) <= 30, quote.exact


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_quotes_stand_in_the_document_word_for_word(path):
    texts = documents()
    checked = 0
    for quote, seed in quotes(casefile.read(path)):
        record = tomllib.loads((ROOT / "seeds" / f"{seed}.toml").read_text("utf-8"))
        if record["sha256"] not in texts:
            pytest.skip("the source documents are not at hand; see seeds/README.md")
        assert squeezed(quote.exact) in squeezed(texts[record["sha256"]]), quote.exact
        checked += 1
    assert checked > 5


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_the_documents_are_not_in_the_repository(path):
    for text in documents().values():
        sentences = [s.strip() for s in squeezed(text).split(". ") if len(s) > 200]
        case = squeezed(path.read_text("utf-8"))
        assert not [s for s in sentences if s in case]


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_case_has_the_hash_of_its_documents(path):
    records = {r.stem: tomllib.loads(r.read_text("utf-8"))["sha256"] for r in RECORDS}
    sources = casefile.read(path).sources.values()
    found = {s.id: s.sha256 for s in sources if s.seed}
    assert found
    assert found == {s.id: records[s.seed] for s in sources if s.seed}
