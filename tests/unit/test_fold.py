"""Names are found however they are usually written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.gazetteers.fold import fold

QUICK = settings(deadline=None)  # a busy machine is no mistake


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("St. Petersburg", "Saint Petersburg"),
        ("St.Petersburg", "ST PETERSBURG"),
        ("Sankt-Peterburg", "St Peterburg"),
        ("Łódź", "Lodz"),
        ("Ærøskøbing", "Aeroskobing"),
        ("İstanbul", "Istanbul"),
        ("Diyarbak\u0131r", "Diyarbakir"),
        ("Mins\u2019k", "Minsk"),
        ("Côte d'Ivoire", "Cote d\u2019Ivoire"),
        ("Straße", "STRASSE"),
        ("U.S.A.", "usa"),
        ("D. P. R. K.", "DPRK"),
        ("Орёл", "Орел"),
        ("Київ", "Киів"),
        ("  New\u00a0York ", "new york"),
        ("\uff33\uff45\uff4f\uff55\uff4c", "Seoul"),
        ("\u1107\u1173\u11af", "\ube14"),  # Hangul in letters and in a syllable
        ("ولادی\u200cوستوک", "ولادیوستوک"),
        ("Korea, South", "korea south"),
    ],
)
def test_spellings_meet(first: str, second: str) -> None:
    assert fold(first) == fold(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("ガ", "カ"), ("Minsk", "Minska"), ("海參崴", "海参崴"), ("दिल्ली", "दल्ली"), ("Kiev", "Kyiv")],
)
def test_names_that_differ_stay_apart(first: str, second: str) -> None:
    assert fold(first) != fold(second)


@pytest.mark.parametrize("name", ["", " ", "...", "-", "\u200c"])
def test_signs_alone_are_no_name(name: str) -> None:
    assert fold(name) == ""


@pytest.mark.parametrize("name", ["St. Petersburg", "Ærø", "블라디보스토크", "ガ", "U.S.A.", "ﬁ"])
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@QUICK
@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_folding_is_done_once_for_all(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@QUICK
@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_plain_letters_fold_as_they_do_beside_others(name: str) -> None:
    """Names in ASCII take a shorter way, which must lead to the same end."""
    assert fold(f"{name} \N{CYRILLIC SMALL LETTER ZHE}\N{CYRILLIC SMALL LETTER A}") == (
        f"{fold(name)} \N{CYRILLIC SMALL LETTER ZHE}\N{CYRILLIC SMALL LETTER A}".strip()
    )
