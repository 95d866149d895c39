"""`routes geocode` and `routes reverse` as a reporter meets them, bad input included."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from routes.cli import options, reverse, run, spreadsheet
from routes.cli.spot import spot
from routes.cli.terminal import WIDTH, clean, pad, width, wrap
from routes.errors import GeocoderUnavailable, InputError, UsageError
from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.position import written
from routes.gazetteers.reverse import Reversed
from routes.gazetteers.weights import confident
from tests.conftest import candidate

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capfdbinary):
    def run_command(*args: object) -> tuple[int, str, str]:
        code = run([str(a) for a in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run_command


@pytest.fixture
def batch(call, tmp_path):
    """Look up a spreadsheet; the exit code, the rows by column, and stderr."""

    def run_batch(content: str | bytes, *args: object) -> tuple[int, list[dict[str, str]], str]:
        path = tmp_path / "in.csv"
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        code, out, err = call("geocode", "--batch", path, *args)
        return code, list(csv.DictReader(io.StringIO(out, newline=""))), err

    return run_batch


class Nowhere:
    """The part of a gazetteer that asks nobody; it knows one place."""

    def lookup(self, query: str, **_: object) -> tuple[object, ...]:
        return (candidate(query, 10, 20, match="exact", matched=query),) if query == "Up" else ()


NOWHERE = Nowhere()


class Service:
    """A gazetteer that asks a service, as far as the command line can see."""

    name = "bundled, then geopy:Fake"

    def __init__(
        self,
        asked: tuple[str, ...] = (),
        *,
        kept: tuple[str, ...] = (),
        unanswered: tuple[str, ...] = (),
        error: Exception | None = None,
    ) -> None:
        self.asked, self.kept, self.unanswered = asked, kept, unanswered
        self.error, self.closed, self.queries = error, False, []

    @property
    def local(self) -> object:
        return NOWHERE

    def lookup(self, query: str, **_: object) -> tuple[object, ...]:
        self.queries.append(query)
        if query.startswith("None"):
            return ()
        if self.error and query.startswith("Down"):
            raise self.error
        return (candidate(query, 10, 20, match="online", matched=query, confidence=0.95),)

    def shape(self, _ref: str) -> None:
        return None

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def service(monkeypatch):
    """Put a service in the place of every gazetteer; what it was opened with."""

    def plug(found: Service) -> dict[str, object]:
        opened: dict[str, object] = {}

        def open_gazetteer(spec: str, **given: object) -> Service:
            opened.update(given, spec=spec)
            return found

        monkeypatch.setattr(options, "open_gazetteer", open_gazetteer)
        return opened

    return plug


# The table


def test_the_table_says_how_sure_how_fine_and_why(call):
    code, out, err = call("geocode", "Kirov")
    assert (code, err) == (0, "")
    assert out.startswith("Kirov: ")
    assert "Kirov Oblast, RU" in out
    assert "city, within 10 km" in out
    assert "main name" in out
    assert "Why: Next likeliest: Kirov (city, " in out


def test_no_line_of_the_table_is_wider_than_a_terminal(call):
    _, out, _ = call(
        "geocode", "Kirov", "신의주", "海参崴", "Simferopol", "St. Petersburg", "Tumen"
    )
    assert max(map(width, out.splitlines())) <= WIDTH


def test_a_misspelt_name_is_said_to_be_one(call):
    _, out, _ = call("geocode", "Vladivostk")
    assert "misspelt “Vladivostk”" in out
    assert "was taken for a misspelling" in out


def test_what_was_not_understood_is_named_and_nothing_is_sure(call):
    _, out, _ = call("geocode", "Kirov, Qwzxland")
    assert out.startswith("Kirov, Qwzxland: not sure which.")
    assert "“Qwzxland” was not understood." in out.replace("\n       ", " ")


def test_more_candidates_than_the_limit_are_counted(call):
    _, out, _ = call("geocode", "Kirov", "--limit", "1")
    assert out.count(" lon ") == 1
    assert "more; --limit" in out


def test_near_changes_what_comes_first(call):
    for near in ("Kaluga", "36.3,54.5", "54.5N 36.3E"):
        _, out, _ = call("geocode", "Kirov", "--near", near, "--format", "json")
        first = json.loads(out)["Kirov"]["candidates"][0]
        assert first["admin1"].startswith("Kaluga")


def test_near_a_place_that_is_not_sure_is_wrong_use(call):
    for near, words in (
        ("Qwzxville", "No place is called “Qwzxville”."),
        ("Springfield", "“Springfield” could be several places: Springfield (city, "),
        ("Ruili", "“Ruili” is not sure: "),
        ("Vladivostok, Laos", "“Vladivostok” is known, but not in Laos: Vladivostok (city, "),
    ):
        code, out, err = call("geocode", "Kirov", "--near", near)
        assert (code, out) == (2, "")
        assert words in err
        assert "LON,LAT" in err


@pytest.mark.parametrize("country", ["RU", "ru", "RUS", "Russia", "Россия", "러시아"])
def test_a_country_is_a_code_or_a_name(call, country):
    _, out, _ = call("geocode", "Kirov", "--country", country, "--format", "json")
    found = json.loads(out)["Kirov"]["candidates"]
    assert {each["country"] for each in found} == {"RU"}


@pytest.mark.parametrize(("country", "near"), [("RZ", "RU"), ("UR", "BR|RU"), ("Russsia", "RU")])
def test_an_unknown_country_is_wrong_use_with_the_nearest(call, country, near):
    code, out, err = call("geocode", "Kirov", "--country", country)
    assert (code, out) == (2, "")
    assert any(f"({each})" in err for each in near.split("|"))


def test_an_unknown_kind_is_wrong_use_with_what_there_is(call):
    code, _, err = call("geocode", "Kirov", "--kind", "citty")
    assert code == 2
    assert "Did you mean 'city'?" in err


def test_a_name_that_is_only_elsewhere_says_where(call):
    code, out, _ = call("geocode", "Kirov", "--country", "LA")
    assert code == 1
    assert "known, but not in LA: Kirov (city, " in out.replace("\n  ", " ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Vladivostok, China", "known, but not in China: Vladivostok (city, Primorsky Krai, RU)."),
        ("Kirov, Laos", "“Kirov” is known, but not in Laos: Kirov (city, Kirov Oblast, RU)."),
        ("Vladivostk, Laos", "is spelt most like it is not in Laos: Vladivostok (city, "),
        ("Qwzxville, Russia", "no place is called “Qwzxville, Russia”."),
        (",", "no place is called “,”."),
    ],
)
def test_a_name_that_does_not_lie_there_says_where_it_is(call, name, words):
    code, out, _ = call("geocode", name)
    assert code == 1
    assert words in " ".join(out.split())


def test_a_name_that_lies_elsewhere_by_comma_and_by_option(call):
    _, out, _ = call("geocode", "Kirov, Kaluga Oblast", "--country", "LA")
    assert "Oblast” is known, but not in LA: Kirov (city, Kaluga" in " ".join(out.split())


def test_where_a_name_lies_instead_is_no_question_for_a_service(call, service):
    found = Service()
    service(found)
    code, out, _ = call("geocode", "None, Russia", "None", "--kind", "city", "--online")
    assert (code, found.queries) == (1, ["None, Russia", "None"])
    assert "no place is called “None”" in " ".join(out.split())


def test_what_is_only_spelt_alike_is_not_found(call, batch, service, monkeypatch):
    found = Service()
    alike = candidate("Nyzy", 34.8, 50.8, match="fuzzy", matched="Xyzzy", weight=1e-9)
    monkeypatch.setattr(found, "lookup", lambda *_, **__: (replace(alike, confidence=0.01),))
    monkeypatch.setattr(Service, "local", found)
    service(found)
    code, out, _ = call("geocode", "Xyzzy")
    assert code == 1
    assert out.startswith("Xyzzy: not found; closest spellings:\n <1 %  ")
    assert "Why:" not in out
    code, out, _ = call("geocode", "Xyzzy", "--format", "json")
    got = json.loads(out)["Xyzzy"]
    assert (code, got["status"]) == (1, "not-found")
    assert got["candidates"]
    code, _, err = call("geocode", "Kirov", "--near", "Xyzzy")
    assert code == 2
    assert "“Xyzzy” is not found; closest spellings: Nyzy (city), under 1 %." in err
    _, (row,), _ = batch("name\nXyzzy\n")
    assert (row["status"], row["lon"]) == ("not-found", "")
    assert row["candidates"].startswith("Nyzy (city)")


def test_a_part_that_is_known_but_left_out_is_not_called_unknown(call, service, monkeypatch):
    found = Service()
    one = candidate("Minsk", 1, 2, matched="Minsk", ignored=("Up", "Qwz"), confidence=0.5)
    monkeypatch.setattr(found, "lookup", lambda *_, **__: (one,))
    service(found)
    _, out, _ = call("geocode", "Minsk, Up, Qwz")
    assert "“Qwz” was not understood. “Up” was left out: the place is not shown there." in (
        " ".join(out.split())
    )


def test_areas_and_lines_have_no_radius_in_the_table(call):
    for name, words in (
        ("Russia", "country, an area"),
        ("Primorsky Krai", "region, an area"),
        ("Sea of Japan", "sea, an area"),
        ("Lake Khanka", "lake, an area"),
        ("Tumen River", "river, a line"),
        ("Minsk", "city, within 19 km"),
    ):
        _, out, _ = call("geocode", name)
        assert out.splitlines()[1].endswith(words)
    _, out, _ = call("geocode", "Russia", "--format", "json")
    assert json.loads(out)["Russia"]["candidates"][0]["radius_m"] > 1_000_000


def test_json_holds_all_that_the_table_says(call):
    _, out, _ = call("geocode", "Kirov", "--format", "json", "--limit", "2")
    got = json.loads(out)["Kirov"]
    assert set(got) == {"status", "confidence", "reason", "candidates", "n_candidates"}
    assert len(got["candidates"]) == 2 < got["n_candidates"]
    assert got["confidence"] == got["candidates"][0]["confidence"]
    assert {"granularity", "radius_m", "match", "ref"} <= set(got["candidates"][0])


def test_a_name_cannot_steer_the_terminal(call):
    _, out, _ = call("geocode", "Qw\x1b[31mzx\nville")
    assert "\x1b" not in out
    assert out.count("\n") == 1


def test_a_page_that_went_astray_is_cut_in_messages(call):
    page = "ab " * 5_000
    for args in ([page], ["K", "--country", page], ["K", "--near", page], ["K", "--kind", page]):
        code, out, err = call("geocode", *args)
        assert code in (1, 2)
        assert len(out + err) < 700


@pytest.mark.parametrize(
    "args",
    [[""], ["Minsk", " "], ["K", "--near", ""], ["K", "--country", ""], ["K", "--kind", ""]],
)
def test_what_is_empty_is_wrong_use(call, args):
    code, out, err = call("geocode", *args)
    assert (code, out) == (2, "")
    assert " is empty" in err


def test_coordinates_are_no_name_and_the_right_command_is_named(call):
    code, out, _ = call("geocode", "131.9,43.1")
    assert code == 1
    assert "routes reverse LON LAT" in " ".join(out.split())


def test_nothing_to_look_up_is_wrong_use(call, tmp_path):
    assert call("geocode")[0] == 2
    path = tmp_path / "a.csv"
    path.write_text("name\nMinsk\n")
    assert call("geocode", "Minsk", "--batch", path)[0] == 2
    assert call("geocode", "Minsk", "--column", "name")[0] == 2
    assert call("geocode", "Minsk", "--no-header")[0] == 2
    assert call("geocode", "--batch", path, "--format", "json")[0] == 2


def test_a_single_sure_name_needs_no_geometry_library():
    code = "import sys; from routes.cli import run; run(['geocode', 'Ussuriysk']); "
    code += "print([m for m in ('shapely', 'pyproj', 'geopy', 'folium') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "[]"


# Online


def test_a_service_without_online_is_refused_with_the_reason(call):
    code, out, err = call("geocode", "Minsk", "--gazetteer", "geopy:Nominatim")
    assert (code, out) == (2, "")
    assert "learns every name" in err
    assert "--online" in err


def test_online_says_what_was_sent_to_whom(call, service):
    opened = service(Service(asked=("Qwzxville", "Two\x1b")))
    args = ("--online", "--gazetteer", "geopy:Photon", "--ask-below", "0.5")
    code, _, err = call("geocode", "Qwzxville", *args, "--service-option", "domain=a=b")
    assert code == 0
    assert opened["spec"] == "bundled"
    assert opened["online"] == "geopy:Photon"
    assert opened["ask_below"] == 0.5
    assert opened["options"] == {"domain": "a=b"}
    assert "Online: names may be sent to geopy:Photon." in err
    assert "2 names were sent to geopy:Photon: “Qwzxville”, “Two\ufffd”." in err


def test_online_says_that_nothing_was_sent(call, service):
    opened = service(Service(kept=("Minsk",)))
    _, _, err = call("geocode", "Minsk", "--online")
    assert opened["online"] == "geopy:Nominatim"
    assert "Nothing was sent to geopy:Nominatim. 1 name answered from the cache" in err


def test_answers_that_were_kept_are_told_apart_from_what_was_sent(call, service):
    service(Service(asked=("New",), kept=("New", "Known")))
    _, _, err = call("geocode", "New", "Known", "--online")
    assert "1 name was sent to geopy:Nominatim: “New”. 1 name answered from the cache" in err
    assert "cache: “Known”." in err


def test_not_found_that_was_kept_counts_as_answered_from_the_cache(call, service):
    service(Service(kept=("None",)))
    code, _, err = call("geocode", "None", "--online")
    assert code == 1
    assert "1 name answered from the cache: “None”." in err


def test_what_got_no_answer_is_not_said_to_be_sent(call, service):
    service(Service(asked=("A", "B", "C"), unanswered=("B",)))
    _, _, err = call("geocode", "A", "B", "C", "--online")
    assert "2 names were sent to geopy:Nominatim: “A”, “C”. " in err
    assert "Tried to send 1 name to geopy:Nominatim, without an answer: “B”." in err


def test_what_was_not_sent_any_more_is_counted(call, service):
    found = Service(asked=("A", "B"), unanswered=("A", "B"))
    found.skipped = ("C", "D")
    service(found)
    _, _, err = call("geocode", "A", "B", "C", "D", "--online")
    assert "2 names were not sent any more, since geopy:Nominatim was given up: “C”, “D”." in err


def test_hints_are_no_question_for_a_service(call, batch, service):
    found = Service()
    service(found)
    assert call("geocode", "X", "--near", "Up", "--online")[0] == 0
    assert call("geocode", "X", "--near", "Secretville", "--online")[0] == 2
    assert call("geocode", "X", "--country", "Secretland", "--online")[0] == 2
    content = "name,near,country\nY,Up,\nY,Secretville,\nY,,Secretland\n"
    code, rows, _ = batch(content, "--online")
    assert (code, [r["status"] for r in rows]) == (1, ["found", "failed", "failed"])
    assert found.queries == ["X", "Y"]


def test_a_long_list_of_names_that_were_sent_is_cut(call, service):
    service(Service(asked=tuple(f"n{i}" for i in range(1_060))))
    _, _, err = call("geocode", "n0", "--online")
    assert "1060 names were sent" in err
    assert "“n49” and 1,010 more." in err


def test_what_was_sent_is_said_also_when_the_service_failed(call, service):
    error = GeocoderUnavailable("geopy:Fake", "is down")
    found = Service(asked=("Down",), unanswered=("Down",), error=error)
    service(found)
    code, out, err = call("geocode", "Down", "--online")
    assert code == 3
    assert "name was sent" not in err
    assert "Tried to send 1 name to geopy:Nominatim, without an answer: “Down”." in err
    assert "is down" in out
    assert found.closed


def test_a_name_for_which_the_service_failed_does_not_lose_the_others(call, service):
    service(Service(error=GeocoderUnavailable("geopy:Fake", "is down")))
    code, out, _ = call("geocode", "Up", "Down", "Down too", "Last", "--online")
    assert code == 3
    heads = [part.split(": ")[0] for part in out.split("\n\n")]
    assert heads == ["Up", "Down", "Down too", "Last"]
    assert "Down: not looked up: geopy:Fake: is down. That is not “not found”" in out
    code, out, _ = call("geocode", "Up", "Down", "Last", "--online", "--format", "json")
    got = json.loads(out)
    assert code == 3
    assert [got[name]["status"] for name in got] == ["found", "failed", "found"]
    assert "is down" in got["Down"]["reason"]
    assert got["Down"]["candidates"] == []


@pytest.mark.parametrize(
    "args",
    [
        ["--ask-below", "0"],
        ["--service-option", "domain=x"],
        ["--online", "--service-option", "domain"],
        ["--online", "--ask-below", "2"],
        ["--online", "--gazetteer", "geopy:Nominatm"],
    ],
)
def test_options_of_a_service_that_make_no_sense_are_wrong_use(call, args, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert call("geocode", "Minsk", *args)[0] == 2


def test_a_secret_that_stands_alone_is_not_repeated(call):
    _, _, err = call("geocode", "Minsk", "--online", "--service-option", "s3cret")
    assert "s3cret" not in err


@pytest.mark.parametrize("command", ["build", "check", "export", "places"])
def test_every_command_that_looks_up_takes_the_same_options(call, command):
    _, out, _ = call(command, "--help")
    for option in ("--gazetteer", "--online", "--ask-below", "--service-option"):
        assert option in out


# Spreadsheets

GOOD = "id,name,note\n1,Minsk,a\n2,Vladivostok,\n"


def test_batch_keeps_the_columns_and_adds_its_own(batch):
    code, rows, err = batch(GOOD)
    assert code == 0
    assert [(r["id"], r["name"], r["note"]) for r in rows] == [
        ("1", "Minsk", "a"),
        ("2", "Vladivostok", ""),
    ]
    assert rows[1]["lon"] == "131.87353"
    assert {r["status"] for r in rows} == {"found"}
    assert rows[0]["country"] == "BY"
    assert float(rows[0]["confidence"]) > 0.9
    assert err == "2 found, 0 unsure, 0 not found, 0 failed.\n"


def test_an_unsure_row_has_candidates_and_no_coordinates(batch):
    code, (row,), _ = batch("name\nSpringfield\n")
    assert code == 1
    assert (row["status"], row["lon"], row["lat"], row["ref"]) == ("unsure", "", "", "")
    assert row["candidates"].count("Springfield (city, ") > 1


def test_one_bad_row_does_not_lose_the_others(batch):
    code, rows, err = batch("id,name,kind\n1,,\n2,Qwzxville,\n3,Minsk,meeting\n4,Minsk,town\n")
    assert code == 1
    assert [r["status"] for r in rows] == ["failed", "not-found", "failed", "found"]
    assert "no kind of place named 'meeting'" in rows[2]["reason"]
    assert err == "1 found, 0 unsure, 1 not found, 2 failed.\n"


def test_a_failing_service_fails_its_row_only(batch, service):
    service(Service(error=GeocoderUnavailable("geopy:Fake", "is down")))
    code, rows, _ = batch("name\nDown\nUp\n", "--online")
    assert code == 3
    assert [r["status"] for r in rows] == ["failed", "found"]
    assert "is down" in rows[0]["reason"]


def test_columns_of_hints_are_used_and_never_overwritten(batch):
    content = "name,country,near,geocoded_country\nKirov,Russia,Kaluga,mine\nMinsk,,,\n"
    _, rows, _ = batch(content)
    assert rows[0]["admin1"].startswith("Kaluga")
    assert (rows[0]["country"], rows[0]["geocoded_country"]) == ("Russia", "mine")
    assert rows[0]["geocoded_geocoded_country"] == "RU"
    assert rows[1]["geocoded_geocoded_country"] == "BY"


def test_near_is_understood_in_the_country_of_its_row(batch):
    _, rows, _ = batch("name,country,near\nPinsk,BY,Brest\nPinsk,,Brest\n")
    assert [r["status"] for r in rows] == ["found", "failed"]
    assert "“Brest” could be several places" in rows[1]["reason"]


@pytest.mark.parametrize("title", ["country", "near", "kind"])
def test_the_column_of_the_names_is_no_hint(batch, title):
    code, (row,), _ = batch(f"{title},x\nVladivostok,1\n", "--column", title)
    assert (code, row["status"], row["place"]) == (0, "found", "Vladivostok")


def test_the_confidence_of_a_row_is_that_of_its_place(batch, service, monkeypatch):
    found = Service()
    places = tuple(
        candidate("X", 10 * n, 20, weight=weight) for n, weight in ((1, 1e6), (2, 4e4), (3, 1e3))
    )
    monkeypatch.setattr(found, "lookup", lambda *_, **__: confident(list(places)))
    service(found)
    _, (row,), _ = batch("name\nX\n", "--online")
    assert row["status"] == "found"
    assert 0.9 < float(row["confidence"]) < 0.99
    assert float(row["confidence"]) == round(confident(list(places))[0].confidence, 4)


def test_a_coordinate_that_rounds_to_zero_has_no_minus(batch, service, monkeypatch):
    found = Service()
    zero = candidate("X", -0.000001, -0.0, confidence=0.99)
    monkeypatch.setattr(found, "lookup", lambda *_, **__: (zero,))
    service(found)
    _, (row,), _ = batch("name\nX\n", "--online")
    assert (row["lon"], row["lat"]) == ("0.0", "0.0")


def test_options_are_hints_for_every_row_that_has_none_of_its_own(batch):
    _, rows, _ = batch("name,country\nBrest,\nBrest,FR\n", "--country", "BY")
    assert [r["geocoded_country"] for r in rows] == ["BY", "FR"]


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("name;x\r\nMinsk;1,5\r\n", ";"),
        ("\ufeffname\tx\r\nMinsk\t1\r\n", "\t"),
        ('"name","x"\n"Minsk","a\nb"\n', ","),
        ("name,x;y\nMinsk,1;2\n", ","),
        ("name\nMinsk, Belarus\n", ";"),
    ],
)
def test_the_kind_of_csv_is_kept(call, tmp_path, content, delimiter):
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    path.write_bytes(content.encode("utf-8"))
    assert call("geocode", "--batch", path, "-o", out)[:2] == (0, f"{out}\n")
    text = out.read_bytes().decode("utf-8")
    assert text.startswith("\ufeff") == content.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in content)
    before = list(
        csv.reader(io.StringIO(content.lstrip("\ufeff"), newline=""), delimiter=delimiter)
    )
    after = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter))
    assert [row[: len(before[0])] for row in after] == before
    assert len({len(row) for row in after}) == 1


def test_short_long_and_empty_rows_stay_in_line(call, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("id,name\n1\n\n2,Minsk,,\n3,Minsk, Belarus\n")
    _, out, _ = call("geocode", "--batch", path)
    rows = list(csv.reader(io.StringIO(out)))
    assert [len(row) for row in rows] == [17, 17, 0, 19, 18]
    assert [row[2] for row in rows if row] == ["status", "failed", "found", "failed"]
    assert rows[4][-1] == " Belarus"
    assert "quotation marks" in rows[4][15]


@pytest.mark.parametrize("text", ["=1+1", "+a", "-a", "@a", "\ta", "\ra"])
def test_text_that_we_add_is_no_formula(text):
    assert spreadsheet.own(text) == f"'{text}"


def test_the_user_s_own_cells_and_all_numbers_stay_as_they_are(batch):
    _, (row,), _ = batch('name,formula\nBoston,"=HYPERLINK(1)"\n', "--country", "US")
    assert row["formula"] == "=HYPERLINK(1)"
    assert row["lon"].startswith("-71.")


def test_a_gazetteer_cannot_put_a_formula_into_the_sheet(batch, service, monkeypatch):
    found = Service()
    evil = candidate("=cmd()", 1, 2, match="online", matched="=cmd()", ref="@x", confidence=0.99)
    monkeypatch.setattr(found, "lookup", lambda *_, **__: (evil,))
    service(found)
    _, (row,), _ = batch("name\nX\n", "--online")
    assert (row["place"], row["ref"]) == ("'=cmd()", "'@x")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("имя\nИжимй\n".encode("cp1251"), 1, "not UTF-8"),
        (b"name\nMinsk\nK\xe9\n", 3, "not UTF-8"),
        ("name\n".encode("utf-16"), 1, "UTF-16"),
        (b"PK\x03\x04...", 1, "workbook"),
        (b"", 1, "is empty"),
        (b"\nname\n", 1, "empty line"),
        (b'name,x\nMinsk,1\n"Kirov,2\nMinsk,3\n', 3, "cannot be read as CSV"),
        (b"name\nMin\0sk\n", 2, "zero byte"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_line(call, tmp_path, content, line, words):
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    code, out, err = call("geocode", "--batch", path, "-o", tmp_path / "out.csv")
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:{line}:1: file: ")
    assert words in err
    assert not (tmp_path / "out.csv").exists()


def test_the_column_is_found_or_asked_for(batch):
    assert batch("id,Where to\n1,Minsk\n", "--column", "where TO")[0] == 0
    assert batch("only one\nMinsk\n")[0] == 0
    assert batch("id,地名\n1,Minsk\n")[0] == 0
    for content, args, words in (
        ("id,where\n1,Minsk\n", (), "which column holds the names"),
        ("id,where\n1,Minsk\n", ("--column", "wher"), "Did you mean 'where'?"),
        ("name,name\nMinsk,Kirov\n", (), "two columns are called"),
    ):
        code, rows, err = batch(content, *args)
        assert (code, rows) == (2, [])
        assert words in err


@pytest.mark.parametrize("first", ["Minsk", "Kirov", "신의주", "Vladivostk", "VVO"])
def test_a_file_that_begins_with_a_place_has_no_header(batch, first):
    code, rows, err = batch(f"{first}\nMinsk\n")
    assert (code, rows) == (2, [])
    assert f"the first line, '{first}', is a place itself" in err
    assert "--no-header" in err
    assert f"--column '{first}'" in err


def test_a_header_that_is_a_place_can_be_insisted_on(batch):
    code, rows, _ = batch("Minsk\nVladivostok\n", "--column", "Minsk")
    assert (code, len(rows)) == (0, 1)


@pytest.mark.parametrize(
    "title", ["name", "Place", "ORT", "место", "지명", "地名", "City", "Region"]
)
def test_a_word_for_names_is_a_header(batch, title):
    code, rows, err = batch(f"{title}\nMinsk\n")
    assert (code, len(rows), err.count("\n")) == (0, 1, 1)


def test_a_header_that_is_neither_place_nor_word_is_named(batch):
    code, rows, err = batch("Qwzxville\nMinsk\n")
    assert (code, len(rows)) == (0, 1)
    assert err.startswith("The first line is taken for the header: 'Qwzxville'.\n")


def test_the_first_line_is_not_sent_to_a_service_to_learn_what_it_is(batch, service):
    found = Service()
    service(found)
    assert batch("Whatever\nX\n", "--online")[0] == 0
    assert found.queries == ["X"]
    assert batch("Up\nX\n", "--online")[0] == 2


def test_without_a_header_all_lines_are_rows_and_columns_have_numbers(batch):
    code, rows, err = batch("Minsk\nVladivostok\n", "--no-header")
    assert (code, [r["1"] for r in rows]) == (0, ["Minsk", "Vladivostok"])
    assert err == "2 found, 0 unsure, 0 not found, 0 failed.\n"
    content = "a,Minsk\nb,Vladivostok\nc,Minsk,d\n"
    code, rows, _ = batch(content, "--no-header", "--column", "2")
    assert (code, [r["2"] for r in rows]) == (1, ["Minsk", "Vladivostok", "Minsk"])
    assert "3 cells and the first row 2" in rows[2]["reason"]
    code, rows, err = batch(content, "--no-header")
    assert (code, rows) == (2, [])
    assert "one of: 1, 2" in err
    assert "--no-header" in batch(content)[2]


def test_the_file_that_is_read_is_never_written(call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text(GOOD)
    Path("link.csv").symlink_to("in.csv")
    for name in ("in.csv", "./in.csv", "link.csv"):
        code, _, err = call("geocode", "--batch", "in.csv", "-o", name)
        assert code == 2
        assert "the file that is read" in err
    assert Path("in.csv").read_text() == GOOD
    assert call("geocode", "--batch", "no.csv")[0] == 3
    assert call("geocode", "--batch", "in.csv", "-o", "no/such/out.csv")[0] == 3


def test_standard_input_is_read_and_results_are_utf_8():
    done = subprocess.run(
        [sys.executable, "-m", "routes", "geocode", "--batch", "-"],
        input="name\n신의주\n".encode(),
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").splitlines()[1].startswith("신의주,found,Sin")


def test_a_name_that_comes_again_is_looked_up_once(batch, monkeypatch):
    asked: list[str] = []
    real = open_bundled().__class__.lookup

    def lookup(self: object, query: str, **hints: object) -> object:
        asked.append(query)
        return real(self, query, **hints)

    monkeypatch.setattr("routes.gazetteers.bundled.Bundled.lookup", lookup)
    batch("name\n" + "Ussuriysk\n" * 50)
    assert asked == ["Ussuriysk"]


# Points


@pytest.mark.parametrize(
    "words",
    [
        ["131.5", "43.25"],
        ["131.5,43.25"],
        ["131.5, 43.25"],
        ["131.5;43.25"],
        ["43.25N", "131.5E"],
        ["N43.25", "E131.5"],
        ["43°15'N", "131°30'E"],
        ["131°30\u20320\u2033E 43°15\u20320\u2033N"],
        ["43:15:00N 131:30:00E"],
    ],
)
def test_coordinates_as_people_write_them(words):
    assert spot(words) == (131.5, 43.25)


def test_south_and_west_are_negative():
    assert spot(["12.5S", "45W"]) == (-45.0, -12.5)
    assert spot(["\u221245", "-12.5"]) == (-45.0, -12.5)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["43.1", "131.9"], "did you mean 131.9 43.1?"),
        (["200", "10"], "not on earth"),
        (["131,9", "43,1"], "write 131.9 43.1"),
        (["Minsk"], "two numbers"),
        (["1"], "two numbers"),
        (["1", "2", "3"], "two numbers"),
        (["43N", "44N"], "mark both"),
        (["43N", "131"], "mark both"),
        (["-43N", "131E"], "not both"),
        (["43°61'N", "131E"], "less than 60"),
        (["nan", "1"], "two numbers"),
        (["1" * 5000, "1"], "two numbers"),
    ],
)
def test_what_is_no_point_says_what_would_be_right(words, said):
    with pytest.raises(UsageError, match=said.replace("?", r"\?")):
        spot(words)


def test_names_are_no_coordinates():
    assert written("Kirov, Kaluga Oblast") is None
    assert written("1 May Street") is None


# Reverse


def test_reverse_names_country_region_and_nearest_place(call):
    code, out, _ = call("reverse", "131.95", "43.13")
    assert code == 0
    assert "country  Russia (RU)" in out
    assert "region   Primorsky Krai" in out
    assert "Vladivostok" in out


def test_reverse_takes_negative_numbers_without_more_ado(call):
    for words in (["-47.9", "-15.8"], ["-47.9,-15.8"], ["--", "-47.9", "-15.8"]):
        code, out, _ = call("reverse", "--format", "json", *words)
        assert code == 0
        assert json.loads(out)["country"] == "BR"


def test_reverse_says_how_far_and_in_which_direction(call):
    _, out, _ = call("reverse", "50", "71.5", "--format", "json")
    got = json.loads(out)
    assert got["distance_m"] > 10_000
    nearest = got["nearest"]
    south = got["lat"] < nearest["lat"]
    assert (90 < got["bearing_deg"] < 270) == south
    _, out, _ = call("reverse", "50", "71.5")
    assert " km " in out
    assert " of " in out


def test_reverse_measures_no_confidence(call):
    _, out, _ = call("reverse", "50", "43", "--format", "json")
    got = json.loads(out)
    for place in (got["nearest"], got["water"]):
        assert {"name", "kind", "ref", "radius_m"} <= set(place)
        assert not {"confidence", "match", "matched", "weight", "ignored"} & set(place)


def test_reverse_at_sea_says_that_it_is_one(call):
    _, out, _ = call("reverse", "-140", "-70")
    assert "water    Pacific Ocean (sea)" in out
    nowhere = Reversed(None, None, None, 0.0, None, 0.0, None, None)
    assert "water    open sea; no name known" in reverse._lines((0.0, 0.0), nowhere, None)
    ashore = replace(nowhere, country="GH")
    assert not any("sea" in line for line in reverse._lines((0.0, 0.0), ashore, "Ghana"))


def test_reverse_of_a_disputed_place_has_a_note(call):
    _, out, _ = call("reverse", "34.1", "44.95")
    assert "Ukraine (UA)" in out
    assert "note " in out


@pytest.mark.parametrize("words", [["43.1", "131.9"], ["--formt", "1", "2"], ["-x", "2"], []])
def test_reverse_of_nonsense_is_wrong_use(call, words):
    code, out, _ = call("reverse", *words)
    assert (code, out) == (2, "")


# Terminal


def test_hangul_and_han_take_two_columns_and_marks_none():
    assert width("신의주") == 6
    assert width("海参崴a") == 7
    assert width("e\u0301") == 1
    assert pad("海", 4) == "海  "


def test_wrapping_counts_columns_and_keeps_all_words():
    text = "海参崴 " * 40
    lines = wrap(text, first="* ", rest="  ").split("\n")
    assert max(map(width, lines)) <= WIDTH
    assert "".join(lines).count("海参崴") == 40


def test_control_characters_are_shown_and_not_sent():
    assert clean("a\x1b[0m\r\nb\u202ec") == "a\ufffd[0m b\ufffdc"


def test_reading_raises_with_all_that_is_known(tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n\xff,1\n")
    with pytest.raises(InputError) as caught:
        spreadsheet.read(path)
    (mistake,) = caught.value.mistakes
    assert (mistake.mark.line, mistake.key) == (2, "file")
    assert "0xFF" in mistake.message


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["Kirov, Kaluga Oblast"], "No other place in Kaluga Oblast is known by that name."),
        (["Brest", "--country", "FR"], "No other place in FR is known by that name."),
    ],
)
def test_that_there_is_no_other_is_said_of_what_was_looked_for(call, given, words):
    _, out, _ = call("geocode", *given)
    assert words in " ".join(out.split())
