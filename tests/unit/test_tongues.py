"""A page in several languages: what its payload carries, and what it says in which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import routes
from routes.messages import catalogue as catalogues
from routes.messages.catalogue import Catalogue, catalogue
from routes.messages.speaker import Speaker
from routes.messages.tongue import LANGUAGES
from routes.webmap.article import article
from routes.webmap.compose import compose
from routes.webmap.naming import place_names
from routes.webmap.tongues import offered, pieces
from tests.conftest import ROOT

CASE = """
version: 1
title: {{en: An envoy goes north, ko: 북으로 간 사절}}
question: Which way?
language: en
{languages}
sources:
  herald: {{publisher: The Herald, issued: 2024-03-12}}
places:
  seoul: Seoul
  minsk: {{name: Minsk, country: BY}}
  korea: {{name: South Korea, within: South Korea}}
legs:
  flight:
    from: minsk
    to: seoul
    by: air
    when: 2024-03
    claims: [{{source: herald, says: {{en: He flew., de: Er flog.}}}}]
itineraries:
  north: {{title: By air, legs: [flight]}}
events:
  received: {{title: Received, at: korea, claims: [{{source: herald, says: He was received.}}]}}
"""


@pytest.fixture(scope="module")
def atlas(tmp_path_factory) -> routes.Atlas:
    file = tmp_path_factory.mktemp("case") / "case.yaml"
    file.write_text(CASE.format(languages=""), encoding="utf-8")
    return routes.build(file)


@pytest.fixture(scope="module")
def official() -> routes.Atlas:
    return routes.build(ROOT / "data" / "cases" / "trade-official-2016.yaml")


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in items:
        inner = (*path, str(key) if isinstance(value, dict) else "#")
        if isinstance(each, str):
            yield "/".join(inner), each
        elif isinstance(each, dict | list):
            yield from _leaves(each, inner)


def _mended(target: Any, patch: Any) -> None:
    """What languages.js does with a patch."""
    for key, value in patch.items():
        at = int(key) if isinstance(target, list) else key
        if isinstance(value, str):
            assert isinstance(target[at], str), key
            target[at] = value
        else:
            _mended(target[at], value)


def test_one_language_costs_nothing(atlas):
    made = compose(atlas)
    assert made["languages"] == ["en"]
    assert made["tongues"] == made["messages"] == made["foreign"] == {}


def test_a_mended_payload_is_the_one_that_speaks_the_language_itself(official):
    both, alone = compose(official, languages=["en", "de"]), compose(official, languages=["de"])
    tongue = both["tongues"]["de"]
    _mended(both, tongue["payload"])
    for key in ("languages", "tongues", "messages", "foreign"):
        del both[key], alone[key]
    assert both == alone


def test_the_article_is_told_by_the_texts_of_the_payload_and_the_shell(official):
    first, alone = compose(official, languages=["en", "de"]), compose(official, languages=["de"])
    tongue = first["tongues"]["de"]
    before = dict(_leaves({key: first[key] for key in alone if key in tongue["payload"]}))
    assert before
    told: dict[str, str] = {}
    _learnt(first, tongue["payload"], told)
    told |= tongue["shell"]
    wrong = [
        (a, b)
        for a, b in zip(pieces(article(first)), pieces(article(alone)), strict=True)
        if told.get(a, a) != b
    ]
    assert wrong == []


def _learnt(target: Any, patch: Any, told: dict[str, str]) -> None:
    for key, value in patch.items():
        at = int(key) if isinstance(target, list) else key
        if isinstance(value, str):
            told.setdefault(target[at], value)
        else:
            _learnt(target[at], value, told)


def test_author_s_texts_places_dates_and_countries_are_in_the_reader_s_language(atlas):
    made = compose(atlas, languages=["ko", "de", "en"])
    assert made["title"] == "북으로 간 사절"
    assert made["tongues"]["de"]["payload"]["title"] == "An envoy goes north"
    assert [place["label"] for place in made["places"]] == ["서울", "민스크", "대한민국"]
    assert [place["written"] for place in made["places"]] == ["Seoul", "Minsk", "South Korea"]
    assert made["legs"][0]["title"].count("서울") == 1
    assert made["legs"][0]["when"] == "2024년 3월"
    assert made["sources"][0]["issued"] == "2024년 3월 12일"
    assert "몽골" in {label["name"] for label in made["basemap"]["labels"]}
    german = made["tongues"]["de"]["payload"]["legs"]["0"]
    assert german["when"] == "März 2024"
    assert german["claims"]["0"]["says"] == "Er flog."
    assert made["tongues"]["en"]["payload"]["title"] == "An envoy goes north"


def test_what_stays_in_another_language_says_in_which(atlas):
    made = compose(atlas, languages=["de"])
    assert made["foreign"]["title"] == "en"
    assert made["foreign"]["question"] == "en"
    assert "claims" not in made["foreign"].get("legs", {}).get("0", {})
    korean = compose(atlas, languages=["ko"])
    assert "title" not in korean["foreign"]
    assert korean["foreign"]["legs"]["0"]["claims"]["0"]["says"] == "en"


def test_a_name_that_readers_have_no_word_for_says_its_language(official):
    made = compose(official, languages=["de"])
    names = {place["id"]: str(i) for i, place in enumerate(made["places"])}
    tags = made["foreign"]["places"]
    assert tags[names["pulkovo"]]["label"] == "en"
    assert "label" not in tags.get(names["minsk"], {})


def test_the_scripts_get_their_own_sentences_and_no_others(atlas):
    made = compose(atlas, languages=["de"])["messages"]
    said = set(catalogue("de").said_in(".js"))
    assert made["Close"] == "Schließen"
    assert set(made) <= said
    assert made["{n} legs hidden by filters"] == [
        "{n} Etappe durch Filter ausgeblendet",
        "{n} Etappen durch Filter ausgeblendet",
    ]
    assert compose(atlas, languages=["en"])["messages"] == {}


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        ("", ("en",)),
        ("languages: [en, ko]", ("en", "ko")),
        ("languages: ko", ("en", "ko")),
    ],
)
def test_a_case_says_which_languages_its_page_offers(tmp_path, head, tags):
    file = tmp_path / "case.yaml"
    file.write_text(CASE.format(languages=head), encoding="utf-8")
    assert offered(routes.read(file)) == tags


def test_a_case_in_a_language_that_the_page_lacks_has_an_english_page(tmp_path):
    file = tmp_path / "case.yaml"
    text = CASE.format(languages="").replace("language: en", "language: pt")
    file.write_text(text.replace("{en:", "{pt:"), encoding="utf-8")
    made = compose(routes.build(file))
    assert made["languages"] == ["en"]
    assert made["foreign"]["title"] == "pt"


def test_a_label_of_the_case_is_not_taken_for_the_place_it_lies_in():
    case = routes.read(ROOT / "data" / "cases" / "closed-road-2024.yaml")
    names = place_names(routes.build(case), ["de", "en"])
    assert set(names) == {"de"}
    assert names["de"]["Vladivostok"] == "Wladiwostok"
    assert "other areas of Russia" not in names["de"]  # nor is it Russland
    assert names["de"]["North Korea"] == "Nordkorea"


class _Marked(dict):
    """A catalogue that has everything, with marks round it."""

    def get(self, key, default=None):  # noqa: ARG002
        return f"⟦{key}⟧"

    def __contains__(self, key):
        return True


STAY_ENGLISH = {
    "alternatives/#/paths/#/crossings/#/name": "from the data of the networks",
    "alternatives/#/paths/#/crossings/#/note": "from the data of the networks",
    "alternatives/#/paths/#/links/#/name": "from the data of the networks",
    "alternatives/#/paths/#/links/#/reason": "from the data of the networks",
    "alternatives/#/paths/#/links/#/source": "from the data of the networks",
    "places/#/reason": "made by routes.resolve",
}
"""Texts of the program that no catalogue has, and why."""

_DATA = {"id", "ticks", "dash", "url", "archive", "link", "citation", "lines", "colour"}
_WRITTEN = {"quote", "publisher", "author", "label", "words_of", "chain", "written"}


def test_only_what_is_listed_stays_english(official, monkeypatch):
    monkeypatch.setattr(catalogues, "catalogue", lambda tag: Catalogue(tag, _Marked(), {}))
    made = compose(official, languages=["zh"])
    file = ROOT / "data" / "cases" / "trade-official-2016.yaml"
    author = " ".join(file.read_text("utf-8").split())
    found = {
        path
        for path, text in _leaves(made)
        if " " in text
        and "⟦" not in text
        and text.isascii()
        and " ".join(text.split()) not in author
        and not (_DATA | _WRITTEN) & set(path.split("/"))
    }
    assert found == set(STAY_ENGLISH) & found
    assert "places/#/reason" in found


NAMESAKES = """
version: 1
title: Two of one name
language: en
languages: [de]
sources:
  jordan: {author: Jordan, issued: 2024-03-12}
  georgia: {publisher: Georgia, issued: 2024-03-12}
places:
  amman: Amman
  jordan: {name: Jordan, within: Jordan}
legs:
  there:
    from: amman
    to: jordan
    by: road
    claims: [{source: jordan, says: They drove.}, {source: georgia, says: No., stance: denies}]
itineraries:
  one: {title: Jordan, legs: [there]}
"""


def test_only_places_are_called_otherwise_and_never_a_source_of_that_name(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(NAMESAKES, encoding="utf-8")
    made = compose(routes.build(file), languages=["de"])
    assert {place["label"] for place in made["places"]} >= {"Jordanien"}
    (leg,) = made["legs"]
    assert "Jordanien" in leg["ends"]
    assert leg["corroboration"]["denied_by"] == ["Georgia"]
    told = [text for _, text in _leaves([made["sources"], leg["corroboration"], made["known"]])]
    assert any("Georgia" in text for text in told)
    assert [text for text in told if "Georgien" in text] == []
    assert "Eine Version wird berichtet, „Jordan“" in " ".join(told)


MARKED = (
    ("Instead of: {leg}", "leg"),
    ("Instead of: {leg} (the leg as drawn, straight: {distance})", "leg"),
)
"""Sentences of the article with markup in the place of a name."""


@pytest.mark.parametrize("language", [tag for tag in LANGUAGES if tag != "en"])
def test_markup_in_a_sentence_stands_where_it_does_in_english(language):
    """The page goes through the texts of the article one by one, in their order."""
    sentences = catalogue(language).sentences
    for english, name in MARKED:
        told = str(sentences.get(english, english))
        shapes = [[bool(part.strip()) for part in s.split(f"{{{name}}}")] for s in (english, told)]
        assert shapes[0] == shapes[1], told


@pytest.mark.parametrize(
    ("tag", "language", "name"),
    [
        ("ko", "en", "Korean"),
        ("ko", "de", "Koreanisch"),
        ("ko", "ru", "корейский"),
        ("ko-KP", "en", "Korean (North Korea)"),
        ("zh-Hant", "fr", "chinois traditionnel"),
        ("pt-BR", "en", "Brazilian Portuguese"),
        ("grc", "en", "Ancient Greek"),
        ("qqq", "en", "qqq"),
        ('x"y', "en", 'x"y'),
        ("", "en", ""),
    ],
)
def test_languages_are_called_by_their_names(tag, language, name):
    assert Speaker(language).name_of(tag) == name


@pytest.mark.parametrize(("language", "name"), [("en", "Korean"), ("de", "Koreanisch")])
def test_the_article_names_the_language_of_a_quote_in_that_of_the_page(atlas, language, name):
    payload = compose(atlas, languages=[language])
    (claim,) = payload["legs"][0]["claims"]
    claim.update(quote="그는 떠났다", quote_language="ko")
    text = article(payload)
    assert f"({name})</p>" in text
    assert "(ko)" not in text


def test_a_reader_of_another_language_gets_the_name_in_that(tmp_path):
    file = tmp_path / "case.yaml"
    said = "quote: 그는 떠났다, "
    text = CASE.format(languages="languages: [de]").replace(
        "2024-03-12", "2024-03-12, language: ko"
    )
    file.write_text(text.replace("{source: herald, ", "{source: herald, " + said), "utf-8")
    made = compose(routes.build(file))
    assert "in the words of The Herald (Korean)" in made["tongues"]["de"]["shell"]
    assert made["tongues"]["de"]["shell"]["in the words of The Herald (Korean)"].endswith(
        "(Koreanisch)"
    )


FLIGHT = """
version: 1
title: A flight
sources: {{herald: {{publisher: The Herald, issued: 2016}}}}
places: {{here: {{name: {name}, country: {country}}}, there: Seoul}}
legs: {{flight: {{from: here, to: there, by: air, claims: [{{source: herald, quote: flew}}]}}}}
itineraries: {{one: {{title: By air, legs: [flight]}}}}
"""


@pytest.mark.parametrize(
    ("name", "country", "language", "told"),
    [
        ("Kyiv", "UA", "de", "Kiew"),
        ("Kolkata", "IN", "ru", "Калькутта"),
        ("Ho Chi Minh City", "VN", "fr", "Hô-Chi-Minh-Ville"),
        ("Kathmandu", "NP", "es", "Katmandú"),
        ("Moscow", "RU", "ko", "모스크바"),
    ],
)
def test_a_city_is_found_under_an_older_name_of_its_time_zone(
    tmp_path, name, country, language, told
):
    case = FLIGHT.format(name=name, country=country)
    (tmp_path / "case.yaml").write_text(case, encoding="utf-8")
    names = place_names(routes.build(tmp_path / "case.yaml"), [language])
    assert names[language][name] == told


def test_no_city_is_called_as_another_one_of_its_time_zone(tmp_path):
    """Belfast has the time of London, and Montreal that of Toronto."""
    (tmp_path / "case.yaml").write_text(
        FLIGHT.format(name="Belfast", country="GB"), encoding="utf-8"
    )
    names = place_names(routes.build(tmp_path / "case.yaml"), ["ru"])["ru"]
    assert names.get("Belfast", "Belfast") != "Лондон"
    (tmp_path / "case.yaml").write_text(
        FLIGHT.format(name="Montreal", country="CA"), encoding="utf-8"
    )
    names = place_names(routes.build(tmp_path / "case.yaml"), ["ru"])["ru"]
    assert names.get("Montreal", "Montreal") != "Торонто"


def test_towns_on_computed_paths_are_called_as_readers_do(official):
    passed = {
        town for block in official.alternatives for path in block.paths for town in path.passes
    }
    assert "Irkutsk" in passed
    names = place_names(official, ["ru", "ko"])
    assert names["ru"]["Irkutsk"] == "Иркутск"
    assert names["ko"]["Irkutsk"] == "이르쿠츠크"
    assert "Tynda" not in names["ru"]
    title = next(
        t
        for block in compose(official, languages=["ru"])["alternatives"]
        for t in (path["title"] for path in block["paths"])
        if "Иркутск" in t
    )
    assert "Irkutsk" not in title
