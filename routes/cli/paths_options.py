"""What the options of `routes alternatives` say of the paths that are wanted."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import click

from routes.cli import options
from routes.errors import UsageError
from routes.model.alternative import MAX_COUNT, MAX_HOURS
from routes.model.source import When

_Command = TypeVar("_Command", bound=Callable[..., Any])

MODES = ("rail", "road", "sea", "air", "any")
UN = "un"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say of the paths that are wanted, as it was written."""

    mode: str
    via: tuple[str, ...]
    avoid: tuple[str, ...]
    count: int
    when: When | None
    opened: tuple[str, ...]
    hours: float | None
    worldview: str

    @property
    def settings(self) -> Mapping[str, Any]:
        """What the networks were looked at with, and no case can say."""
        return {"open": list(self.opened), "worldview": self.worldview}


def _when(ctx: click.Context, param: click.Parameter, value: str | None) -> When | None:  # noqa: ARG001
    if value is None:
        return None
    from routes.casefile.dates import parse  # noqa: PLC0415  only where a date is given
    from routes.casefile.wrong import WrongValueError  # noqa: PLC0415

    try:
        return parse(value)
    except WrongValueError as error:
        raise UsageError(f"--when: {error.message} {error.hint or ''}".rstrip()) from error


def _hours(ctx: click.Context, param: click.Parameter, value: float | None) -> float | None:  # noqa: ARG001
    if value is not None and not math.isfinite(value):
        raise UsageError(f"--hours: {value} is no time; write hours, as in 24")
    return value


def asking(command: _Command) -> _Command:
    """Add the options that say what is wanted; ``command`` gets them as one."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        asked = Asked(**{each.name: given.pop(each.name) for each in fields(Asked)})
        return command(asked=asked, **given)

    for add in reversed(_OPTIONS):
        wrapped = add(wrapped)
    return wrapped  # type: ignore[return-value]


_OPTIONS = (
    click.option(
        "--by",
        "mode",
        required=True,
        type=click.Choice(MODES),
        help="The network; any is rail and road, with changes in towns.",
    ),
    click.option(
        "--via",
        multiple=True,
        metavar="PLACE",
        callback=options.name,
        help="A place to go through; several are gone through in the order given.",
    ),
    click.option(
        "--avoid",
        multiple=True,
        metavar="CC,...",
        callback=options.name,
        help="Countries to keep out of: ISO codes or names. By sea also straits and canals.",
    ),
    click.option(
        "-k",
        "--count",
        default=3,
        show_default=True,
        type=click.IntRange(0, MAX_COUNT),
        help="So many paths besides the best, at most; 0 for the best alone.",
    ),
    click.option(
        "--when",
        metavar="DATE",
        callback=_when,
        help="Borders and links as they were then: 2016, 2016-07 or 2016-07-15. "
        "[default: as they are now, as far as the data goes]",
    ),
    click.option(
        "--open",
        "opened",
        multiple=True,
        metavar="CLOSURE",
        callback=options.name,
        help="Take this closed border, crossing, link or passage for open.",
    ),
    click.option(
        "--hours",
        type=click.FloatRange(0, MAX_HOURS, min_open=True),
        metavar="N",
        callback=_hours,
        help="Instead of paths to TO: how far one gets from FROM in N hours.",
    ),
    click.option(
        "--worldview",
        default=UN,
        show_default=True,
        metavar="VIEW",
        callback=options.name,
        help="To which state disputed areas are counted.",
    ),
)
