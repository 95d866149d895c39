"""The command line as a user meets it: exit codes, stdout, stderr."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from routes import api
from routes.casefile import schema
from routes.gazetteers import bundled, cached
from tests.conftest import ROOT
from tests.families import toy

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
  go: {from: a, to: b, when: 2016-07, claims: [{source: paper, quote: he went}]}
itineraries:
  one: {title: One, legs: [go]}
"""


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(GOOD, "utf-8")
    return path


def test_help_names_every_command(call):
    code, out, _ = call("--help")
    assert code == 0
    for command in ("build", "check", "export", "geocode", "places", "reverse", "schema"):
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


def test_language_says_what_the_map_opens_in_and_what_it_offers(call, case, tmp_path):
    code, _, _ = call("build", case, "-o", tmp_path / "out", "--language", "de, en")
    page = (tmp_path / "out" / "short.html").read_text("utf-8")
    assert code == 0
    assert '<html lang="de">' in page
    assert "Die Versionen dieser Reise" in page


@pytest.mark.parametrize("tags", ["pt", "de,xx", "de,", ""])
def test_a_language_that_the_page_lacks_is_wrong_use(call, case, tmp_path, tags):
    code, out, err = call("build", case, "-o", tmp_path / "out", "--language", tags)
    assert (code, out) == (2, "")
    assert "it speaks en, ko, ru, de, fr, es, zh" in err
    assert not (tmp_path / "out").exists()


def test_the_list_of_maps_is_in_the_language_of_the_maps(call, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, "utf-8")
    call("build", tmp_path, "-o", tmp_path / "out", "--language", "de")
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert '<html lang="de">' in index
    assert "1 berichtete Version; 1 Quelle" in index


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


RESULTS = [("build", "-o", "out", "out/short.html"), ("export", "-fgeojson", "-oa", "a")]


@pytest.mark.parametrize(("command", "first", "second", "written"), RESULTS)
def test_an_unknown_place_is_left_out_and_the_exit_code_says_so(
    call, case, tmp_path, monkeypatch, command, first, second, written
):
    monkeypatch.chdir(tmp_path)
    case.write_text(GOOD.replace("Minsk, Belarus", "Qwzxville"))
    code, out, err = call(command, case, first, second, "--strict")
    assert (code, out) == (1, "")
    assert "--strict" in err
    assert list(tmp_path.iterdir()) == [case]
    code, out, err = call(command, case, first, second)
    assert (code, out) == (1, f"{written}\n")
    assert f"{case}:7:" in err
    assert "Qwzxville" in err
    assert "Vladivostok" in Path(written).read_text("utf-8")


@pytest.mark.parametrize(("command", "first", "second", "written"), RESULTS)
def test_a_failing_service_exits_3_and_what_is_known_is_written(
    call, case, tmp_path, monkeypatch, command, first, second, written
):
    monkeypatch.chdir(tmp_path)
    toy.plug_in(monkeypatch, "gazetteers", "failing", "Failing")
    case.write_text(GOOD.replace("Minsk, Belarus", "{iata: MSQ}"))
    code, _, err = call(command, case, first, second, "--gazetteer", "failing", "--strict")
    assert code == 3
    assert "could not be reached" in err
    assert list(tmp_path.iterdir()) == [case]
    code, out, _ = call(command, case, first, second, "--gazetteer", "failing")
    assert (code, out) == (3, f"{written}\n")
    assert Path(written).exists()


def test_check_and_geocode_exit_3_when_the_service_fails(call, case, monkeypatch):
    toy.plug_in(monkeypatch, "gazetteers", "failing", "Failing")
    code, out, _ = call("check", case, "--gazetteer", "failing")
    assert code == 3
    assert "could not be reached" in out
    code, out, err = call("geocode", "Minsk", "--gazetteer", "failing")
    assert (code, err) == (3, "")
    assert "could not be reached" in out


def test_the_worst_of_several_cases_decides(call, case, tmp_path, monkeypatch):
    good, unknown, mistaken = (tmp_path / f"{name}.yaml" for name in ("good", "unknown", "wrong"))
    good.write_text(GOOD)
    unknown.write_text(GOOD.replace("Minsk, Belarus", "Qwzxville"))
    mistaken.write_text(GOOD.replace("title: One", "titel: One"))
    out = tmp_path / "out"
    for files in ((good, unknown), (unknown, good)):
        assert call("build", *files, "-o", out)[0] == 1
        assert call("check", *files)[0] == 1
        assert {p.name for p in out.iterdir()} == {"good.html", "unknown.html", "index.html"}
    for files in ((good, mistaken), (mistaken, good)):
        code, listed, _ = call("check", *files)
        assert code == 1
        assert f"{mistaken}:11:" in listed
    toy.plug_in(monkeypatch, "gazetteers", "failing", "Failing")
    for files in ((case, mistaken), (mistaken, case)):
        assert call("check", *files, "--gazetteer", "failing")[0] == 3


def test_two_cases_that_would_write_one_file_are_refused(call, case, tmp_path):
    other = tmp_path / "sub" / "short.yaml"
    other.parent.mkdir()
    other.write_text(GOOD)
    code, _, err = call("build", case, other, "-o", tmp_path / "out")
    assert code == 2
    assert "both write" in err
    assert not (tmp_path / "out").exists()


def test_names_that_differ_in_case_alone_give_two_files_on_every_system(call, case, tmp_path):
    other = case.with_name("SHORT.yaml")
    other.write_text(GOOD)
    assert call("build", case, other, "-o", tmp_path / "out")[0] == 0
    names = [path.name.casefold() for path in (tmp_path / "out").iterdir()]
    assert len(set(names)) == len(names) == 3


@pytest.fixture
def folder(tmp_path):
    """A folder of cases, with much in it that is none."""
    path = tmp_path / "cases"
    for name in ("sub.yaml", "empty"):
        (path / name).mkdir(parents=True)
    for name in ("b.yml", "A.YAML", ".x.yaml", "notes.txt"):
        (path / name).write_text(GOOD if name != "notes.txt" else "not a case")
    (path / "sub.yaml" / "deep.yaml").write_text(GOOD)
    return path


def test_build_takes_the_case_files_of_a_folder(call, folder, tmp_path):
    code, out, err = call("build", folder, folder / "b.yml", "-o", tmp_path / "out")
    assert code == 0
    assert [line.rsplit("/", 1)[1] for line in out.split()] == ["A.html", "b.html", "index.html"]
    assert err == f"[1/2] {folder / 'A.YAML'}\n[2/2] {folder / 'b.yml'}\n"


def test_check_takes_the_case_files_of_a_folder(call, folder):
    (folder / "A.YAML").write_text(GOOD.replace("title: One", "titel: One"))
    code, out, err = call("check", folder)
    assert code == 1
    assert f"{folder / 'A.YAML'}:11:" in out
    assert "sub.yaml" not in out + err


@pytest.mark.parametrize("command", [["check"], ["build", "-o", "out"]])
def test_what_is_no_case_file_and_no_folder_of_them_is_told_apart(
    call, folder, monkeypatch, command
):
    monkeypatch.chdir(folder)
    for name, words in (
        ("nothere", "no such file or folder"),
        ("nothere.yaml", "no such file"),
        ("notes.txt", "'.txt' is not the ending of a case file"),
    ):
        code, out, err = call(*command, name)
        assert code == 1
        assert f"{name}:1:1: file: " in out + err
        assert words in out + err
    code, out, err = call(*command, "empty")
    assert (code, out, err) == (2, "", "empty: no case files (*.yaml, *.yml) in this folder\n")
    assert not (folder / "out").exists()


def test_somebody_else_s_case_files_are_taken_from_a_folder(call, tmp_path, monkeypatch):
    (tmp_path / "a.toy").write_text("From elsewhere")
    assert call("check", tmp_path)[0] == 2
    toy.plug_in(monkeypatch, "casefiles", "toy", "read")
    assert call("check", tmp_path)[0] == 0


def test_a_folder_that_may_not_be_looked_into_is_a_failure_of_the_disk(call, tmp_path, monkeypatch):
    def denied(path: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "stat", denied)
    monkeypatch.setattr(Path, "is_dir", denied)  # which no longer asks stat in later Pythons
    code, out, err = call("build", tmp_path / "my-case.yaml", "-o", tmp_path / "out")
    assert (code, out) == (3, "")
    assert err == f"{tmp_path / 'my-case.yaml'}: Permission denied\n"


@pytest.mark.parametrize("command", [["check"], ["build", "-o", "out"]])
def test_gazetteers_are_opened_once_for_all_cases_and_closed(
    call, folder, tmp_path, monkeypatch, command
):
    monkeypatch.chdir(tmp_path)
    opened, closed = [], []
    open_it, close_it = bundled.open_bundled, bundled.Bundled.close
    monkeypatch.setattr(bundled, "open_bundled", lambda: opened.append(open_it()) or opened[-1])
    monkeypatch.setattr(
        bundled.Bundled, "close", lambda self: closed.append(self) or close_it(self)
    )
    assert call(*command, folder)[0] == 0
    assert len(opened) == 1
    assert closed == opened


def test_the_cache_of_a_service_is_closed(call, case, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    closed = []
    monkeypatch.setattr(cached.Cached, "close", lambda self: closed.append(self.name))
    monkeypatch.setattr(cached.Cached, "lookup", lambda *_, **__: ())
    service = ("--online", "--gazetteer", "geopy:Nominatim")
    assert call("geocode", "Qwzxville", *service)[0] == 1
    assert call("check", case, *service)[0] == 0
    assert closed == ["geopy:Nominatim"] * 2


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
    first = json.loads(out)["Pulkovo"]["candidates"][0]
    assert first["kind"] == "airport"
    assert first["radius_m"] > 0


def test_geocode_of_an_unknown_name_exits_1(call):
    code, out, _ = call("geocode", "Qwzxville")
    assert code == 1
    assert "no place is called “Qwzxville”" in out


def test_an_unknown_gazetteer_is_wrong_use(call):
    code, _, err = call("geocode", "Minsk", "--gazetteer", "bundeld")
    assert code == 2
    assert "bundled" in err


def test_a_gazetteer_with_a_colon_too_many_or_too_few_is_wrong_use(call):
    for spec, right in (("geopy", "geopy:SERVICE"), ("bundled:foo", "write bundled")):
        code, out, err = call("geocode", "Minsk", "--gazetteer", spec)
        assert (code, out) == (2, "")
        assert right in err


@pytest.mark.parametrize(
    "args", [["bad\udcff"], ["Minsk", "--country", "\udcff"], ["Minsk", "--gazetteer", "\udcff"]]
)
def test_bytes_that_are_no_text_are_wrong_use(call, args):
    code, out, err = call("geocode", *args)
    assert (code, out) == (2, "")
    assert "\\udcff' holds bytes that are not text" in err


def test_export_writes_geojson(call, case, tmp_path):
    target = tmp_path / "short.geojson"
    code, out, _ = call("export", case, "-f", "geojson", "-o", target)
    assert (code, out) == (0, f"{target}\n")
    features = json.loads(target.read_text("utf-8"))["features"]
    layers = [feature["properties"]["layer"] for feature in features]
    assert layers == ["legs", "places", "places", "claims", "sources"]


def test_export_to_an_unknown_format_is_wrong_use(call, case, tmp_path):
    code, _, err = call("export", case, "-f", "geojsn", "-o", tmp_path / "x")
    assert code == 2
    assert "geojson" in err
    assert not (tmp_path / "x").exists()


def test_export_lists_its_formats(call, monkeypatch):
    def listed():
        return re.sub(r"\s", "", call("export", "--help")[1])

    assert f"[{'|'.join(api.formats())}]" in listed()
    toy.plug_in(monkeypatch, "exports", "toy", "write")
    assert "|toy]" in listed()


def test_export_says_what_a_format_cannot_hold(call, case, tmp_path):
    code, out, err = call("export", case, "-f", "gpx", "-o", tmp_path / "short.gpx")
    assert (code, out) == (0, f"{tmp_path / 'short.gpx'}\n")
    assert "GPX" in err


def test_export_of_one_layer(call, case, tmp_path):
    target = tmp_path / "places.csv"
    assert call("export", case, "-f", "csv", "--layer", "places", "-o", target)[0] == 0
    assert target.read_text("utf-8-sig").startswith("place,")
    for form, layer in (("csv", "legz"), ("geojson", "legs")):
        code, _, err = call("export", case, "-f", form, "--layer", layer, "-o", tmp_path / "no")
        assert code == 2
        assert "layer" in err


def test_a_shapefile_is_refused_with_the_reason(call, case, tmp_path):
    code, _, err = call("export", case, "-f", "shp", "-o", tmp_path / "a.shp")
    assert code == 2
    assert "10 letters" in err
    assert "gpkg" in err
    assert list(tmp_path.glob("a.*")) == []


@pytest.mark.parametrize("target", [".", "/", "", "folder", "short.yaml/x"])
def test_export_to_what_is_no_file_is_a_failure_of_the_disk(call, case, monkeypatch, target):
    monkeypatch.chdir(case.parent)
    Path("folder").mkdir()
    code, out, err = call("export", case, "-f", "geojson", "-o", target)
    assert (code, out) == (3, "")
    assert re.search("is a folder|Not a directory", err)
    assert {p.name for p in case.parent.iterdir()} == {"short.yaml", "folder"}


def test_a_missing_schema_is_a_broken_installation(call, monkeypatch):
    monkeypatch.setattr(schema, "_NAME", "gone.json")
    code, out, err = call("schema")
    assert (code, out) == (3, "")
    assert "gone.json: No such file" in err


def test_interrupted_exits_130(call, case, monkeypatch):
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bundled.Bundled, "lookup", interrupt)
    for args in (["check", case], ["build", case, "-o", case.parent / "out"], ["geocode", "X"]):
        code, out, err = call(*args)
        assert (code, out) == (130, "")
        assert err.strip() == "Interrupted."
    assert list(case.parent.iterdir()) == [case]


def test_schema_is_json(call):
    code, out, _ = call("schema")
    assert code == 0
    assert json.loads(out)["title"]


def test_options_that_do_not_exist_are_wrong_use(call):
    assert call("geocode", "Minsk", "--contry", "BY")[0] == 2
    assert call("geocode")[0] == 2
