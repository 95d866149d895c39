"""Reads files of strangers in a process of its own, with little memory and no network.

A line of standard input names a file, a line of standard output says what came of it. A process
that is gone instead was crashed by the file.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import time
from pathlib import Path

MOST_MEMORY = 1 << 30
_OPENED: list[str] = []
_ASKED: list[str] = []


def _watch(event: str, given: tuple[object, ...]) -> None:
    if event == "open" and isinstance(given[0], str):
        _OPENED.append(given[0])
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request", "subprocess.Popen"):
        _ASKED.append(event)
        raise PermissionError(event)


def _read(path: Path) -> None:
    from routes import casefile  # noqa: PLC0415  when memory is short
    from routes.intake import geometry, table  # noqa: PLC0415  when memory is short

    if path.suffix in (*geometry.SUFFIXES, ".kmz"):
        geometry.read(path)
    elif path.suffix in (".yaml", ".yml"):  # tables are read as any table here
        casefile.read(path)
    else:
        table.read(path)


def _commands(path: Path) -> list[list[str]]:
    out = str(_out(path) / "out")
    if path.suffix in (".yaml", ".yml"):
        return []
    if path.suffix in (".csv", ".tsv", ".xlsx"):
        batch = ["geocode", "--batch", str(path), "--column", "name", "-o", f"{out}.csv"]
        return [batch, ["overview", str(path), "-o", f"{out}.html"]]
    return [["overview", str(path), "-o", f"{out}.html"]]


def _out(path: Path) -> Path:
    """Where the commands write: beside the folder of the files."""
    return path.parent.with_name("written")


def _memory_mb() -> int:
    """The most since it was asked last, where the system can say that."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return int(found.split()[1]) // 1024


def _result(path: Path) -> dict[str, object]:
    from routes.cli import run  # noqa: PLC0415  when memory is short
    from routes.errors import InputError  # noqa: PLC0415  when memory is short

    _OPENED.clear()
    _ASKED.clear()
    _memory_mb()
    began = time.process_time()
    verdict, said = "accept", ""
    try:
        _read(path)
    except InputError as error:
        verdict, said = "refuse", str(error)
    except BaseException as error:
        verdict, said = "crash", repr(error)
    took = time.process_time() - began
    mb = _memory_mb()
    heard = io.StringIO()
    codes = []
    pages = ""
    for command in _commands(path):
        with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
            try:
                codes.append(run(command))
            except BaseException as error:
                codes.append(repr(error))
    for page in _out(path).glob("out.*"):
        pages += page.read_text("utf-8")
        page.unlink()
    here = f"{path.parent}/"
    others = sorted({each for each in _OPENED if each.startswith(here) and each != str(path)})
    return {
        "verdict": verdict,
        "said": said,
        "cpu_s": took,
        "mb": mb,
        "codes": codes,
        "heard": heard.getvalue(),
        "pages": pages,
        "asked": _ASKED,
        "others": others,
    }


def main() -> None:
    from routes.cli import cli, geocode, overview  # noqa: F401, PLC0415  before memory is short

    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sys.addaudithook(_watch)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_result(Path(json.loads(line)))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
