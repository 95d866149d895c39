"""`routes report`: the folder that it writes, what it says, what it refuses."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json

import pytest

from routes import cli
from tests.cli.test_reproducible import WORLDS, run

SMALL = """version: 1
title: A short journey
sources: {paper: {publisher: The paper, issued: 2016, url: "https://paper.example/a"}}
places: {a: "Vladivostok, Russia", b: "Minsk, Belarus"}
legs:
  flight:
    {from: a, to: b, by: air, when: 2016-07, claims: [{source: paper, quote: he flew to Minsk}]}
itineraries: {only: {title: As the paper has it, legs: [flight]}}
"""


@pytest.fixture
def case(tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(SMALL)
    return file


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with a whole pack in ``out``, and what the command said."""
    folder = tmp_path_factory.mktemp("canary-desk")
    (folder / "small.yaml").write_text(SMALL)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        told = ["report", str(folder / "small.yaml"), "-o", str(folder / "out")]
        assert cli.run([*told, "--format", "json"]) == 0
    return folder, *(each.buffer.getvalue().decode() for each in (out, err))


def test_it_writes_everything_and_says_what_is_where(desk):
    folder, out, err = desk
    written = json.loads(out)
    names = {path.rpartition("/out/")[2] for path in written}
    assert {
        "small.html", "small.docx", "small.md", "small-report.html", "manifest.json",
        "figures/small-plain.svg", "figures/small-slide.png", "geodata/small.geojson",
        "geodata/small-legs.csv", "geodata/small.gpkg", "geodata/README.txt",
    } <= names  # fmt: skip
    assert written[-1].endswith("manifest.json")
    told = json.loads((folder / "out" / "manifest.json").read_text("utf-8"))
    assert {each["path"] for each in told["files"]} | {"manifest.json"} == names
    lacks = {lack for each in told["files"] for lack in each["lacks"]}
    assert [lack for lack in lacks if lack not in err] == []
    assert "<figure" in (folder / "out" / "small-report.html").read_text("utf-8")
    assert "](figures/small-plain.svg)" in (folder / "out" / "small.md").read_text("utf-8")


def test_parts_can_be_left_out_and_come_in_a_language(call, case, tmp_path):
    leave = ("--without", "figures", "--without", "geodata", "--without", "map")
    assert call("report", case, "-o", tmp_path / "out", "--language", "de", *leave)[0] == 0
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files == {"small.docx", "small.md", "small-report.html", "manifest.json"}
    assert "# Quellen" in (tmp_path / "out" / "small.md").read_text("utf-8")
    (tmp_path / "out" / "mine.txt").write_text("mine")
    code, _, err = call("report", case, "-o", tmp_path / "out", "--language", "de", *leave)
    assert code == 0
    assert "mine.txt: not of this pack, left alone" in err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--language", "xx"), "--language: reports are not told in 'xx'"),
        (("--without", "sound"), "is not one of"),
        (("--signed", "--language", "de"), "--signed writes the public map"),
        (("--signed", "--profile", "internal"), "--signed writes the public map"),
        (
            [x for part in ("map", "documents", "figures", "geodata") for x in ("--without", part)],
            "leaves every part out",
        ),
    ],
)
def test_wrong_use_writes_nothing(call, case, tmp_path, args, message):
    code, _, err = call("report", case, "-o", tmp_path / "out", *args)
    assert code == 2
    assert message in err
    assert not (tmp_path / "out").exists()


def test_only_what_was_signed_is_written_where_that_is_asked_for(call, case, tmp_path):
    leave = [x for part in ("figures", "documents", "geodata") for x in ("--without", part)]
    wanted = ("report", case, "-o", tmp_path / "out", "--signed", *leave)
    code, _, err = call(*wanted)
    assert code == 1
    assert "sign" in err
    assert not (tmp_path / "out").exists()
    assert call("sign", case, "--by", "A. One", "--by", "B. Two")[0] == 0
    assert call(*wanted)[0] == 0
    signed = json.loads((tmp_path / "small.signoff.json").read_text("utf-8"))
    written = hashlib.sha256((tmp_path / "out" / "small.html").read_bytes()).hexdigest()
    assert written in signed.values()
    case.write_text(SMALL.replace("he flew", "she flew"))
    code, _, err = call(*wanted)
    assert code == 1
    assert "signed is another build" in err
    assert hashlib.sha256((tmp_path / "out" / "small.html").read_bytes()).hexdigest() == written


def test_a_case_that_is_called_like_an_internal_one_is_refused(call, case, tmp_path):
    other = case.rename(tmp_path / "small.internal.yaml")
    code, _, err = call("report", other, "-o", tmp_path / "out")
    assert code == 2
    assert "rename the case file" in err


def test_with_strict_nothing_is_written_of_a_case_with_errors(call, case, tmp_path):
    case.write_text(SMALL.replace("Minsk, Belarus", "Qwzxqwzx"))
    assert call("report", case, "-o", tmp_path / "out", "--strict")[0] == 1
    assert not (tmp_path / "out").exists()


def hashes(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def test_packs_from_different_worlds_are_equal(desk, tmp_path):
    """Here, and years later in another time zone and language, for another person."""
    later = tmp_path / "canary-desk-later"
    (later / "home").mkdir(parents=True)
    (later / "small.yaml").write_text(SMALL)
    run(WORLDS["later"], later, "report", "./small.yaml", "-o", "./out")
    found = hashes(later / "out")
    assert found == hashes(desk[0] / "out")
    assert len(found) > 20
    read = {name: (later / "out" / name).read_bytes() for name in found}
    assert [name for name, data in read.items() if b"canary-" in data] == []
    assert list((later / "home").iterdir()) == []
