"""The cases that a command is given: which files are meant, and the atlases they give."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from routes import api, casefile
from routes.cli import options, report
from routes.errors import InputError, Mistake, UsageError
from routes.gazetteers.protocol import Gazetteer
from routes.intake.table import SUFFIXES
from routes.model import Case, Finding, Place, Profile, Toponym
from routes.publish import by_own_ids
from routes.publish.elsewhere import Elsewhere, Kept
from routes.publish.secrets import of_place, secrets
from routes.publish.texts import Secret
from routes.resolve.discreet import is_secret


@dataclass(frozen=True, slots=True)
class Made:
    """A case, its atlas, and what its author is told of it: by the ids of the case.

    With ``refusals`` the atlas may not be published; they say why. ``found`` are the places that
    a public atlas was made from, secrets among them, and ``kept`` is what it withholds.
    """

    case: Case
    atlas: api.Atlas
    findings: tuple[Finding, ...]
    refusals: tuple[Mistake, ...] = ()
    found: Mapping[str, Place] = field(default_factory=dict, repr=False)
    kept: tuple[Kept, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Built:
    """The atlas of each case file, and the exit code that the findings in them ask for.

    ``kept`` is what any of the cases withholds.
    """

    atlases: tuple[tuple[Path, api.Atlas], ...]
    exit_code: int
    kept: tuple[Kept, ...] = field(default=(), repr=False)

    def may_be_written(self, *, strict: bool) -> bool:
        """Whether to write results; says on stderr why not."""
        if strict and self.exit_code:
            click.echo("Nothing written: there are errors, and --strict was asked for.", err=True)
            return False
        return True


def files(paths: Iterable[Path]) -> list[Path]:
    """The case files meant by files and folders, in order, each once.

    Of a folder, all files in it that end like case files and are not hidden, but no tables,
    which are rarely cases and are to be named; what is in its folders is not meant. Raises
    UsageError for a folder without any, and OSError for one that cannot be looked into.
    """
    suffixes = [suffix for suffix in casefile.suffixes() if suffix not in SUFFIXES]
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


def build(
    files: Sequence[Path],
    source: options.Source,
    profile: Profile = "public",
    *,
    tell: Callable[[Iterable[Finding], str], None] = report.print_findings,
) -> Built:
    """Build all ``files`` and ``tell`` their findings: print them on stderr.

    Raises InputError with the mistakes of all files when one of them has any.
    """
    results = compared(attempts(files, source, profile))
    mistakes = [m for _, got in results for m in wrong_in(got)]
    if mistakes:
        raise InputError(mistakes)
    made = [(file, got) for file, got in results if isinstance(got, Made)]
    for file, each in made:
        tell(each.findings, str(file))
    code = max(report.exit_code(each.findings) for _, each in made)
    kept = tuple(kept for _, each in made for kept in each.kept)
    return Built(tuple((file, each.atlas) for file, each in made), code, kept)


def digest(atlas: api.Atlas) -> str:
    """The SHA-256 of the map page, in hexadecimal digits: what two people sign."""
    return hashlib.sha256(atlas.html().encode()).hexdigest()


def wrong_in(got: Made | InputError) -> tuple[Mistake, ...]:
    """Why there may be no map."""
    return got.mistakes if isinstance(got, InputError) else got.refusals


def compared(
    results: Iterable[tuple[Path, Made | InputError]],
) -> list[tuple[Path, Made | InputError]]:
    """The results of one run, each with what it tells that a case of the run withholds."""
    listed = list(results)
    kept = [kept for _, got in listed if isinstance(got, Made) for kept in got.kept]
    if not kept:
        return listed
    elsewhere = Elsewhere(kept)
    return [
        (file, _with(got, elsewhere.findings(got.case, got.atlas)))
        if isinstance(got, Made)
        else (file, got)
        for file, got in listed
    ]


def _with(made: Made, more: tuple[Finding, ...]) -> Made:
    return replace(made, findings=(*made.findings, *more))


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
    if profile == "internal":
        atlas = api.build(case, gazetteer=gazetteer, reference=reference, profile=profile)
        return Made(case, atlas, atlas.findings)
    made = api.draft(case, gazetteer=gazetteer, reference=reference)
    kept = tuple(Kept(str(file), each) for each in _secrets(case, made))
    return Made(case, made.atlas, by_own_ids(case, made.atlas), made.refusals, made.found, kept)


def _secrets(case: Case, made: api.Draft) -> tuple[Secret, ...]:
    """What a case withholds, in all the spellings that its texts were searched for."""

    def called(toponym: Toponym, *_: object) -> tuple[str, ...]:
        return made.called.get(toponym.id, ())

    places = {}
    for i, toponym in case.places.items():
        if is_secret(toponym):
            found = made.found.get(i)
            resolution = found.resolution if found else None
            places[i] = tuple(of_place(toponym, resolution, found, called))
    return secrets(case, places)
