"""`routes report`: a folder with all that a report needs of one case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from routes import signoff
from routes.api import Atlas
from routes.cli import cases, options, report
from routes.cli.spared import spare
from routes.cli.terminal import clean
from routes.errors import UsageError
from routes.filenames import is_internal, safe_names
from routes.messages.tongue import LANGUAGES
from routes.model import Profile
from routes.report.manifest import Entry
from routes.report.parts import PARTS
from routes.wording import count


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001  what click calls it with
    """The tag after ``--language``. Raises UsageError for one that documents are not told in."""
    if value is not None and value not in LANGUAGES:
        raise UsageError(
            f"--language: reports are not told in {value!r}; choose from {', '.join(LANGUAGES)}"
        )
    return value


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the pack is to hold, and for whom it is."""

    language: str | None
    without: tuple[str, ...]
    profile: Profile
    is_signed: bool

    @property
    def parts(self) -> list[str]:
        return [part for part in PARTS if part not in self.without]

    def check(self) -> None:
        """Raise UsageError for what cannot be meant."""
        if not self.parts:
            raise UsageError("--without leaves every part out; leave one of them in")
        if self.is_signed and (self.language or self.profile == "internal"):
            raise UsageError(
                "--signed writes the public map as the case file asks for it; leave the others out"
            )


@click.command("report")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="Folder for the pack."
)
@click.option(
    "--language",
    metavar="TAG",
    callback=_language,
    help=f"Language of the whole pack: {', '.join(LANGUAGES)}. By default that of the case.",
)
@click.option(
    "--without",
    type=click.Choice(PARTS),
    multiple=True,
    help="Leave a part out; may be given more than once.",
)
@options.profile_option
@options.signed_option
@options.strict_option
@options.source
@options.format_option
def command(
    path: Path,
    output: Path,
    strict: bool,
    source: options.Source,
    form: str,
    **how: Any,
) -> int:
    """Write a folder with all that a report on CASE needs.

    The interactive map; a report for Word, for Quarto and as a page without scripts; figures for
    paper and slides; geodata and bibliographies; and a manifest with the hash of each file.

    A file of an older pack is replaced, any other is left alone. Exits with 1 when there is an
    error. A mistake in the case file: nothing is written. A place that was not found or is
    ambiguous: it is left out, which everything says; with --strict nothing is written. Exits with
    3 when a geocoding service or the disk failed.
    """
    wish = _Wish(**how)
    wish.check()
    if is_internal(path.stem):
        raise UsageError(
            f"{path}: its files would be called like internal ones; rename the case file"
        )
    (name,) = safe_names([path.stem], taken=["manifest"])
    spare(output / f"{name}.html", [path])
    built = cases.build([path], source, wish.profile)
    if built.may_be_written(strict=strict):
        ((_, atlas),) = built.atlases
        if wish.is_signed:
            signoff.check_signed(path, hashlib.sha256(atlas.html().encode()).hexdigest())
        _write(atlas, output, name, wish, form)
    return built.exit_code


def _write(atlas: Atlas, output: Path, name: str, wish: _Wish, form: str) -> None:
    from routes.figures.alone import stay_alone  # noqa: PLC0415  as below

    stay_alone()
    # Here and not at the top: what draws takes a second to import, and mistakes come first.
    from routes.report.pack import write  # noqa: PLC0415

    pack = write(atlas, output, name=name, language=wish.language, parts=wish.parts)
    for path in pack.strange:
        click.echo(clean(f"{output / path}: not of this pack, left alone"), err=True)
    for path in pack.kept:
        click.echo(clean(f"{output / path}: of an older pack, and changed since; kept"), err=True)
    for told in _lacks(pack.entries):
        click.echo(clean(told), err=True)
    if form == "json":
        report.print_json([str(path) for path in pack.written])
    else:
        click.echo("\n".join(str(path) for path in pack.written))


def _lacks(entries: Iterable[Entry]) -> Iterator[str]:
    """What files do not hold, each sentence once."""
    by_lack: dict[str, list[str]] = {}
    for entry in entries:
        for lack in entry.lacks:
            by_lack.setdefault(lack, []).append(entry.path)
    for lack, (first, *more) in by_lack.items():
        others = f" and {count(len(more), 'other file')}" if more else ""
        yield f"{first}{others}: {lack}"
