"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

gazetteer_option = click.option(
    "--gazetteer",
    default="bundled",
    show_default=True,
    metavar="NAME",
    help="Where names are looked up: bundled (offline), or geopy:SERVICE, "
    "which sends the names to that service.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How results are printed.",
)


def cache_path() -> Path:
    """The file in which answers of online services are kept."""
    import platformdirs  # noqa: PLC0415  only online services need it

    return Path(platformdirs.user_cache_dir("reported-routes")) / "geocoder.sqlite"
