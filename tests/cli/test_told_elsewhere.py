"""Several cases in one run: what one of them withholds, another should not tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]

A = """\
version: 1
title: The first way
sources: {s: {publisher: P, issued: 2016}}
people: {worker: {role: a worker, name: Kim Qsecret}}
publish: {withhold: [Wordqq]}
places:
  minsk: Minsk, Belarus
  hut: {name: Qwzx, lon: 27.0123, lat: 54.0456, publish: admin-1}
  town: {name: Hyesan, publish: withheld}
legs:
  one: {from: minsk, to: hut, by: road, when: 2016-07, claims: [{source: s, says: So.}]}
  two: {from: hut, to: town, by: road, when: 2016-07, claims: [{source: s, says: So.}]}
itineraries: {i: {title: I, legs: [one, two]}}
"""
B = """\
version: 1
title: TITLE
sources: {s: {publisher: P, issued: 2016URL}}
places:
  minsk: Minsk, Belarus
  vilnius: Vilnius, Lithuania
legs:
  LEG:
    {from: minsk, to: vilnius, by: road, when: 2016-07,
     claims: [{source: s, says: So SAYS.}]}
itineraries: {i: {title: I, legs: [LEG]}}
"""
SECRETS = ("Qsecret", "Qwzx", "Hyesan", "혜산", "Wordqq")


def second(**told: str) -> str:
    text = B
    for key, plain in {"TITLE": "The second way", "URL": "", "LEG": "a", "SAYS": "it is"}.items():
        text = text.replace(key, told.get(key, plain))
    return text


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk").mkdir()
    Path("desk/a.yaml").write_text(A, encoding="utf-8")
    return Path("desk")


def warned(out: str) -> list[str]:
    return [line for line in out.splitlines() if "a.yaml withholds" in line]


TOLD = [
    ({"TITLE": "A way by Qwzx"}, "title", "places.hut"),
    ({"TITLE": "{en: A way, ko: 혜산에서}"}, "title", "places.town"),
    ({"SAYS": "Kim Qsecret went"}, "legs.a.claims[1]", "people"),
    ({"SAYS": "of Wordqq"}, "legs.a.claims[1]", "publish.withhold[1]"),
    ({"LEG": "to-qwzx"}, "legs.to-qwzx", "places.hut"),
    ({"URL": ", url: 'https://a.example/qwzx/x'"}, "sources.s", "places.hut"),
]


@pytest.mark.parametrize(("told", "key", "withheld"), TOLD, ids=lambda each: str(each)[:30])
def test_what_another_case_tells_is_warned_of(
    call: Call, desk: Path, told: dict[str, str], key: str, withheld: str
) -> None:
    (desk / "b.yaml").write_text(second(**told), encoding="utf-8")
    code, out, _ = call("check", desk)
    assert code == 0
    (line,) = warned(out)
    assert line.startswith(f"{Path('desk/b.yaml')}:")
    what = f"warning: {key}: tells a name or a word that {Path('desk/a.yaml')} withholds"
    assert f"{what} ({withheld})." in line
    assert not [secret for secret in SECRETS if secret in line]
    for command in (("build", desk, "-o", "out"), ("overview", desk, "-o", "all.html")):
        code, _, err = call(*command)
        assert code == 0
        assert warned(err) == [line]
    (again,) = (f for f in json.loads(call("check", desk, "--format", "json")[1])
                if f["code"] == "told-elsewhere")  # fmt: skip
    assert again["key"] == key
    assert not warned(call("check", desk / "b.yaml")[1])
    assert not warned(call("check", desk, "--profile", "internal")[1])


def test_what_it_withholds_as_well_is_not_warned_of(call: Call, desk: Path) -> None:
    both = second(SAYS="Kim Qsecret") + "people: {k: {role: a man, name: Kim Qsecret}}\n"
    (desk / "b.yaml").write_text(both, encoding="utf-8")
    assert not warned(call("check", desk)[1])


def test_each_is_told_once_with_how_often(call: Call, desk: Path) -> None:
    text = second(TITLE="Qwzx and Hyesan", SAYS="at Qwzx and Qwzx")
    (desk / "b.yaml").write_text(text, encoding="utf-8")
    lines = warned(call("check", desk)[1])
    assert len(lines) == 2
    assert "withholds (places.hut), at 2 places of this case." in lines[0]
    assert "withholds (places.town)." in lines[1]


def test_a_place_that_is_public_elsewhere_is_told(call: Call, desk: Path) -> None:
    """By whatever name: what the gazetteer calls it is on the map, too."""
    town = "vilnius: {name: Some town, query: 혜산}"
    text = second().replace("vilnius: Vilnius, Lithuania", town)
    (desk / "b.yaml").write_text(text, encoding="utf-8")
    (line,) = warned(call("check", desk)[1])
    assert "places.vilnius: tells" in line
    assert "(places.town), at" in line


def test_what_a_gazetteer_calls_a_place_is_told_and_so_refused(call: Call, desk: Path) -> None:
    """The case withholds the word, and the map gives the reason why the place was taken."""
    more = "publish: {withhold: [Hyesan]}\n"
    text = second().replace("vilnius: Vilnius, Lithuania", "vilnius: {name: A town, query: 혜산}")
    (desk / "b.yaml").write_text(text + more, encoding="utf-8")
    code, out, _ = call("check", desk / "b.yaml", "--format", "json")
    (own,) = (each for each in json.loads(out) if each["severity"] == "error")
    assert (code, own["key"]) == (1, "places.vilnius")
    assert "holds a name that is withheld" in own["message"]
    assert "Hyesan" not in own["message"]


def titled(page: str) -> str:
    return Path(page).read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]


def test_an_overview_is_not_called_like_the_folder(call: Call, desk: Path) -> None:
    """Which nobody reads as a text of the map, and may be the home of its author."""
    folder = desk.rename("Kim Qsecret at Qwzx")
    assert call("overview", folder, "-o", "all.html")[0] == 0
    assert titled("all.html") == "Reported routes"
    page = Path("all.html").read_text(encoding="utf-8")
    assert "Qwzx" not in page
    assert "Qsecret" not in page
    assert call("overview", folder, "-o", "fr.html", "--language", "fr")[0] == 0
    assert titled("fr.html") not in ("", "Reported routes")


@pytest.mark.parametrize("option", ["--title", "--summary", "--credit"])
def test_what_is_said_around_an_overview_holds_no_secret(
    call: Call, desk: Path, option: str
) -> None:
    code, out, err = call("overview", desk, "-o", "all.html", option, "Off to Qwzx")
    assert (code, out) == (2, "")
    assert f"{option} holds what {Path('desk/a.yaml')} withholds (places.hut)" in err
    assert "Qwzx" not in err
    assert not Path("all.html").exists()
    assert call("overview", desk, "-o", "all.html", option, "Off to Minsk")[0] == 0
