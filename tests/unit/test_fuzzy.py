"""Misspelt names, against all names of the file that ships."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from routes.gazetteers.bundled import Bundled, open_bundled
from routes.gazetteers.fold import fold
from routes.gazetteers.fuzzy import Fuzzy, _at_most, _letters, edits_allowed
from routes.gazetteers.rows import Rows

QUICK = settings(deadline=None)  # a busy machine is no mistake

LATIN = "abcdefghijklmnopqrstuvwxyz "
SAMPLE = 150


@pytest.fixture(scope="module")
def rows() -> Iterator[Rows]:
    opened = Rows(Path(str(files("routes") / "_data" / "gazetteer.sqlite")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def fuzzy(rows: Rows) -> Fuzzy:
    return Fuzzy(rows)


@pytest.fixture(scope="module")
def bundled() -> Iterator[Bundled]:
    opened = open_bundled()
    yield opened
    opened.close()


def sampled(rows: Rows, seed: int, wide: bool = False) -> list[str]:
    """Folded names of the file, five characters and more, always the same for a seed."""
    chance = random.Random(seed)
    names = rows.all(
        "SELECT DISTINCT folded FROM name JOIN place ON id = place WHERE kind = 0 "
        "AND length(folded) BETWEEN 6 AND 22 AND (folded GLOB '*[^ -~]*') = ? ORDER BY folded",
        wide,
    )
    alphabet = re.compile("[\u0370-\u052f]")  # the lists hold these and the signs of East Asia
    listed = [name for (name,) in names if not wide or alphabet.match(name)]
    return chance.sample(listed, SAMPLE)


def edited(name: str, chance: random.Random, alphabet: str) -> str:
    at = chance.randrange(len(name) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + chance.choice(alphabet) + name[at:]
    if kind == 2:
        return name[:at] + chance.choice(alphabet) + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


@pytest.mark.parametrize("wide", [False, True])
def test_every_single_mistake_is_found(fuzzy: Fuzzy, rows: Rows, wide: bool) -> None:
    chance = random.Random(11)
    for name in sampled(rows, 5, wide):
        wrong = edited(name, chance, "абвгдежзик" if wide else LATIN).strip()
        if wrong == name or wrong.isascii() == wide:
            continue
        found = {near.folded: near.edits for near in fuzzy.near(wrong)}
        assert len(found) == 200 or found.get(name) == OSA.distance(wrong, name), (name, wrong)


def test_it_finds_all_that_a_plain_comparison_finds(fuzzy: Fuzzy) -> None:
    """The filter by letters loses nothing."""
    query = "vladivastok"
    want = set()
    for length in range(len(query) - 2, len(query) + 3):
        names = fuzzy._names("latin", length)
        assert names is not None
        text = names.characters.tobytes().decode("ascii")
        each = (text[at : at + length] for at in range(0, len(text), length))
        want |= {name for name in each if 0 < OSA.distance(query, name) <= 2}
    assert {near.folded for near in fuzzy.near(query)} == want
    assert "vladivostok" in want


def test_nearest_come_first_and_the_name_itself_never(fuzzy: Fuzzy) -> None:
    found = fuzzy.near("moskwa")
    assert "moskwa" not in {near.folded for near in found}
    assert [near.apart for near in found] == sorted(near.apart for near in found)
    assert all(1 <= near.edits <= 2 for near in found)
    assert found == fuzzy.near("moskwa")


def test_of_equally_near_names_those_with_the_first_letter_come_first(fuzzy: Fuzzy) -> None:
    nearest = [n for n in fuzzy.near("musan") if n.apart == 1]
    first = [n.folded for n in nearest if n.folded[0] == "m"]
    others = [n.folded for n in nearest if n.folded[0] != "m"]
    assert [n.folded for n in nearest] == [*sorted(first), *sorted(others)]
    assert min(others) < max(first)


@pytest.mark.parametrize(
    "query", ["", "x", "qq", "xyz", "\U0001f600\U0001f600\U0001f600\U0001f600"]
)
def test_too_short_or_too_strange_is_near_nothing(fuzzy: Fuzzy, query: str) -> None:
    assert fuzzy.near(query) == []


def test_a_long_text_is_near_nothing(fuzzy: Fuzzy) -> None:
    assert fuzzy.near("a long text " * 100) == []


def test_short_names_allow_fewer_mistakes() -> None:
    assert [edits_allowed("a" * n) for n in (1, 3, 4, 5, 12)] == [0, 0, 1, 2, 2]
    assert [edits_allowed("평" * n) for n in (3, 4, 5, 12)] == [0, 1, 1, 1]
    assert edits_allowed("仁川国际机场") == 0


@QUICK
@given(st.text("abcdefgz", min_size=1, max_size=12), st.text("abcdefgz", min_size=1, max_size=12))
def test_letters_never_differ_by_more_than_the_edits(a: str, b: str) -> None:
    x, y = (_letters(np.frombuffer(s.encode(), "u1").reshape(1, -1)) for s in (a, b))
    edits = OSA.distance(a, b)
    assert _at_most(x & ~y, edits).all()
    assert _at_most(y & ~x, edits).all()


def test_a_fuzzy_match_never_appears_where_an_exact_one_does(bundled: Bundled, rows: Rows) -> None:
    for name in (*sampled(rows, 6), *sampled(rows, 7, wide=True)):
        found = bundled.lookup(name, limit=50)
        assert found
        assert "fuzzy" not in {c.match for c in found}, name


def test_mistakes_come_out_as_fuzzy_and_less_sure(bundled: Bundled) -> None:
    wrong, right = bundled.lookup("Vladivostock")[0], bundled.lookup("Vladivostok")[0]
    assert (wrong.ref, wrong.match, wrong.matched) == (right.ref, "fuzzy", "Vladivostock")
    assert wrong.confidence < right.confidence
    assert wrong.weight < right.weight


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Khabarvosk", "geonames:2022890"),
        ("Pyongang", "geonames:1871859"),
        ("Владивасток", "geonames:2013348"),
        ("Kazahkstan", "country:KZ"),
        ("Jilen Province", "geonames:2036500"),
        ("Primorksy Krai", "geonames:2017623"),
    ],
)
def test_known_places_come_first(bundled: Bundled, wrong: str, right: str) -> None:
    found = bundled.lookup(wrong)
    assert found[0].match == "fuzzy"
    assert found[0].ref == right


@pytest.mark.parametrize(
    ("wrong", "kinds"),
    [
        ("Cholsam", {"country"}),  # Holland
        ("Torkhan", {"country"}),  # Torkia
        ("Larsu", {"country"}),  # Russia by some foreign name
        ("Sinpa", {"country"}),  # China by some foreign name
        ("Urgal", {"country"}),
    ],
)
def test_a_state_is_not_a_short_word_misspelt(
    bundled: Bundled, wrong: str, kinds: set[str]
) -> None:
    for found in bundled.lookup(wrong, limit=50):
        assert found.kind not in kinds or found.confidence < 0.05, found


def test_ulaanbaatar_is_not_urgal(bundled: Bundled) -> None:
    assert all(found.confidence < 0.1 for found in bundled.lookup("Urgal"))


def test_a_known_name_with_a_word_for_a_kind_is_no_misspelling(bundled: Bundled) -> None:
    assert bundled.lookup("Musan")[0].country == "KP"
    for found in bundled.lookup("Musan County", limit=50):
        assert found.match != "fuzzy" or found.confidence < 0.05, found


def test_one_letter_less_is_the_city_rather_than_a_rule_of_another_language(
    bundled: Bundled,
) -> None:
    found = bundled.lookup("Pyongyan")
    assert (found[0].name, found[0].match) == ("Pyongyang", "fuzzy")
    assert found[0].confidence < 0.9


@pytest.mark.parametrize("word", ["rivet", "foresd", "aiport"])
def test_nothing_is_taken_for_a_word_for_a_kind(bundled: Bundled, word: str) -> None:
    assert fold(word) not in {"river", "forest", "airport"}
    asked = bundled._rows.named
    refs = {row.ref for name in ("river", "forest", "airport") for row in asked(name)}
    found = {c.ref.removeprefix("geonames:") for c in bundled.lookup(word) if c.confidence > 0.01}
    assert found.isdisjoint(map(str, refs))


def test_a_misspelt_name_with_its_country(bundled: Bundled) -> None:
    assert bundled.lookup("Vladivostock, Russia")[0].name == "Vladivostok"
    assert bundled.lookup("Vladivostock, Finland") == ()
    assert bundled.lookup("Vladivostock", country="FI") == ()
    assert {c.kind for c in bundled.lookup("Vladivostock", kind="airport")} <= {"airport"}


def test_a_known_name_elsewhere_is_not_taken_for_a_misspelt_one_here(bundled: Bundled) -> None:
    assert "Minsk" in {c.name for c in bundled.lookup("Minsk")}
    assert bundled.lookup("Vladivostok", country="FI") == ()


def test_the_same_in_another_run() -> None:
    program = (
        "from routes.gazetteers.bundled import open_bundled;"
        "print([(c.ref, c.weight) for c in open_bundled().lookup('Mosow')])"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], check=True, capture_output=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1] != b"[]\n"


def test_fold_and_fuzzy_speak_of_the_same_names(fuzzy: Fuzzy) -> None:
    assert fold("Sankt-Peterburk") == "st peterburk"
    assert "st peterburg" in {near.folded for near in fuzzy.near("st peterburk")}
