"""`routes build`: cases in, maps out."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from routes import api, signoff
from routes.atomic import write_text
from routes.cli import cases, options, report
from routes.cli.spared import spare
from routes.errors import OutputError, UsageError
from routes.filenames import INTERNAL, is_internal, safe_names
from routes.messages.tongue import LANGUAGES
from routes.model import Profile
from routes.records import sentence
from routes.webmap.projecting import KINDS


def _languages(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:  # noqa: ARG001  what click calls it with
    """The tags that ``--language`` names. Raises UsageError for one that the page lacks."""
    if value is None:
        return ()
    tags = [tag.strip() for tag in value.split(",")]
    for tag in tags:
        if tag not in LANGUAGES:
            raise UsageError(
                f"--language: the page does not speak {tag!r}; it speaks {', '.join(LANGUAGES)}"
            )
    return tuple(dict.fromkeys(tags))


@dataclass(frozen=True, slots=True)
class _Look:
    """How the maps are to be, and for whom."""

    languages: tuple[str, ...]
    projection: str | None
    profile: Profile
    is_signed: bool

    @property
    def is_private(self) -> bool:
        return self.profile == "internal"

    @property
    def ending(self) -> str:
        """An internal map has a name of its own: it neither replaces nor is taken for another."""
        return f"{INTERNAL}.html" if self.is_private else ".html"


@click.command("build")
@click.argument(
    "paths", metavar="CASES...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Directory for the maps."
)
@click.option(
    "--language",
    "languages",
    metavar="TAG[,TAG...]",
    callback=_languages,
    help=f"Languages of the maps, first the one they open in: {', '.join(LANGUAGES)}."
    " By default those of each case.",
)
@click.option(
    "--projection",
    type=click.Choice(KINDS),
    help="Projection of the maps, whatever their case files ask for. 'auto' lets the extent of"
    " each case decide between the first two; Mercator's is drawn only on request.",
)
@options.profile_option
@options.signed_option
@options.strict_option
@options.source
@options.format_option
def command(
    paths: tuple[Path, ...],
    output: Path,
    strict: bool,
    source: options.Source,
    form: str,
    **how: Any,
) -> int:
    """Build one interactive map per case.

    CASES are case files, or directories of them. With several cases an index.html lists
    the maps.

    Exits with 1 when there is an error. A mistake in a file: nothing is written. A place
    that was not found or is ambiguous: it is left out of the map, which says so; with
    --strict nothing is written. Exits with 3 when a geocoding service or the disk failed.
    """
    look = _Look(**how)
    if look.is_signed and (look.languages or look.projection or look.is_private):
        raise UsageError(
            "--signed writes the public map as the case file asks for it; leave the others out"
        )
    files = cases.files(paths)
    names = _names(files)
    for name in (*names.values(), "index"):
        spare(output / f"{name}{look.ending}", files)
    built = cases.build(files, source, look.profile)
    if built.may_be_written(strict=strict):
        pages = _pages(built.atlases, names, look, with_index=len(files) > 1)
        written = _written(pages, output, look)
        if form == "json":
            report.print_json([str(path) for path in written])
        else:
            click.echo("\n".join(str(path) for path in written))
    return built.exit_code


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """The name of the map of each file, good on every system.

    Raises UsageError where two files have the same name, and for the name of an internal map.
    """
    stems: dict[str, Path] = {}
    for file in files:
        if is_internal(file.stem):
            raise UsageError(
                f"{file}: its map would be called like an internal one; rename the case file"
            )
        other = stems.setdefault(unicodedata.normalize("NFC", file.stem), file)
        if other is not file:
            raise UsageError(f"{file} and {other} would both write {file.stem}.html")
    return dict(zip(files, safe_names([f.stem for f in files], taken=["index"]), strict=True))


def _pages(
    atlases: Iterable[tuple[Path, api.Atlas]],
    names: Mapping[Path, str],
    look: _Look,
    *,
    with_index: bool,
) -> dict[str, str]:
    """The pages by the names of their files."""
    # Here and not at the top: folium takes 0.4 s to import, and mistakes come first.
    from routes.webmap.compose import compose  # noqa: PLC0415
    from routes.webmap.page import Entry, html, index  # noqa: PLC0415
    from routes.webmap.picture import picture  # noqa: PLC0415

    pages: dict[str, str] = {}
    entries: list[Entry] = []
    for file, atlas in atlases:
        payload = compose(atlas, languages=look.languages, projection=look.projection)
        name = f"{names[file]}{look.ending}"
        pages[name] = html(payload)
        if look.is_signed:
            signoff.check_signed(file, hashlib.sha256(pages[name].encode()).hexdigest())
        if with_index:
            entries.append(
                Entry(
                    href=name,
                    title=payload["title"],
                    question=payload["question"],
                    summary=sentence(atlas),
                    picture=picture(payload),
                )
            )
    if with_index:
        language = look.languages[0] if look.languages else "en"
        pages[f"index{look.ending}"] = index(entries, language, profile=look.profile)
    return pages


def _written(pages: Mapping[str, str], output: Path, look: _Look) -> list[Path]:
    """Write the pages into the folder: none of them, unless all could be made."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(output), error.strerror or str(error)) from error
    for name, text in pages.items():
        write_text(output / name, text, private=look.is_private, inside=output)
    return [output / name for name in pages]
