"""Days that a text names: found in every language of the page, and nothing else for one."""

# ruff: noqa: RUF001 - words and signs of other scripts
from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from babel.dates import format_date, format_skeleton

from routes import pipeline
from routes.errors import Mark
from routes.messages.tongue import LANGUAGES
from routes.model import Atlas, Case, PrecisionClass
from routes.publish import by_own_ids
from routes.publish.days import named
from routes.publish.overdated import days_in_texts
from routes.publish.walk import spaced
from tests.conftest import FakeGazetteer

# A sentence with a date in words, and one that is only digits, by language.
SENTENCES = {
    "en": ("They left {} by car.", "They left on {} by car."),
    "ko": ("그는 {}에 떠났다.", "그는 {} 떠났다."),
    "ru": ("Они уехали {} на машине.", "Они уехали с {} на машине."),
    "de": ("Er fuhr am {} ab.", "Er fuhr am {} ab."),
    "fr": ("Il est parti le {} en train.", "Il est parti le {} en train."),
    "es": ("Salió el {} en tren.", "Salió el {} en tren."),
    "zh": ("他于{}离开。", "他于{}离开。"),
}
YEAR = [datetime.date(2028, 1, 1) + datetime.timedelta(n) for n in range(366)]


def written(day: datetime.date, language: str) -> set[str]:
    """A day in each form that is usual in a language, by CLDR."""
    words, digits = SENTENCES[language]
    forms = {format_date(day, form, language) for form in ("full", "long", "medium", "short")}
    forms |= {format_skeleton(form, day, locale=language) for form in ("MMMMd", "MMMd", "yMd")}
    told = {words.format(form) for form in forms}
    if language != "zh":  # nobody there writes a day as 1/2
        told.add(digits.format(format_skeleton("Md", day, locale=language)))
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_is_found_in_every_usual_form(language: str) -> None:
    texts = {text for day in YEAR for text in written(day, language)}
    assert len(texts) > 1400
    assert sorted(text for text in texts if named(text) != "day") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_found_and_is_no_day(language: str) -> None:
    days = [day for day in YEAR if day.day == 1]
    texts = {f"in {format_date(day, 'LLLL', language)}" for day in days}
    texts |= {
        format_skeleton(form, day, locale=language)
        for day in days
        for form in ("yMMMM", "yMMM", "yM")
    }
    assert sorted(text for text in texts if named(text) != "month") == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-08-14", "2026/8/14", "2026.08.14", "20260814", "at 2026-08-14T10:00", "14.08.2026",
        "14. 8. 2026", "14/8/26", "8/14/2026", "14-08-2026", "on 14/8", "14/8", "(8/14)",
        "am 14.8.", "on 1/2", "the 14th of August", "August 14th", "August the 14th", "14 AUGUST",
        "14-Aug-2026", "14Aug2026", "12–14 August", "August 12-14", "14\u00a0August",
        "1４ August", "Aug. 14, 2026", "they left on the 14th", "on the 14th, by car",
        "On the 14th Kim left", "14 may 2026", "8월 14일", "8월14일", "8월 14일 후", "14일 밤",
        "2026년 8월 14일", "8月14日", "八月十四日", "8月14号", "14日晚", "二十一日", "14 августа",
        "14-го августа", "14 числа", "14-го он уехал", "14 авг.", "14 мая", "1er août", "14 aout",
        "le 14, il partit", "14 de agosto", "el 14 de mayo", "el 14, salió", "14. März",
        "am 14. fuhr er", "the fourth of March", "August twenty-first", "14 Sept.",
        "Au\u00adgust 14",
    ],
)  # fmt: skip
def test_a_day_is_found(text: str) -> None:
    assert named(text) == "day"


@pytest.mark.parametrize(
    "text",
    [
        "on Friday", "in 2016", "in the 20th century", "on the 14th floor", "the 38th parallel",
        "the 3rd Division", "on the 3rd Army road", "24/7", "1/2 a loaf", "3/4 of them", "50/50",
        "flight SU 1704", "flight KE 14", "14 people may have gone", "they may go",
        "a march of 14 km", "14 km", "14,000", "3.14", "at 14:30", "14.30 Uhr",
        "version 1.2.26.3", "2014-2026", "the years 1914/15", "room 8-14", "+82 2 1234 5678",
        "U+0041", "14일간", "3일 동안", "3일 만에", "14 года", "14 лет", "8개월", "三个月",
        "三天", "14日本人", "14 Tage", "le 14e arrondissement", "el 14 por ciento", "el 14 %",
        "14 %", "sept hommes", "two days later", "Mars and Venus", "14 augusti", "a mayor of 14",
        "decades 14", "the second of three", "He may. 14 men", "10.8.26.1",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert named(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "in August", "August 2026", "8월에", "八月", "в августе", "до мая", "im Mai", "in march",
        "début mars", "en mayo", "08/2026", "2026-08", "Aug. 2026", "Mitte März",
    ],
)  # fmt: skip
def test_a_month_is_found(text: str) -> None:
    assert named(text) == "month"


CASE = """
version: 1
title: {title}
summary: {summary}
sources: {{s: {{publisher: P, issued: 2016-08-20}}}}
places:
  west: West
  east: East
  hut: {{name: Hut, lon: 30.12, lat: 30.12, publish: {shown}}}
legs:
  over:
    from: west
    to: hut
    by: road
    when: 2016-08
    claims:
      - {{source: s, says: {first}}}
      - {{source: s, says: {second}}}
  plain:
    {{from: west, to: east, by: road, when: 2016-08-14,
     claims: [{{source: s, says: On 14 August.}}]}}
itineraries: {{i: {{title: I, legs: [over]}}, j: {{title: On 14 August, legs: [plain]}}}}
{more}
"""
USUAL = {
    "title": "T", "summary": "S", "shown": "'0.1'", "first": "So.", "second": "So.", "more": "",
}  # fmt: skip

Told = Callable[..., list[tuple[str, str, int]]]


@pytest.fixture
def told(case_from: Callable[[str], Case], square_world: FakeGazetteer) -> Told:
    """The findings on days in a case: which key, what is said, the line."""

    def found(**words: str) -> list[tuple[str, str, int]]:
        case = case_from(CASE.format(**{**USUAL, **words}))
        atlas: Atlas = pipeline.build(case, gazetteer=square_world)
        return [
            (f.about, f.message, f.mark.line if f.mark else 0)
            for f in by_own_ids(case, atlas)
            if f.code == "day-in-text"
        ]

    return found


def test_a_text_of_a_coarse_leg_names_a_day(told: Told) -> None:
    message = "'says' here names a day, and the map tells only the month."
    assert told(first="Kim left on 14 August.") == [("legs.over.claims[1]", message, 17)]
    assert told(second="14일에 떠났다") == [("legs.over.claims[2]", message, 18)]
    assert told(second="In August.") == []


@pytest.mark.parametrize(
    ("said", "named"),
    [("In August.", "month"), ("In July, on 14 August.", "day"), ("In 2016.", None)],
)
def test_where_only_the_year_is_told_a_month_is_too_much(
    case_from: Callable[[str], Case], said: str, named: str | None
) -> None:
    case = case_from(CASE.format(**{**USUAL, "first": f"'{said}'"}))
    dates: dict[str, PrecisionClass] = {"west": "site", "east": "site", "hut": "admin-1"}
    found = [f.message for f in days_in_texts(case, dates, Mark("f", 1)) if "over" in f.about]
    message = f"'says' here names a {named}, and the map tells only the year."
    assert found == ([message] if named else [])


def test_of_several_languages_the_finest_is_told(case_from: Callable[[str], Case]) -> None:
    case = case_from(CASE.format(**{**USUAL, "first": "{en: In August., ko: 8월 14일에 떠났다.}"}))
    dates: dict[str, PrecisionClass] = {"west": "site", "east": "site", "hut": "admin-1"}
    found = [f.message for f in days_in_texts(case, dates, Mark("f", 1)) if "over" in f.about]
    assert found == ["'says' here (ko) names a day, and the map tells only the year."]


def test_what_stands_above_all_places_goes_by_the_coarsest(told: Told) -> None:
    keys = [key for key, _, _ in told(title="14 August", summary="14.08.2016")]
    assert keys == ["title", "summary"]


def test_an_area_may_be_called_for_a_day(case_from: Callable[[str], Case]) -> None:
    case = case_from(CASE.format(**{**USUAL, "first": "In August."}))
    hut = replace(case.places["hut"], within=("Rayon 14 August",))
    dates: dict[str, PrecisionClass] = {"west": "site", "east": "site", "hut": "admin-1"}
    named = replace(case, places={**case.places, "hut": hut})
    assert [f.about for f in days_in_texts(named, dates, Mark("f", 1)) if "hut" in f.about] == []
    noted = replace(case, places={**case.places, "hut": replace(hut, note="On 14 August.")})
    assert [f.about for f in days_in_texts(noted, dates, Mark("f", 1)) if "hut" in f.about]


def test_every_language_of_a_text_is_read(told: Told) -> None:
    (found,) = told(first="{en: In summer., ko: 8월 14일에 떠났다.}", more="languages: [ko]")
    assert found[0] == "legs.over.claims[1]"


def test_the_key_and_the_languages_of_the_very_text_are_told(told: Told) -> None:
    both = "languages: [ko]"
    (found,) = told(first="{en: In summer., ko: 8월 14일에 떠났다.}", more=both)
    assert found[1].startswith("'says' here (ko) names a day, ")
    (found,) = told(first="{en: On 14 August., ko: 8월 14일에 떠났다.}", more=both)
    assert found[1].startswith("'says' here (en and ko) names a day, ")
    (found,) = told(summary="14.08.2016")
    assert found[1].startswith("'summary' here names a day, ")


def test_what_to_do_depends_on_whose_words_they_are(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    said = "says: Kim left on 14 August."
    text = CASE.format(**{**USUAL, "first": "Kim left on 14 August.", "summary": "14 August 2016"})
    assert said in text
    hints = {}
    for each in (text, text.replace(said, "quote: On 14 August")):
        atlas = pipeline.build(case_from(each), gazetteer=square_world)
        found = [f for f in atlas.findings if f.code == "day-in-text"]
        hints |= {f.message.split(" ")[0]: f.hints[0] for f in found}
    assert "instead of the quote" in hints.pop("'quote'")
    assert set(hints) == {"'says'", "'summary'"}
    assert not any("quote" in hint for hint in hints.values())


@pytest.mark.parametrize("name", ["over_14.08.2016", "on_14_August"])
def test_an_id_is_read_in_one_way_everywhere(name: str) -> None:
    assert named(spaced(name)) == "day"


def test_words_that_are_withheld_are_not_told_of(told: Told) -> None:
    withhold = "publish: {withhold: [14 August]}"
    assert told(first="Kim left on 14 August.", more=withhold) == []


@pytest.mark.parametrize("shown", ["site, because: known", "'0.01'"])
def test_where_no_date_was_made_coarser_nothing_is_said(told: Told, shown: str) -> None:
    assert told(shown=shown, title="14 August", first="On 14 August.") == []


def test_where_no_date_was_made_coarser_no_text_is_read(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would load the names of the months for nothing."""
    monkeypatch.delattr("routes.publish.overdated.named")
    assert told(shown="'0.01'") == []
    with pytest.raises(NameError):
        told(shown="'0.1'")


def test_an_id_is_read_too(case_from: Callable[[str], Case], square_world: FakeGazetteer) -> None:
    """Where nothing is withheld by name the page has the ids of the case."""
    text = CASE.format(**USUAL).replace(", publish: '0.1'", "").replace("over", "on_14_august")
    atlas = pipeline.build(case_from(text), gazetteer=square_world)
    found = [each.about for each in atlas.findings if each.code == "day-in-text"]
    assert found == ["legs.on_14_august"]


def test_a_finding_never_holds_the_words(
    case_from: Callable[[str], Case], square_world: FakeGazetteer
) -> None:
    case = case_from(CASE.format(**{**USUAL, "first": "Kim left on 14 August."}))
    before = case.legs["over"].claims[0].says
    atlas = pipeline.build(case, gazetteer=square_world)
    (found,) = (each for each in atlas.findings if each.code == "day-in-text")
    assert "August" not in f"{found.message}{found.hints}"
    assert next(iter(atlas.case.legs.values())).claims[0].says == before


def test_names_of_months_are_not_loaded_before_they_are_needed() -> None:
    code = "import sys, routes.publish; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
