"""`routes embed`: what to paste into another page so that it shows a map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click

from routes.cli import report
from routes.errors import InputError, Mark, Mistake, UsageError
from routes.webmap import embed
from routes.webmap.published import NotOurPage, Published, published

FORMATS = ("html", "markdown", "quarto", "jupyter", "json")
HEIGHTS = (240, 4000)

_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\\"<>^`{|}]")


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the map is to be shown. Of ``inline`` and ``still`` at most one is true."""

    src: str
    height: int
    inline: bool
    still: bool
    script: bool


def _address(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    """Only what a browser loads as a page: anything else could run as a script in the host."""
    if value is None:
        return None
    try:
        scheme = urlsplit(value).scheme
    except ValueError as error:
        raise UsageError(f"--src: {error}") from error
    if not value or _UNWRITABLE.search(value) or scheme not in ("", "http", "https"):
        raise UsageError(
            f"--src: {value!r} is not where a page is published; write an address that begins "
            "with https://, or the path from the page that will show the map"
        )
    return value


@click.command("embed")
@click.argument("file", metavar="FILE.html", type=click.Path(path_type=Path))
@click.option(
    "--src",
    metavar="URL",
    callback=_address,
    help="Where FILE will be published. Default: beside the page that shows it.",
)
@click.option(
    "--height",
    type=click.IntRange(*HEIGHTS),
    default=embed.HEIGHT,
    show_default=True,
    help="Pixels, until the map tells how high it is, and where the script is missing.",
)
@click.option("--srcdoc", "inline", is_flag=True, help="Put the whole page into the snippet.")
@click.option(
    "--picture", "still", is_flag=True, help="The still picture with a link, for a strict host."
)
@click.option(
    "--script/--no-script",
    default=True,
    help="With the script that lets the frame be as high as the map.  [default: with]",
)
@click.option(
    "--csp", is_flag=True, help="Print what the host's Content-Security-Policy has to allow."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="html",
    show_default=True,
    help="What the snippet is pasted into.",
)
def command(
    file: Path,
    src: str | None,
    height: int,
    inline: bool,
    still: bool,
    script: bool,
    csp: bool,
    form: str,
) -> int:
    """Print what to paste into another page so that it shows the map FILE.html.

    FILE.html is a map that `routes build` made. The snippet is a frame that can neither
    read nor change the page round it, and a short script that lets the frame be as high as
    the map. Paste the script once; it serves all maps of a page.

    Exits with 1 when FILE.html is not such a map.
    """
    if inline and still:
        raise UsageError("--srcdoc and --picture are two ways to show a map; leave one out")
    page = _read(file)
    asked = _Asked(src or _beside(file), height, inline, still, script and not still)
    if form == "json":
        report.print_json(_data(page, asked))
    elif csp:
        click.echo("\n".join(f"{name} {sources}" for name, sources in _policy(page, asked).items()))
    else:
        click.echo(_written(page, asked, form))
        _advise(asked, form)
    return 0


def _read(file: Path) -> Published:
    """The page in a file. Raises InputError for anything but a map of ours."""
    try:
        page = published(file.read_bytes().decode("utf-8"))
        if not page.is_internal:
            return page
        message, hint = "it is not for publication.", "Build it without --profile internal."
    except UnicodeDecodeError as error:
        message, hint = f"byte {error.start} is not UTF-8", "A map is; was the file changed?"
    except NotOurPage as error:
        message = str(error)
        hint = "Give a map that `routes build` made; an older one has to be built again."
    except OSError as error:
        message, hint = error.strerror or str(error), "Give the path of a map."
    raise InputError([Mistake(Mark(str(file), 1), "page", message, hint)])


def _beside(file: Path) -> str:
    """The address of a file for a page in the folder that the path begins at."""
    return quote(Path(file.name if file.is_absolute() else file).as_posix())


def _snippet(page: Published, asked: _Asked) -> str:
    if asked.still:
        return embed.figure(page, asked.src)
    if asked.inline:
        frame = embed.inline_frame(page.html, page.title, height=asked.height)
    else:
        frame = embed.linked_frame(asked.src, page.title, height=asked.height)
    return f"{frame}\n{embed.script_element()}" if asked.script else frame


def _policy(page: Published, asked: _Asked) -> Mapping[str, str]:
    if asked.still:
        return {}
    return embed.inline_policy(page) if asked.inline else embed.policy(asked.src)


def _written(page: Published, asked: _Asked, form: str) -> str:
    if form == "quarto":
        return f"```{{=html}}\n{_snippet(page, asked)}\n```"
    if form == "markdown":
        return f"\n{_snippet(page, asked)}\n"
    if form == "jupyter":
        return _cell(page, asked)
    return _snippet(page, asked)


def _cell(page: Published, asked: _Asked) -> str:
    """Python for a cell of a notebook."""
    if asked.inline:
        raise UsageError(
            "a notebook needs no --srcdoc: an atlas shows itself, whole; "
            'write routes.build("my-case.yaml") as the last line of a cell'
        )
    if asked.still:
        return f"from IPython.display import HTML\n\nHTML({embed.figure(page, asked.src)!r})"
    return embed.notebook_frame(asked.src, page.title, height=asked.height)


def _data(page: Published, asked: _Asked) -> dict[str, Any]:
    return {
        "title": page.title,
        "language": page.language,
        "src": None if asked.inline else asked.src,
        "height": None if asked.still else asked.height,
        "html": _snippet(page, asked),
        "script": embed.host_script() if asked.script else None,
        "csp": dict(_policy(page, asked)),
    }


def _advise(asked: _Asked, form: str) -> None:
    """What has to be done besides pasting, on stderr."""
    is_local = not urlsplit(asked.src).netloc
    if form == "quarto" and is_local and not asked.inline:
        click.echo(f"Write into the document's head: resources: [{asked.src}]", err=True)
    if not asked.inline and is_local and form != "quarto":
        click.echo(f"The page that shows the map has to find it at {asked.src}", err=True)
