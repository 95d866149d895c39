"""`routes unpack`: what a map carries packed, as files that a person can read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from routes.atomic import write_text
from routes.errors import InputError, Mark, Mistake, OutputError
from routes.webmap.packing import contents
from routes.webmap.published import NotOurPage

_PAYLOAD = "payload.json"


@click.command("unpack")
@click.argument("file", metavar="FILE.html", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write to."
)
def command(file: Path, output: Path) -> None:
    """Write the scripts, the styles and the data of a map to a folder, to be read.

    A map carries its scripts and its data compressed. This writes them as they come out in a
    browser, byte for byte; only payload.json, the data, is laid out in lines. Nothing is run,
    and no other file that is in the folder already is overwritten.
    """
    try:
        found = contents(file.read_bytes().decode("utf-8"))
        found[_PAYLOAD] = _in_lines(found[_PAYLOAD])
        is_private = json.loads(found[_PAYLOAD]).get("mark") is not None
    except (UnicodeDecodeError, NotOurPage) as error:
        raise _refused(file, str(error)) from error
    except OSError as error:
        raise _refused(file, error.strerror or str(error)) from error
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(output), error.strerror or str(error)) from error
    for name, text in found.items():
        _refuse_to_overwrite(output / name, text)
    for name, text in found.items():
        write_text(output / name, text, private=is_private, inside=output)
        click.echo(str(output / name))


def _in_lines(text: str) -> str:
    """Raises NotOurPage for what is no JSON, and for what could not be written."""
    try:
        told = json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
        told.encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotOurPage(f"its data is damaged: {str(error)[:200]}") from error
    return told


def _refuse_to_overwrite(path: Path, text: str) -> None:
    try:
        if not os.path.lexists(path) or path.read_bytes() == text.encode("utf-8"):
            return
    except OSError as error:
        raise OutputError(str(path), error.strerror or str(error)) from error
    message = "is there already, with something else in it; give a folder that is new or empty"
    raise OutputError(str(path), message)


def _refused(file: Path, message: str) -> InputError:
    hint = "Give a map that `routes build` made."
    return InputError([Mistake(Mark(str(file), 1), "page", message, hint)])
