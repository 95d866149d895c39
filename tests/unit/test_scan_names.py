"""Withheld names are found however they are written, and other words are left alone."""

# ruff: noqa: RUF001
from __future__ import annotations

import unicodedata

import pytest

from routes.publish.scan import Hit, Names, find


def kinds(text: str, names: Names) -> list[tuple[str, str]]:
    return [(hit.kind, text[hit.start : hit.end]) for hit in find(text, names)]


NAMES = Names(
    [
        ["ZQX-Kim Secret-Canary"],
        ["Qwzx-dong 17-ri"],
        ["SAFEHOUSE-TOKEN-7f3a"],
        ["Секретов Иван", "Мария Тайная"],
        ["김비밀"],
        ["Kim"],
        ["李明"],
        ["Müller Straßen"],
        ["이수"],
        ["Νίκος Ωμέγας"],
        ["김"],
        ["An"],
        ["Łukasz Ødegård"],
        ["Musan Tallgate"],
    ]
)
SPELLINGS = {
    0: [
        "ZQX-Kim Secret-Canary", "zqx-kim secret-canary", "ZQX KIM SECRET CANARY",
        "ZQXKimSecretCanary", "Secret-Canary, ZQX-Kim", "ZQX\u00adKim Sec\u200bret-Canary",
        "Secret-Canary", "SECRET-CANARY", "secret-canary", "Secret-Canarys", "ZQX Kim",
        "Ｓecret-Canary", "S\u0435cret-C\u0430nary", "ЅЕСRET-CANARY", "zqx.kim_secret.canary",
        "ZQX-Kim\nSecret-Canary", "Secret‐Canary에서", "Séc\u0308ret-Canary", "Secret%2DCanary",
        "%5aQX-Kim", "&#90;QX-Kim Secret-Canary", "\\u005aQX-Kim", "𝐒ecret-Canary",
    ],
    1: ["Qwzx-dong 17-ri", "qwzxdong17ri", "Qwzx dong, 17 ri", "Qwzx-dong", "17-ri Qwzx-dong"],
    2: ["SAFEHOUSE-TOKEN-7f3a", "safehouse token 7F3A"],
    3: [
        "Секретов", "Секретовым", "Секретову Ивану", "Иваном Секретовым", "СЕКРЕТОВА",
        "Марии Тайной", "Марию Тайную", "Тайной", "Ceкpетовым", "Секре\u0301тов", "Марией",
    ],
    4: ["김비밀", "김비밀은", unicodedata.normalize("NFD", "김비밀"), "김비밀에게는", "함북김비밀"],
    5: ["Kim", "KIM", "kim", "K\u0456m", "Kim은"],
    6: ["李明", "我见李明了"],
    7: ["Muller Strassen", "MÜLLER STRASSEN", "Müllers", "Straßen Müller", "Mu\u0308ller"],
    8: ["이수", "이수는", "이수에게"],
    9: ["Νίκος Ωμέγας", "ΝΙΚΟΣ ΩΜΕΓΑΣ", "ΩΜΕΓΑΣ"],
    10: ["김"],
    11: ["An", "AN"],
    12: ["Lukasz Odegard", "lukasz-ødegård"],
    13: ["Musan Tallgate", "the musan tallgate", "Musan"],
}  # fmt: skip
OTHER_WORDS = [
    "Kimchi", "Pakimu", "kimono", "김치찌개", "다이수다", "Mariachi", "anther", "an apple",
    "the secret of canaries", "a secret canary sang", "Secretary", "Иваси", "2Kim3", "Kims",
    "the tallgate. Tallgate after tallgate", "Secret. Kin",
]  # fmt: skip


@pytest.mark.parametrize("around", ["{}", "He saw {} there.", "“{}”", "{}'s"])
@pytest.mark.parametrize("ref", SPELLINGS)
def test_names_are_found_however_they_are_written(ref, around):
    wrong = []
    for written in SPELLINGS[ref]:
        text = around.format(written)
        found = [hit for hit in find(text, NAMES) if hit.kind == "name" and hit.ref == ref]
        around_it = 4 if written.startswith(("the ", "我", "함")) else 2  # or a particle
        if not found or len(written) - sum(hit.end - hit.start for hit in found) > around_it:
            wrong.append((text, found))
    assert wrong == []


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_other_words_are_no_names(word):
    assert kinds(f"He said {word} there", NAMES) == []


def test_a_part_alone_counts_for_persons():
    entries = [["Sinuiju Customs Office"], ["Jane Roe"]]
    assert kinds("Customs at Sinuiju", Names(entries, persons={1})) == []
    assert kinds("Sinuiju", Names(entries, persons={0, 1})) == [("name", "Sinuiju")]
    assert kinds("North Gate", Names([["North Gate, Musan"], ["North Korea"]])) == []
    assert kinds("North", Names([["North Korea"]], persons={0})) == []


PERSONS = Names(
    [
        ["Kim Yong-hui", "김영희", "Ким Ён Хи"],
        ["Ким Чен Ын", "김 철수"],
        ["남궁민수", "박목사", "호랑이"],
    ],
    persons={0, 1, 2},
)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("영희는", 0), ("영희", 0), ("Ён Хи", 0), ("Ен Хи", 0), ("Yong Hui", 0), ("yong-hui", 0),
        ("Чен Ын", 1), ("Чен Ына", 1), ("Ким Чен Ыном", 1), ("철수가", 1), ("민수에게", 2),
        (unicodedata.normalize("NFD", "영희"), 0),
    ],
)  # fmt: skip
def test_a_given_name_of_short_words_counts_alone(text, ref):
    (hit,) = find(f"({text})", PERSONS)
    assert (hit.ref, hit.end - hit.start) == (ref, len(text))


@pytest.mark.parametrize(
    "text",
    ["리영희", "영희네", "신영희", "Ким", "Хи", "목사", "목사님이", "랑이", "김 씨", "남궁", "철"],
)
def test_less_of_it_does_not(text):
    assert find(text, PERSONS) == ()


def test_a_description_is_no_given_name():
    names = Names([["Kim Qwzx", "the man with one ear"]], persons={0})
    assert kinds("The man left. Qwzx", names) == [("name", "Qwzx")]
    assert kinds("The man with one ear", names) == [("name", "The man with one ear")]


def test_small_words_in_a_name_do_not_count_as_a_given_name():
    names = Names([["Jan van der Berg"]], persons={0})
    assert kinds("van der Waals, and Berg", names) == [("name", "Berg")]


def test_the_longest_name_is_told():
    names = Names([["Kim"], ["Kim Secret"]])
    assert find("Kim Secret", names) == (Hit("name", 0, 10, 1),)
    assert find("Kim, Kim Secret", names) == (Hit("name", 0, 3, 0), Hit("name", 5, 15, 1))
