"""The folder of a report: whole or said to be unfinished, and nobody's file is lost."""

from __future__ import annotations

import hashlib
import json
import re
import stat
import zipfile

import pytest

from routes import api, pipeline
from routes.errors import OutputError, UsageError
from routes.report import geodata, manifest, pack
from routes.webmap.compose import compose
from tests.unit import secret_case

PARTS = ("documents", "geodata")
TEXTS = {"md", "html", "json", "csv", "geojson", "jsonld", "kml", "gpx", "bib", "txt", "svg"}


@pytest.fixture
def atlas(case_from, square_world):
    return secret_case.public(case_from(secret_case.CASE), square_world)


@pytest.fixture
def out(tmp_path):
    """An empty folder: the case lies in that above it."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def composed():
    """Payloads of the one public atlas by their languages: each test builds it again."""
    return {}


@pytest.fixture
def small(monkeypatch, composed):
    """A pack of two files, as fast as one may wish."""

    def once(atlas, languages):
        if languages not in composed:
            composed[languages] = compose(atlas, languages=languages)
        return composed[languages]

    monkeypatch.setattr(pack, "compose", once)
    tasks = {"a.txt": "A", "sub/b.txt": "B"}

    def planned(_):
        for path, text in tasks.items():
            yield geodata.Task(path, "text", lambda to, t=text: to.write_text(t) and ["a lack"])

    monkeypatch.setattr(pack, "_tasks", planned)
    return tasks


def written(atlas, folder, name="x", parts=("map",)):
    return pack.write(atlas, folder, name=name, parts=parts)


def files(folder):
    return {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}


@pytest.mark.usefixtures("small")
def test_the_manifest_tells_every_file_with_its_hash(atlas, out):
    made = written(atlas, out / "out")
    told = json.loads((out / "out" / "manifest.json").read_text("utf-8"))
    assert made.written[-1].name == "manifest.json"
    assert told["is_finished"] is True
    assert told["case"]["version_id"] == told["case"]["sha256"][:12]
    assert [each["path"] for each in told["files"]] == ["a.txt", "sub/b.txt"]
    for each in told["files"]:
        content = (out / "out" / each["path"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        assert each["bytes"] == len(content)
        assert each["lacks"] == ["a lack"]


def test_a_second_pack_replaces_the_first_and_removes_what_is_gone(atlas, small, out):
    written(atlas, out)
    first = (out / "manifest.json").read_bytes()
    written(atlas, out)
    assert (out / "manifest.json").read_bytes() == first
    del small["sub/b.txt"]
    made = written(atlas, out)
    assert set(files(out)) == {"a.txt", "manifest.json"}
    assert made.kept == ()


def test_what_somebody_changed_is_not_lost(atlas, small, out):
    written(atlas, out)
    (out / "sub/b.txt").write_text("edited")
    with pytest.raises(UsageError, match=r"b\.txt was changed since it was written"):
        written(atlas, out)
    del small["sub/b.txt"]
    assert written(atlas, out).kept == ("sub/b.txt",)
    assert (out / "sub/b.txt").read_text() == "edited"


def test_somebody_else_s_file_is_left_alone(atlas, small, out):
    (out / "notes.txt").write_text("mine")
    assert written(atlas, out).strange == ("notes.txt",)
    small["notes.txt"] = "ours"
    with pytest.raises(UsageError, match=r"notes\.txt is there and is not a file of an older pack"):
        written(atlas, out)
    assert (out / "notes.txt").read_text() == "mine"


@pytest.mark.usefixtures("small")
def test_a_link_is_not_followed(atlas, out):
    outside, folder = out / "outside.txt", out / "out"
    outside.write_text("mine")
    folder.mkdir()
    (folder / "a.txt").symlink_to(outside)
    with pytest.raises(UsageError, match="not a file of an older pack"):
        written(atlas, folder)
    (folder / "a.txt").unlink()
    (folder / "sub").symlink_to(out)
    with pytest.raises(OutputError, match="is a link"):
        written(atlas, folder)
    assert outside.read_text() == "mine"


@pytest.mark.usefixtures("small")
def test_an_interrupted_run_leaves_no_manifest_that_lies(atlas, out, monkeypatch):
    def fails(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(manifest, "hashed", fails)
        with pytest.raises(KeyboardInterrupt):
            written(atlas, out)
    assert json.loads((out / "manifest.json").read_text("utf-8"))["is_finished"] is False
    made = written(atlas, out)
    assert json.loads((out / "manifest.json").read_text("utf-8"))["is_finished"] is True
    assert made.strange == ()


@pytest.mark.usefixtures("small")
def test_the_pack_of_another_case_is_not_mixed_with_this_one(atlas, out):
    written(atlas, out, name="one")
    with pytest.raises(UsageError, match="holds the pack of 'one'"):
        written(atlas, out, name="two")


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"format": 1}', "[" * 100_000, "\0"])
@pytest.mark.usefixtures("small")
def test_a_manifest_that_is_none_is_not_replaced(atlas, out, text):
    (out / "manifest.json").write_text(text)
    with pytest.raises(UsageError, match="is not the manifest of a pack"):
        written(atlas, out)
    assert (out / "manifest.json").read_text() == text


@pytest.mark.parametrize(
    "path", ["../a", "/etc/x", "a/../../b", "c:/x", "a\\..\\b", "", "x\0y", "//h/s"]
)
@pytest.mark.usefixtures("small")
def test_a_manifest_that_points_outside_removes_nothing(atlas, out, path):
    assert not manifest.is_inside(path)
    folder = out / "out"
    written(atlas, folder)
    mine = out / "a"
    mine.write_text("mine")
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    digest = hashlib.sha256(b"mine").hexdigest()
    told["files"].append({"path": path, "sha256": digest})
    (folder / "manifest.json").write_text(json.dumps(told))
    written(atlas, folder)
    assert mine.read_text() == "mine"


def opened(path):
    """What a file holds as text, unpacked, without the numbers that a figure is drawn from."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as file:
            yield from (file.read(name).decode("utf-8", "replace") for name in file.namelist())
    drawn = r' (d|x|y|width|height|transform|viewBox|clip-path)="[^"]*"'
    yield re.sub(drawn, "", path.read_bytes().decode("utf-8", "replace"))


def test_a_secret_is_in_no_file(atlas, out):
    made = pack.write(atlas, out, name="case", parts=PARTS)
    assert len(made.entries) > 10
    for path in made.written:
        text = "\n".join(opened(path))
        assert [each for each in secret_case.SECRETS if each in text] == [], path.name


def test_the_readme_says_what_each_file_lacks_and_what_columns_mean(atlas, out):
    made = pack.write(atlas, out, name="case", parts=("geodata",))
    text = (out / "geodata" / "README.txt").read_text("utf-8")
    for entry in made.entries[:-1]:
        assert entry.path.rpartition("/")[2] in text
        assert [lack for lack in entry.lacks if lack not in text] == []
    assert "radius_m" in text


def test_what_is_internal_is_called_and_kept_so(case_from, square_world, out):
    case = case_from(secret_case.CASE)
    built = pipeline.build(case, gazetteer=square_world, profile="internal")
    made = pack.write(built, out, name="case", parts=PARTS)
    for path in made.written:
        assert ".internal." in path.name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
        if path.suffix[1:] in TEXTS:
            assert "not for publication" in path.read_text("utf-8").lower(), path.name
    assert made.written[-1].name == "manifest.internal.json"


def test_formats_are_those_of_the_family(atlas):
    paths = {task.path for task in geodata.tasks(atlas, "g", "n", "")}
    endings = {path.rpartition(".")[2] for path in paths}
    others = {"svg", "png", "pdf", "docx", "md", "html", "kmz", "annotations", "csl"}
    assert endings == set(api.formats()) - others
    assert "g/n-legs.csv" in paths
    assert "g/n-claims.parquet" in paths
