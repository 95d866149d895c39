"""The command line: one file per command, imported only when it is called.

Exit codes: 0 done, 1 the input has errors, 2 wrong use, 3 a service or the disk
failed, 130 interrupted. Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import cast

import click

from routes import __version__
from routes.errors import RoutesError
from routes.plugins import unknown

_COMMANDS = ("build", "check", "export", "geocode", "schema")


class _Commands(click.Group):
    """Commands by name, each loaded from its own module when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"routes.cli.{cmd_name}").command
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
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code. Expected errors become messages on stderr."""
    try:
        result = cli.main(args=args, prog_name="routes", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except RoutesError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return 130
    return result if isinstance(result, int) else 0
