"""The command line as a user meets it: exit codes, stdout, stderr."""

from __future__ import annotations

import json
import re

import pytest

from routes.cli import run
from tests.conftest import ROOT

CASES = ROOT / "data" / "cases"
GOOD = """\
version: 1
title: A short journey
sources:
  paper: {publisher: A paper}
places:
  a: Vladivostok, Russia
  b: Minsk, Belarus
legs:
  go: {from: a, to: b, claims: [{source: paper, quote: he went}]}
itineraries:
  one: {title: One, legs: [go]}
"""


@pytest.fixture
def call(capsys):
    def run_command(*args: object) -> tuple[int, str, str]:
        code = run([str(a) for a in args])
        out, err = capsys.readouterr()
        return code, out, err

    return run_command


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(GOOD, "utf-8")
    return path


def test_help_names_every_command(call):
    code, out, _ = call("--help")
    assert code == 0
    for command in ("build", "check", "export", "geocode", "schema"):
        assert re.search(rf"^  {command} ", out, re.MULTILINE)


def test_a_misspelt_command_is_wrong_use_with_a_hint(call):
    code, out, err = call("biuld")
    assert (code, out) == (2, "")
    assert "build" in err


def test_build_writes_one_page_and_names_it(call, case, tmp_path):
    code, out, err = call("build", case, "-o", tmp_path / "out")
    assert code == 0
    assert out == f"{tmp_path / 'out' / 'short.html'}\n"
    assert err == ""
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["short.html"]
    assert "A short journey" in (tmp_path / "out" / "short.html").read_text("utf-8")


def test_build_of_a_directory_writes_an_index_and_tells_progress(call, tmp_path):
    code, out, err = call("build", CASES, "-o", tmp_path / "out", "--format", "json")
    assert code == 0
    names = [p.rsplit("/", 1)[1] for p in json.loads(out)]
    assert names == ["closed-road-2024.html", "trade-official-2016.html", "index.html"]
    assert "[1/2]" in err


def test_build_with_mistakes_writes_nothing_and_exits_1(call, case, tmp_path):
    case.write_text(GOOD.replace("from: a", "from: aa").replace("title: One", "titel: One"))
    code, out, err = call("build", case, "-o", tmp_path / "out")
    assert (code, out) == (1, "")
    assert f"{case}:9:" in err
    assert f"{case}:11:" in err
    assert not (tmp_path / "out").exists()


def test_build_leaves_an_unknown_place_out_and_says_so(call, case, tmp_path):
    case.write_text(GOOD.replace("Minsk, Belarus", "Qwzxville"))
    code, _, err = call("build", case, "-o", tmp_path / "out")
    assert code == 0
    assert f"{case}:7:" in err
    assert "Qwzxville" in err
    code, out, _ = call("build", case, "-o", tmp_path / "strict", "--strict")
    assert (code, out) == (1, "")
    assert not (tmp_path / "strict").exists()


def test_two_cases_that_would_write_one_file_are_refused(call, case, tmp_path):
    other = tmp_path / "sub" / "SHORT.yaml"
    other.parent.mkdir()
    other.write_text(GOOD)
    code, _, err = call("build", case, other, "-o", tmp_path / "out")
    assert code == 2
    assert "both write" in err
    assert not (tmp_path / "out").exists()


def test_a_directory_that_cannot_be_written_is_a_failure_of_the_disk(call, case, tmp_path):
    (tmp_path / "out").write_text("a file, not a directory")
    code, out, err = call("build", case, "-o", tmp_path / "out")
    assert (code, out) == (3, "")
    assert "out" in err


def test_a_missing_case_file_exits_1_with_its_name(call, tmp_path):
    code, _, err = call("build", tmp_path / "no.yaml", "-o", tmp_path / "out")
    assert code == 1
    assert "no.yaml" in err


def test_check_of_the_real_cases_finds_no_error(call):
    code, out, _ = call("check", *sorted(CASES.glob("*.yaml")))
    assert code == 0
    assert out.strip().endswith("No errors.")


def test_check_lists_all_mistakes_on_stdout(call, case):
    case.write_text(GOOD.replace("from: a", "from: aa").replace("b: Minsk", "B: Minsk"))
    code, out, _ = call("check", case)
    assert code == 1
    assert f"{case}:9:" in out
    code, out, _ = call("check", case, "--format", "json")
    assert code == 1
    found = json.loads(out)
    assert {f["line"] for f in found} >= {9}
    assert all(f["severity"] in ("error", "warning", "info") for f in found)


def test_geocode_lists_candidates(call):
    code, out, _ = call("geocode", "Vladivostok", "Владивосток")
    assert code == 0
    assert out.count("lon 131.8735, lat 43.1056") == 2


def test_geocode_as_json(call):
    code, out, _ = call("geocode", "Pulkovo", "--format", "json")
    assert code == 0
    first = json.loads(out)["Pulkovo"][0]
    assert first["kind"] == "airport"
    assert first["radius_m"] > 0


def test_geocode_of_an_unknown_name_exits_1(call):
    code, out, _ = call("geocode", "Qwzxville")
    assert code == 1
    assert "no place of that name" in out


def test_an_unknown_gazetteer_is_wrong_use(call):
    code, _, err = call("geocode", "Minsk", "--gazetteer", "bundeld")
    assert code == 2
    assert "bundled" in err


def test_export_writes_geojson(call, case, tmp_path):
    target = tmp_path / "short.geojson"
    code, out, _ = call("export", case, "-f", "geojson", "-o", target)
    assert (code, out) == (0, f"{target}\n")
    assert len(json.loads(target.read_text("utf-8"))["features"]) == 3


def test_export_to_an_unknown_format_is_wrong_use(call, case, tmp_path):
    code, _, err = call("export", case, "-f", "geojsn", "-o", tmp_path / "x")
    assert code == 2
    assert "geojson" in err
    assert not (tmp_path / "x").exists()


def test_schema_is_json(call):
    code, out, _ = call("schema")
    assert code == 0
    assert json.loads(out)["title"]


def test_options_that_do_not_exist_are_wrong_use(call):
    assert call("geocode", "Minsk", "--contry", "BY")[0] == 2
    assert call("geocode")[0] == 2
