"""Nearly right inputs of every kind: a value or a typed error, soon, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.safety import fuzz, playing, targets
from tests.safety.mutate import mutations

COUNTS = {
    "case": 400, "answers": 15_000, "names": 800, "points": 1_500, "tables": 1_500, "sheets": 400,
    "signed": 600, "kept": 150, "dates": 800, "texts": 150, "public": 25,
}  # fmt: skip
SEED = 20
FINDS = sorted(path for path in playing.FINDS.iterdir() if path.suffix != ".md")

# geopy warns of a latitude beyond the pole before it raises.
pytestmark = pytest.mark.filterwarnings("ignore:Latitude normalization:UserWarning")


def test_every_target_is_played():
    assert set(COUNTS) == set(targets.TARGETS)
    assert {path.name.partition("-")[0] for path in FINDS} <= set(COUNTS)


@pytest.mark.parametrize("target", COUNTS)
def test_inputs_end_in_a_value_or_a_typed_error(target, tell):
    found = fuzz.run(target, seed=SEED, count=COUNTS[target])
    assert found.errors == {}
    assert found.hangs == []
    assert found.played == COUNTS[target]
    assert found.peak_mb < fuzz.MOST_MB
    # A fuzzer that is refused each time looks at the door only.
    assert len(found.ended) >= 2, found.ended
    tell(f"fuzzed inputs, {target}", found.played, untyped_errors=0, hangs=0)


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.name)
def test_what_was_found_once_is_mended(path):
    with (
        targets.TARGETS[path.name.partition("-")[0]]() as (_, check),
        fuzz.budget(fuzz.BUDGET_S),
        fuzz.silent(),
    ):
        assert check(path.read_bytes())


def test_the_same_seed_gives_the_same_inputs():
    corpus = [targets.SMALL, b"a: b\n"]
    first = list(mutations(corpus, 3, 200))
    assert first == list(mutations(corpus, 3, 200))
    assert first != list(mutations(corpus, 4, 200))
    assert len(set(first)) > 150


class TestTheFuzzerCanFail:
    def test_it_sees_errors_hangs_and_what_is_read_otherwise(self, monkeypatch):
        @contextmanager
        def broken() -> Iterator[tuple[list[bytes], targets.Check]]:
            def check(data: bytes) -> str:
                if b"e" in data:
                    raise KeyError("e")
                if b"p" in data:
                    print("p")  # noqa: T201  that it is found is what is tested
                while b"h" in data:
                    pass
                return "read"

            yield [b"e", b"h", b"p", b"x"], check

        monkeypatch.setitem(targets.TARGETS, "broken", broken)
        monkeypatch.setattr(fuzz, "BUDGET_S", 0.05)
        found = fuzz.play("broken", 1, 60, 20.0)
        assert {key.split()[0] for key in found.errors} == {"KeyError", "AssertionError"}
        assert found.hangs
        assert found.ended["read"]

    def test_a_line_that_the_file_does_not_have_is_seen(self, monkeypatch):
        from routes.casefile import report  # noqa: PLC0415
        from routes.errors import Mark  # noqa: PLC0415

        real = report.Report.mistake

        def elsewhere(self, mark, *args, **kwargs):
            real(self, Mark(mark.file, mark.line + 1000), *args, **kwargs)

        monkeypatch.setattr(report.Report, "mistake", elsewhere)
        with targets.case() as (_, check), pytest.raises(AssertionError, match="of 2 lines"):
            check(b"version: 2\n")

    def test_a_secret_that_is_told_is_seen(self, monkeypatch):
        from routes.publish.texts import Scrubber  # noqa: PLC0415

        with targets.TARGETS["public"]() as (corpus, check):
            assert check(corpus[0]) == "published"
            monkeypatch.setattr(Scrubber, "text", lambda _self, text, _language=None: text)
            with pytest.raises(AssertionError, match="in the page"):
                check(corpus[0])

    def test_a_place_that_is_drawn_too_near_is_seen(self, monkeypatch):
        from tests.safety import fuzzed_public  # noqa: PLC0415

        monkeypatch.setattr(fuzzed_public, "_NEAR_M", 1e6)
        monkeypatch.setattr(fuzzed_public, "_AROUND_DEG", 10.0)
        with (
            targets.TARGETS["public"]() as (corpus, check),
            pytest.raises(AssertionError, match="from a withheld place"),
        ):
            check(corpus[0])

    def test_what_a_gap_brings_together_is_seen(self, monkeypatch):
        from routes.publish import scan  # noqa: PLC0415

        # What is found is left out, and nothing looks at what then stands side by side.
        def once(text, names, _marks):
            hits = scan.find(text, names)
            return "".join(
                letter
                for at, letter in enumerate(text)
                if not any(hit.start <= at < hit.end for hit in hits)
            ), hits

        monkeypatch.setattr(scan, "redacted", once)
        with (
            targets.TARGETS["texts"]() as (_, check),
            pytest.raises(AssertionError, match="found again"),
        ):
            check(b"Zwetkow\nat 41.77,Zwetkow 128.98")
