"""What surrounds the program: no home, no room, no terminal, no network."""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, Tell
from tests.safety.outside import CASE, QUERY, ROUTES, Ask, asking, noted, run, without

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="the faults are those of POSIX systems"),
    pytest.mark.allow_hosts(["127.0.0.1"]),
]

_PR_CAPBSET_DROP = 24


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user of this machine can enter, unlike those of pytest."""
    made = Path(tempfile.mkdtemp(prefix="routes-test-"))
    made.chmod(0o755)
    (made / "short.yaml").write_text(CASE, "utf-8")
    yield made
    for each in (made, *made.rglob("*")):
        if each.is_dir() and not each.is_symlink():
            each.chmod(0o755)
    shutil.rmtree(made)


def as_somebody() -> dict[str, object]:
    """Options for a child that is stopped by permissions, which do not stop root."""
    return {} if os.geteuid() else {"preexec_fn": _give_up_overriding}


def _give_up_overriding() -> None:
    # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, which the next program then does not get.
    for capability in (1, 2):
        if ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
            raise OSError("cannot run as somebody whom permissions stop")


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    with asking(tmp_path) as made:
        yield made


# The system knows the home of whoever runs this; of a stranger's number it does not.
_NO_USER = """
import pwd
def unknown(_): raise KeyError
pwd.getpwuid = unknown
from routes.cli import main
main()
"""


class TestHome:
    def test_a_map_is_built_without_one(self, folder: Path, tell: Tell):
        done = run("build", folder / "short.yaml", "-o", folder / "out", env=without("HOME"))
        assert (done.returncode, done.stderr) == (0, "")
        tell("faults of the environment: no HOME", 1, failed=0)

    def test_a_name_is_asked_for_where_nobody_knows_of_one(self, folder: Path, ask: Ask):
        here = folder / "here"
        here.mkdir()
        program = [sys.executable, "-c", _NO_USER]
        env = {name: value for name, value in ask.env.items() if name != "HOME"}
        done = run("geocode", QUERY, *ask.options, program=program, env=env, cwd=here)
        assert done.returncode == 0
        assert noted(done) == ["Answers are not kept: no home folder is known."]
        assert list(here.iterdir()) == []

    def test_one_that_may_only_be_read_costs_the_cache_and_no_answer(
        self, folder: Path, ask: Ask, tell: Tell
    ):
        home = folder / "home"
        home.mkdir(mode=0o555)
        for _ in range(2):
            done = ask(env={**ask.env, "HOME": str(home)}, **as_somebody())
            assert done.returncode == 0
            assert "Elsewhere" in done.stdout
            (said,) = noted(done)
            assert said.startswith("answers of geopy:Nominatim are not kept")
            assert "Secretville" not in said
        assert len(ask.service.requests) == 2
        assert list(home.iterdir()) == []
        tell("faults of the environment: a HOME that may only be read", 2, failed=0)

    @pytest.mark.parametrize("what", ["a file", "a link to nothing", "a link to itself"])
    def test_one_that_is_no_folder_costs_the_cache_and_no_answer(
        self, folder: Path, ask: Ask, tell: Tell, what: str
    ):
        home = folder / "home"
        targets = {"a link to nothing": folder / "nothing", "a link to itself": home}
        if what in targets:
            home.symlink_to(targets[what])
        else:
            home.write_text("a letter")
        # Not HOME itself: a home that is not there yet would be made.
        done = ask(env={**ask.env, "XDG_CACHE_HOME": str(home)})
        assert done.returncode == 0
        assert "Elsewhere" in done.stdout
        (said,) = noted(done)
        assert said.startswith("answers of geopy:Nominatim are not kept")
        assert [each.name for each in folder.iterdir() if each.name != "short.yaml"] == ["home"]
        tell(f"faults of the environment: a cache folder that is {what}", 1, failed=0)

    @pytest.mark.parametrize("linked", [".cache", ".cache/reported-routes"])
    def test_a_cache_folder_that_leads_elsewhere_is_private_there(
        self, folder: Path, ask: Ask, linked: str, tell: Tell
    ):
        home, elsewhere = folder / "home", folder / "elsewhere"
        elsewhere.mkdir(mode=0o755)
        (home / linked).parent.mkdir(parents=True)
        (home / linked).symlink_to(elsewhere)
        for _ in range(2):
            done = ask(env={**ask.env, "HOME": str(home)}, umask=0)
            assert (done.returncode, noted(done)) == (0, [])
        assert len(ask.service.requests) == 1
        (kept,) = elsewhere.rglob("*.sqlite")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert (home / linked).is_symlink()
        tell(f"faults of the environment: {linked} is a link", 2, failed=0)

    @pytest.mark.parametrize("there", ["nothing/tmp", "short.yaml"])
    def test_no_folder_for_temporary_files_is_needed(self, folder: Path, there: str, tell: Tell):
        env = {**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(folder / there))}
        done = run("build", folder / "short.yaml", "-o", folder / "out", env=env)
        assert (done.returncode, done.stderr) == (0, "")
        assert not (folder / "nothing").exists()
        tell(f"faults of the environment: TMPDIR is {there}", 1, failed=0)


class TestOutput:
    @pytest.mark.parametrize("command", ["build", "export", "batch"])
    def test_a_directory_that_may_only_be_read_is_named_and_stays(
        self, folder: Path, tell: Tell, command: str
    ):
        out = folder / "out"
        out.mkdir()
        names = folder / "names.csv"
        names.write_text("name\nMinsk\n")
        args: dict[str, list[object]] = {
            "build": ["build", folder / "short.yaml", "-o", out],
            "export": ["export", folder / "short.yaml", "-f", "geojson", "-o", out / "a.geojson"],
            "batch": ["geocode", "--batch", names, "--column", "name", "-o", out / "a.csv"],
        }
        target = out / {"build": "short.html", "export": "a.geojson", "batch": "a.csv"}[command]
        target.write_text("old")
        target.chmod(0o666)
        out.chmod(0o555)
        done = run(*args[command], **as_somebody())
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr.splitlines()[-1] == f"{target}: Permission denied"
        assert "Traceback" not in done.stderr
        assert target.read_text() == "old"
        assert list(out.iterdir()) == [target]
        tell(f"faults of the environment: an output that may only be read ({command})", 1, failed=0)

    def test_a_file_that_may_only_be_read_is_not_replaced(self, folder: Path):
        folder.chmod(0o777)
        target = folder / "a.geojson"
        target.write_text("old")
        target.chmod(0o444)
        done = run(
            *("export", folder / "short.yaml", "-f", "geojson", "-o", target), **as_somebody()
        )
        assert done.returncode == 3
        assert "may only be read" in done.stderr
        assert target.read_text() == "old"


def test_a_working_directory_that_is_gone_matters_only_where_it_is_named(folder: Path, tell: Tell):
    gone = 'mkdir "$1" && cd "$1" && rmdir "$1" && shift && exec "$@"'
    case, out = str(folder / "short.yaml"), str(folder / "out")
    for args, code in (
        (["build", case, "-o", out], 0),
        (["check", case], 0),
        (["geocode", "Minsk"], 0),
        (["check", "short.yaml"], 1),
        (["build", case, "-o", "out"], 3),
        (["export", case, "-f", "geojson", "-o", "a.geojson"], 3),
    ):
        done = run(*args, program=["sh", "-c", gone, "sh", str(folder / "gone"), *ROUTES])
        assert (args, done.returncode) == (args, code)
        assert "Traceback" not in done.stderr
        assert code or done.stderr == ""
    tell("faults of the environment: a working directory that is gone", 6, failed=0)


_TERMINALS: dict[str, dict[str, str]] = {
    "plain": {},
    "no colour": {"NO_COLOR": "1", "TERM": "dumb"},
    "narrow": {"COLUMNS": "20", "LINES": "5"},
    "no width": {"COLUMNS": "0"},
    "width is no number": {"COLUMNS": "wide"},
    "C": {"LANG": "C", "LC_ALL": "C"},
    "C, no UTF-8": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "KOI8-R": {"PYTHONIOENCODING": "koi8-r"},
    "warnings are errors": {"PYTHONWARNINGS": "error"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "far east": {"TZ": "Pacific/Kiritimati"},
    "far west": {"TZ": "Etc/GMT+12"},
    "no such zone": {"TZ": "Nowhere/At_All"},
}


@pytest.mark.parametrize("terminal", _TERMINALS)
def test_no_input_and_an_odd_terminal(folder: Path, tell: Tell, terminal: str):
    encoding = {"UTF-16": "utf-16", "KOI8-R": "koi8-r"}.get(terminal, "utf-8")
    # There is no telling which letters these were, where only ASCII is text.
    names = ["Minsk"] if terminal == "C, no UTF-8" else ["평양", "Владивосток"]
    for args in (
        ["geocode", *names],
        ["check", str(folder / "short.yaml")],
        ["geocode", "--help"],
    ):
        done = run(
            *args,
            program=["sh", "-c", 'exec "$@" <&-', "sh", *ROUTES],
            env={**os.environ, **_TERMINALS[terminal]},
            text=False,
        )
        assert (done.returncode, done.stderr) == (0, b""), args
        assert done.stdout.decode(encoding)
        assert b"\x1b" not in done.stdout
    tell(f"faults of the environment: no input, and {terminal}", 3, failed=0)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_get_into_no_file(folder: Path, closed: str):
    names = folder / "names.csv"
    names.write_text("name\nMinsk\n")
    out = folder / "found.csv"
    command = [*ROUTES, "geocode", "--batch", names, "--column", "name", "-o", out]
    shell = ["sh", "-c", f'exec "$@" {closed}', "sh", *map(str, command)]
    done = subprocess.run(shell, check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    lines = out.read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == ["name", "Minsk"]


def test_standard_input_that_is_closed_is_empty():
    shell = ["sh", "-c", 'exec "$@" <&-', "sh", *ROUTES, "geocode", "--batch", "-"]
    done = subprocess.run(shell, check=False, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert "is empty" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_kept_is_private_with_the_widest_umask(ask: Ask, tell: Tell):
    assert ask(umask=0).returncode == 0
    cache = ask.cache
    assert stat.S_IMODE(cache.stat().st_mode) == 0o600
    for made in (cache.parent, cache.parent.parent):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700
    tell("faults of the environment: umask 000", 1, open_to_others=0)


_NO_NETWORK = """
import socket, sys
def refuse(*_): raise OSError(101, "Network is unreachable")
socket.socket.connect = socket.getaddrinfo = refuse
from routes.cli import main
main()
"""


def test_without_a_network_a_map_is_built_and_a_service_is_not_there(folder: Path, tell: Tell):
    alone = ["unshare", "-rn"]
    real = (
        shutil.which("unshare") is not None
        and not subprocess.run([*alone, "true"], check=False, capture_output=True).returncode
    )
    start = [*alone, *ROUTES] if real else [sys.executable, "-c", _NO_NETWORK]
    home = {**without("XDG_CACHE_HOME"), "HOME": str(folder)}
    options = ("--online", "--service-option", "domain=127.0.0.1:9")
    for args, code in (
        (["build", folder / "short.yaml", "-o", folder / "out"], 0),
        (["geocode", QUERY, *options, "--service-option", "scheme=http"], 3),
    ):
        done = run(*args, program=start, env=home)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
    kind = "a name space without one" if real else "sockets that refuse, simulated"
    tell(f"faults of the environment: no network ({kind})", 2, failed=0)
