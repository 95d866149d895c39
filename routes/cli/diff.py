"""`routes diff`: what changed between two states of a case, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click

from routes import api, casefile
from routes.atomic import write_text
from routes.changes import (
    Change,
    Known,
    Words,
    changes,
    grouped,
    headlines,
    own_ids,
    shown_now,
    stricter,
    told_today,
)
from routes.cli import cases, options, report
from routes.cli.named import check_name
from routes.cli.spared import spare
from routes.cli.terminal import wrap
from routes.errors import InputError, NotForPublication, UsageError
from routes.model import Atlas, Case, Finding, Profile
from routes.records import NOT_FOR_PUBLICATION
from routes.records.version import version_id

_PAGE = ".html"


@click.command("diff")
@click.argument("old", metavar="OLD", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "output",
    metavar="FILE.html",
    type=click.Path(path_type=Path),
    help="Write a page with the words that changed things, and print nothing but its name.",
)
@options.format_option
@options.profile_option
@options.source
def command(
    old: Path,
    new: Path,
    output: Path | None,
    form: str,
    profile: Profile,
    source: options.Source,
) -> int:
    """Say what changed between OLD and NEW, two states of one case.

    What a new report confirms, adds and contradicts; what was withdrawn; what is reported now and
    was our reading; what became closed; dates, places and quotes that changed. What matters most
    comes first.

    Both are compared as the public would see them by the rules of NEW: what NEW withholds is not
    told, although OLD told it. With --profile internal all is told, for the desk alone.

    Exits with 0 whether or not something changed, and with 1 when there is an error in a file.
    """
    if output is not None:
        _check_name(output, profile, form)
        spare(output, [old, new])
    compared = _internal(old, new, source) if profile == "internal" else _public(old, new, source)
    before, after, known, code = compared
    found = changes(before, after, known=known)
    if profile == "internal":
        click.echo(f"{NOT_FOR_PUBLICATION}.", err=True)
    if output is not None:
        from routes.webmap.changes_page import html  # noqa: PLC0415  only a page needs it

        write_text(output, html(found, before, after), private=profile == "internal")
        click.echo(str(output))
    elif form == "json":
        report.print_json(_as_data(found, before, after))
    else:
        text = _as_text(found, before, after)
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    return code


def _check_name(output: Path, profile: Profile, form: str) -> None:
    """Raise UsageError for what is no page, or is not called as what it holds has to be."""
    if form != "text":
        raise UsageError("-o writes a page: leave --format out, or leave -o out")
    if output.suffix.lower() != _PAGE:
        raise UsageError(f"-o: {output.name} is no page: write {output.stem or 'changes'}{_PAGE}")
    check_name(output, profile, nameless="changes")


_Compared = tuple[Atlas, Atlas, Known, int]


def _internal(old: Path, new: Path, source: options.Source) -> _Compared:
    """Both states with all that is in them."""
    built = cases.build([old, new], source, "internal", tell=_errors)
    (_, before), (_, after) = built.atlases
    return before, after, Known(), built.exit_code


def _errors(findings: Iterable[Finding], file: str) -> None:
    report.print_findings([each for each in findings if each.severity == "error"], file)


def _public(old: Path, new: Path, source: options.Source) -> _Compared:
    """Both states as anybody may see them by the rules of the new one.

    Raises InputError for mistakes in either, and for what may not be published of them.
    """
    case = casefile.read(old)
    ((_, got),) = cases.attempts([new], source)
    if isinstance(got, InputError):
        raise got
    if got.refusals:
        raise NotForPublication(got.refusals)
    _errors(got.findings, str(new))
    today, made = _drafted(case, got, source)
    if made.refusals:
        raise NotForPublication(made.refusals)
    before, after = made.atlas, got.atlas
    _errors(before.findings, str(old))
    known = Known(own_ids(today, before), own_ids(got.case, after), stricter(case, got.case, today))
    code = max(report.exit_code(each) for each in (got.findings, before.findings))
    return before, after, known, code


def _drafted(old: Case, new: cases.Made, source: options.Source) -> tuple[Case, api.Draft]:
    """The old state as it may be told today, and what is published of it."""
    with ExitStack() as opened:
        reference = opened.enter_context(options.Source().opened())
        looked_up = reference
        if source != options.Source():
            looked_up = opened.enter_context(source.opened())
        return told_today(
            old,
            new.case,
            partial(api.draft, gazetteer=looked_up, reference=reference),
            kept=[each.secret for each in new.kept],
            shown=shown_now(new.case, new.atlas),
        )


def _as_text(found: Sequence[Change], old: Atlas, new: Atlas) -> str:
    lines: list[str] = [NOT_FOR_PUBLICATION] if new.release.is_internal else []
    lines.append(f"What changed: {new.case.title}")
    blocks = ["\n".join(wrap(line) for line in lines)]
    blocks += [wrap(each) for each in headlines(found)]
    for title, some in grouped(found):
        blocks.append("\n\n".join([wrap(title), *map(_told, some)]))
    blocks.append(wrap(f"Compared: version {version_id(old)} with version {version_id(new)}."))
    return "\n\n".join(blocks) + "\n"


def _told(change: Change) -> str:
    lines = [wrap(change.sentence, first="   ", rest="     ")]
    said = [each.said for each in change.quotes]
    for word, value in (("before", change.before), ("now", change.after)):
        if value is not None and str(value) not in change.sentence and value not in said:
            lines.append(wrap(value, first=f"     {word}: ", rest="       "))
    lines += [wrap(each, first="     ", rest="       ") for each in map(_quoted, change.quotes)]
    return "\n".join(lines)


def _quoted(words: Words) -> str:
    said = f"“{words.said}”" if words.is_quote else words.said
    more = f" (“{words.translation}”)" if words.translation else ""
    return f"{words.by}: {said}{more}"


def _as_data(found: Sequence[Change], old: Atlas, new: Atlas) -> dict[str, Any]:
    marked = {"mark": NOT_FOR_PUBLICATION} if new.release.is_internal else {}
    return {
        **marked,
        "profile": new.release.profile,
        "old": version_id(old),
        "new": version_id(new),
        "headlines": list(headlines(found)),
        "changes": [asdict(each) for each in found],
    }
