"""The command line: one file per command, imported only when it is called.

Exit codes: 0 done, 1 the input has errors, 2 wrong use, 3 a service or the disk failed,
130 interrupted, 143 ended by another program, 141 whoever read the output stopped reading
(as for any program that a shell ends for that). Results go to stdout, everything else to
stderr.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

import click

from routes import __version__
from routes.errors import EXIT_FAILURE, RoutesError
from routes.plugins import unknown

_COMMANDS = (
    "alternatives",
    "build",
    "check",
    "convert",
    "diff",
    "embed",
    "export",
    "figure",
    "geocode",
    "overview",
    "places",
    "report",
    "reverse",
    "review",
    "schema",
    "sign",
    "sources",
    "unpack",
)
_MODULES = {"report": "pack"}
"""Where the module of a command is not called like it: ``cli.report`` prints mistakes."""

_COMPLETION = "_ROUTES_COMPLETE"
_EXIT_INTERRUPTED = 130
_EXIT_UNREAD = 141
_EXIT_TERMINATED = 143


class _Commands(click.Group):
    """Commands by name, each loaded from its own module when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"routes.cli.{_MODULES.get(cmd_name, cmd_name)}").command
        return cast("click.Command", command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            raise unknown("command", args[0], _COMMANDS)
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="routes")
def cli() -> None:
    """Put reported journeys on a map: every version, every source, every doubt."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    try:
        _ready_streams()
        code = _written(run(args))
        # What is left to do belongs to Python, which would show where it was interrupted.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        code = _failed("Interrupted.", _EXIT_INTERRUPTED)
    sys.exit(code)


def _ready_streams() -> None:
    for number in range(3):
        # The next file that is opened would take the number of a stream that was closed,
        # and get what a library prints there. The lowest free number is given first.
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  empty, not missing
    for stream in (sys.stdout, sys.stderr):
        # A name that the terminal has no letters for is no reason to stop.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _written(code: int) -> int:
    """The exit code, once what was printed is out, or cannot be.

    What cannot be written is given up here. Python would try again at its end, and then
    exit with 120 whatever had happened before.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # without either if it was closed
        try:
            stream.flush()
        except OSError as error:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if stream is sys.stdout and code == 0:
                unread = isinstance(error, BrokenPipeError)
                code = _EXIT_UNREAD if unread else _failed(_unwritten(error), EXIT_FAILURE)
    return code


def _unwritten(error: OSError) -> str:
    return f"{error.filename or 'cannot write the output'}: {error.strerror or error}"


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Expected errors become messages on stderr."""
    try:
        result = cli.main(
            args=args, prog_name="routes", standalone_mode=False, complete_var=_COMPLETION
        )
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        return error.exit_code
    except RoutesError as error:
        return _failed(str(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _failed("Interrupted.", _EXIT_INTERRUPTED)
    except OSError as error:  # reading a folder, or printing where no space is left
        return _failed(_unwritten(error), EXIT_FAILURE)
    except SystemExit as error:
        # click ends so for the completion of words in a shell, and when nobody reads.
        if _COMPLETION in os.environ or error.code == _EXIT_TERMINATED:
            raise
        return _EXIT_UNREAD
    return result if isinstance(result, int) else 0


def _failed(message: str, code: int) -> int:
    with contextlib.suppress(OSError):  # stderr may be gone as well
        click.echo(message, err=True)
    return code
