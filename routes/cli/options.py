"""Arguments and options that several commands share."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from routes.errors import UsageError
from routes.gazetteers import Gazetteer, open_gazetteer

BUNDLED = "bundled"


def text(
    ctx: click.Context,  # noqa: ARG001  what click calls it with
    param: click.Parameter,  # noqa: ARG001
    value: Any,
) -> Any:
    """``value`` as it is: the callback of what is looked up or sent somewhere.

    Raises UsageError for bytes that are not text.
    """
    texts: tuple[str, ...] = (value,) if isinstance(value, str) else value or ()
    for each in texts:
        if any("\ud800" <= char <= "\udfff" for char in each):
            raise UsageError(
                f"{each!r} holds bytes that are not text in {sys.getfilesystemencoding()}, the "
                "encoding that is set here; set the one they are in, as with LC_ALL=C.UTF-8"
            )
    return value


gazetteer_option = click.option(
    "--gazetteer",
    default=BUNDLED,
    show_default=True,
    callback=text,
    metavar="NAME",
    help="Where names are looked up: bundled (offline), or geopy:SERVICE, "
    "which sends the names to that service.",
)

strict_option = click.option(
    "--strict", is_flag=True, help="Write nothing when a place or a leg has an error."
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How results are printed.",
)


def opened(gazetteer: str) -> closing[Gazetteer]:
    """The gazetteer of that name, to be used in a ``with``, which closes it."""
    online = ":" in gazetteer
    return closing(open_gazetteer(gazetteer, cache_path=_cache_path() if online else None))


def _cache_path() -> Path:
    """The file in which answers of online services are kept."""
    import platformdirs  # noqa: PLC0415  only online services need it

    return Path(platformdirs.user_cache_dir("reported-routes")) / "geocoder.sqlite"
