"""Other spellings of a name: which there are, and that they are few."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.gazetteers import generics
from routes.gazetteers.fold import fold
from routes.gazetteers.generics import says_nothing, stems
from routes.gazetteers.spelling import CHINESE, FAMILIES, KOREAN, SLAVIC, respelt
from routes.gazetteers.variants import ENDINGS, MOST, other_endings, spaced, variants

QUICK = settings(deadline=None)  # a busy machine is no mistake

LETTERS = st.text("abcdeghijkostuvwyz -", max_size=40)


@pytest.mark.parametrize(
    ("name", "stem", "kind"),
    [
        ("Jilin Province", "jilin", "region"),
        ("the Tumen River", "tumen", "river"),
        ("Lake Khanka", "khanka", "lake"),
        ("Sea of Okhotsk", "okhotsk", "sea"),
        ("Gulf of Finland", "finland", "sea"),
        ("Republic of Buryatia", "buryatia", "region"),
        ("city of Vladivostok", "vladivostok", "city"),
        ("Khasan railway station", "khasan", "station"),
        ("Knevichi international airport", "knevichi", "airport"),
        ("Kordai border crossing", "kordai", "crossing"),
        ("Jewish Autonomous Oblast", "jewish", "region"),
        ("Ryanggang-do", "ryanggang", "region"),
        ("Rason-si", "rason", "city"),
        ("Tumangang", "tuman", "river"),
        ("Приморский край", "приморскии", "region"),
        ("Хасанский р-н", "хасанскии", "region"),  # noqa: RUF001
        ("озеро Ханка", "ханка", "lake"),
        ("г. Хасан", "хасан", "city"),  # noqa: RUF001
        ("станция Хасан", "хасан", "station"),
        ("Київська область", "киівська", "region"),
        ("함경북도", "함경북", "region"),
        ("두만강", "두만", "river"),
        ("순안공항", "순안", "airport"),
        ("吉林省", "吉林", "region"),
        ("图们江", "图们", "river"),
        ("珲春站", "珲春", "station"),
        ("仁川国际机场", "仁川", "airport"),
        ("Provinz Jilin", "jilin", "region"),
        ("Flughafen Minsk", "minsk", "airport"),
        ("gare de Khasan", "khasan", "station"),
        ("mer du Japon", "japon", "sea"),
    ],
)
def test_the_word_for_the_kind_is_left_out_and_kept_in_mind(
    name: str, stem: str, kind: str
) -> None:
    found = dict(stems(fold(name)))
    assert stem in found
    assert kind in found[stem]


@pytest.mark.parametrize(
    "name",
    [
        "northern Khasan", "near Vladivostok", "central Moscow", "outskirts of Minsk",
        "east of Khasan", "Vladivostok", "Lake", "River", "강", "省", "Владивосток",
    ],
)  # fmt: skip
def test_other_words_are_never_left_out(name: str) -> None:
    assert list(stems(fold(name))) == []


@pytest.mark.parametrize(
    "text",
    [
        "none", "NaN", "NULL", "n/a", "N.A.", "unknown", "UNK", "неизвестно", "미상", "未知",
        "river", "Airport", "forest", "East", "West", "home", "the border", "North-East",
        "railway station", "река", "강", "省",
    ],
)  # fmt: skip
def test_what_names_no_place(text: str) -> None:
    assert says_nothing(fold(text))


@pytest.mark.parametrize(
    "name", ["East Sea", "North Sea", "Ho", "Most", "West Bank", "Lake District", "Moscow", ""]
)
def test_what_may_be_a_place(name: str) -> None:
    assert not says_nothing(fold(name))


def test_what_names_no_place_is_written_as_names_are_compared() -> None:
    assert [text for text in generics._NOTHING if fold(text) != text] == []


def test_endings_stand_for_each_other() -> None:
    for endings in (("sky", "skiy", "skyy", "skii", "skij", "ski"), ("y", "yy", "iy")):
        assert set(endings) <= set(ENDINGS)
        for ending in endings:
            others = other_endings(f"skobelev{ending}")
            assert sorted([*others, f"skobelev{ending}"]) == sorted(f"skobelev{e}" for e in endings)
    assert other_endings("minsk") == []


@pytest.mark.parametrize("word", ["ru", "the", "kuo", "chi", "krai"])
def test_a_short_word_is_written_by_no_rule(word: str) -> None:
    """But for one that stands with a word for its kind."""
    assert all(v.countries is None for v in variants(word))
    assert any(v.countries for v in variants(f"{word} river"))


def test_a_space_more_or_less() -> None:
    assert set(spaced("muse")) == {"mu se"}
    assert list(spaced("mu se")) == ["muse"]
    assert list(spaced("abc")) == []


def test_words_for_kinds_are_written_as_names_are_compared() -> None:
    words = (*generics._KINDS, *generics._FIRST, *generics._WITH, *generics._ENDINGS)
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize("name", ["northern Khasan", "near Vladivostok", "central Moscow"])
def test_no_variant_is_the_name_without_such_a_word(name: str) -> None:
    _, last = fold(name).split()
    assert last not in {v.folded for v in variants(fold(name))}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Habarowsk", "khabarovsk"),
        ("Chabarowsk", "khabarovsk"),
        ("Wladiwostok", "vladivostok"),
        ("Petropawlowsk-Kamtschatski", "petropavlovsk kamchatskiy"),
        ("Tchita", "chita"),
        ("Dzhalal-Abad", "jalal abad"),
        ("Ulanude", "ulan ude"),
        ("Vladi-Vostok", "vladivostok"),
        ("Lugansk", "luhansk"),
        ("Kharkov", "kharkiv"),
        ("Alexandrovsk", "aleksandrovsk"),
        ("Pyeongyang", "pyongyang"),
        ("Pyongyang", "pyeongyang"),
        ("Pusan", "busan"),
        ("Najin", "rajin"),
        ("Gaeseong", "kaesong"),
        ("Phyongyang", "pyongyang"),
        ("Heilungkiang", "heilongjiang"),
        ("Tsingtao", "qingtao"),
        ("Hsian", "xian"),
        ("라진", "나진"),
        ("량강도", "양강도"),
        ("圖們", "图们"),
        ("图们", "圖們"),
        ("the Donbas", "donbas"),
        ("in Minsk", "minsk"),
        ("Primorskiy kray", "primorskiy"),
        ("the border between Russia and North Korea", "russia north korea border"),
        ("border between Russia and North Korea", "north korea russia border"),
    ],
)
def test_spellings_that_people_use(name: str, other: str) -> None:
    assert other in {v.folded for v in variants(fold(name))}


def test_a_rule_says_where_names_are_written_so() -> None:
    korean = next(v for v in variants("pusan") if v.folded == "busan")
    assert korean.countries is not None
    assert "KR" in korean.countries
    assert "PE" not in korean.countries


def test_what_only_leaves_out_a_word_comes_first() -> None:
    first = next(variants("jilin province"))
    assert (first.folded, first.kinds, first.changes) == ("jilin", frozenset({"region"}), 0)


@QUICK
@given(st.one_of(LETTERS, st.text(max_size=30)))
def test_variants_are_few_distinct_ordered_and_never_the_name(name: str) -> None:
    folded = fold(name)
    found = list(variants(folded))
    assert len(found) <= MOST
    assert len({(v.folded, v.kinds) for v in found}) == len(found)
    assert [v.changes for v in found] == sorted(v.changes for v in found)
    assert all(v.folded for v in found)
    assert (folded, None) not in {(v.folded, v.kinds) for v in found}
    assert found == list(variants(folded))


@QUICK
@given(LETTERS)
def test_spellings_are_bounded_by_their_family(name: str) -> None:
    for family in FAMILIES:
        assert len(list(respelt(fold(name), family))) <= family.limit + len(family.systems)


@pytest.mark.parametrize("family", [SLAVIC, KOREAN, CHINESE])
def test_every_rule_changes_something_into_something_else(family) -> None:
    pairs = [*family.rules.split(), *(p for s in family.systems for p in s.split())]
    assert all(pair.count(">") == 1 for pair in pairs)
    rules = family.rules.split()
    assert len(set(rules)) == len(rules)
    assert all(old != new for old, _, new in (rule.partition(">") for rule in rules))
