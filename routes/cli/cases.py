"""The cases that a command is given: which files are meant, and the atlases they give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click

from routes import api, casefile, signoff
from routes.cli import options, report
from routes.errors import InputError, UsageError
from routes.gazetteers.protocol import Gazetteer
from routes.model import Finding, Profile
from routes.publish import by_own_ids


@dataclass(frozen=True, slots=True)
class Made:
    """An atlas, and what its author is told of it: by the ids of the case, which are no others'."""

    atlas: api.Atlas
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """The atlas of each case file, and the exit code that the findings in them ask for."""

    atlases: tuple[tuple[Path, api.Atlas], ...]
    exit_code: int

    def may_be_written(self, *, strict: bool) -> bool:
        """Whether to write results; says on stderr why not."""
        if strict and self.exit_code:
            click.echo("Nothing written: there are errors, and --strict was asked for.", err=True)
            return False
        return True


def files(paths: Iterable[Path]) -> list[Path]:
    """The case files meant by files and folders, in order, each once.

    Of a folder, all files in it that end like case files and are not hidden; what is in
    its folders is not meant. Raises UsageError for a folder without any, and OSError for
    one that cannot be looked into.
    """
    suffixes = casefile.suffixes()
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [p for p in sorted(path.iterdir()) if p.suffix.lower() in suffixes]
        inside = [p for p in inside if not p.name.startswith(".") and not p.is_dir()]
        if not inside:
            kinds = ", ".join(f"*{suffix}" for suffix in suffixes)
            raise UsageError(f"{path}: no case files ({kinds}) in this folder")
        found += inside
    return list(dict.fromkeys(found))


def build(files: Sequence[Path], source: options.Source, profile: Profile = "public") -> Built:
    """Build all ``files`` and print their findings on stderr.

    Raises InputError with the mistakes of all files when one of them has any.
    """
    results = list(attempts(files, source, profile))
    mistakes = [m for _, got in results if isinstance(got, InputError) for m in got.mistakes]
    if mistakes:
        raise InputError(mistakes)
    made = [(file, got) for file, got in results if isinstance(got, Made)]
    for file, each in made:
        report.print_findings(each.findings, str(file))
    code = max(report.exit_code(each.findings) for _, each in made)
    return Built(tuple((file, each.atlas) for file, each in made), code)


def attempts(
    files: Sequence[Path], source: options.Source, profile: Profile = "public"
) -> Iterator[tuple[Path, Made | InputError]]:
    """The atlas of each case file, or what is wrong in the file; progress is on stderr.

    Gazetteers are opened once for all files, and closed when the last one is done.
    """
    with ExitStack() as opened:
        reference = opened.enter_context(options.Source().opened())
        looked_up = reference
        if source != options.Source():
            looked_up = opened.enter_context(source.opened())
        for number, file in enumerate(files, 1):
            if len(files) > 1:
                click.echo(f"[{number}/{len(files)}] {file}", err=True)
            try:
                yield file, _built(file, looked_up, reference, profile)
            except InputError as error:
                yield file, error


def _built(file: Path, gazetteer: Gazetteer, reference: Gazetteer, profile: Profile) -> Made:
    """The atlas of a case file; a public one is held against what was signed before."""
    case = casefile.read(file)
    atlas = api.build(case, gazetteer=gazetteer, reference=reference, profile=profile)
    if profile == "internal":
        return Made(atlas, atlas.findings)
    signoff.check(case, atlas, file)
    return Made(atlas, by_own_ids(case, atlas))
