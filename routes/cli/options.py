"""Arguments and options that several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from routes.cli.terminal import clean
from routes.errors import GeocoderError, UsageError
from routes.gazetteers import Gazetteer, open_gazetteer
from routes.gazetteers.disclosure import ASK_BELOW
from routes.wording import count

BUNDLED = "bundled"

_SERVICE = "geopy:Nominatim"
"""Who is asked with --online when nobody is named: the one that needs no account."""

_SHOWN = 50
"""So many of the names that were sent are written out; of more, the number."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


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


def name(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """``value`` as `text` gives it: the callback of what must not be empty.

    Raises UsageError also for text without a letter, a digit or a sign.
    """
    texts: tuple[str, ...] = (value,) if isinstance(value, str) else value or ()
    if not all(map(str.strip, texts)):
        what = param.opts[0] if isinstance(param, click.Option) else "NAME"
        raise UsageError(f"{what} is empty: write something, or leave it out")
    return text(ctx, param, value)


strict_option = click.option(
    "--strict", is_flag=True, help="Write nothing when a place or a leg has an error."
)

profile_option = click.option(
    "--profile",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Who is to see it: anybody, without what may not be published; or the desk alone, with "
    "everything, and marked as not for publication.",
)

signed_option = click.option(
    "--signed",
    "is_signed",
    is_flag=True,
    help="Write only what two people signed with `routes sign`.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How results are printed.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where names are looked up, as the options of a command say.

    ``settings`` are options of the service as they were written, ``NAME=VALUE``.
    """

    gazetteer: str = BUNDLED
    online: bool = False
    ask_below: float | None = None
    settings: tuple[str, ...] = ()

    @property
    def service(self) -> str | None:
        """The service that may be asked, or None."""
        if ":" in self.gazetteer:
            return self.gazetteer
        return _SERVICE if self.online else None

    @contextmanager
    def opened(self) -> Iterator[Gazetteer]:
        """The gazetteer, closed at the end. Says on stderr which names were sent to whom.

        Raises UsageError where a service is named and --online is not given.
        """
        gazetteer = self._open()
        if self.service is None:
            with closing(gazetteer):
                yield gazetteer
            return
        click.echo(f"Online: names may be sent to {self.service}.", err=True)
        with closing(gazetteer):
            try:
                yield gazetteer
            finally:
                click.echo(_sent(self.service, gazetteer), err=True)

    def _open(self) -> Gazetteer:
        if not self.service:
            for option, given in (
                ("ask-below", self.ask_below is not None),
                ("service-option", bool(self.settings)),
            ):
                if given:
                    raise UsageError(f"--{option} says how a service is asked; add --online")
            return open_gazetteer(self.gazetteer)
        local = BUNDLED if self.service == self.gazetteer else self.gazetteer
        opened = open_gazetteer(
            local,
            online=self.service,
            ask_below=ASK_BELOW if self.ask_below is None else self.ask_below,
            cache_path=_cache_path(),
            options=_settings(self.settings),
            on_failure=_Failures(),
        )
        if not self.online:
            opened.close()
            raise UsageError(
                f"{self.service} is a service: it learns every name that it is asked for, and "
                "with that what you are working on. If that is all right, add --online."
            )
        return opened


def source(command: _Command) -> _Command:
    """Add the options that say where names are looked up; ``command`` gets a `Source`."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        chosen = Source(
            given.pop("gazetteer"),
            given.pop("online"),
            given.pop("ask_below"),
            given.pop("settings"),
        )
        return command(source=chosen, **given)

    for add in (_service_option, _ask_below_option, _online_option, _gazetteer_option):
        wrapped = add(wrapped)
    return wrapped  # type: ignore[return-value]


_gazetteer_option = click.option(
    "--gazetteer",
    default=BUNDLED,
    show_default=True,
    callback=text,
    metavar="NAME",
    help="Where names are looked up: bundled (offline), or geopy:SERVICE for what the bundled "
    "one is not sure of; a service needs --online.",
)
_online_option = click.option(
    "--online",
    is_flag=True,
    help=f"Allow names to be sent to a service ({_SERVICE} unless --gazetteer names one). "
    "The service then learns what you are looking for.",
)
_ask_below_option = click.option(
    "--ask-below",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="With --online: ask for names of which the bundled gazetteer is less sure than P, "
    f"0 to 1.  [default: {ASK_BELOW}]",
)
_service_option = click.option(
    "--service-option",
    "settings",
    multiple=True,
    callback=text,
    metavar="NAME=VALUE",
    help="With --online: an option of the service, as in domain=nominatim.example.org. Keys and "
    "passwords stand in the environment, as ROUTES_OPENCAGE_API_KEY.",
)


class _Failures:
    """Says on stderr that a service failed, once for each way in which it did."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, error: GeocoderError) -> None:
        message = str(error)
        if message not in self._said:
            self._said.add(message)
            click.echo(f"{message}. Went on with what the bundled gazetteer has.", err=True)


def _settings(given: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (equals and name.strip()):
            # Not repeated: it may be a key that was written without its name.
            raise UsageError(
                "--service-option takes NAME=VALUE, as in domain=nominatim.example.org"
            )
        found[name.strip()] = value
    return found


def _sent(service: str, gazetteer: Gazetteer) -> str:
    """Which names were sent, which were tried, and which were answered from what is kept."""
    asked, silent, kept, skipped = (
        tuple(getattr(gazetteer, told, ())) for told in ("asked", "unanswered", "kept", "skipped")
    )
    answered = [name for name in asked if name not in set(silent)]
    kept = tuple(name for name in kept if name not in set(asked))
    said = []
    if answered:
        number = count(len(answered), "name was", "names were")
        said.append(f"{number} sent to {service}: {_names(answered)}.")
    if silent:
        number = count(len(silent), "name")
        said.append(f"Tried to send {number} to {service}, without an answer: {_names(silent)}.")
    if not asked:
        said.append(f"Nothing was sent to {service}.")
    if skipped:
        number = count(len(skipped), "name was", "names were")
        said.append(f"{number} not sent any more, since {service} was given up: {_names(skipped)}.")
    if kept:
        said.append(f"{count(len(kept), 'name')} answered from the cache: {_names(kept)}.")
    return " ".join(said)


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{clean(name)}”" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else shown


def _cache_path() -> Path | None:
    """The file in which answers of online services are kept; None where no home is known."""
    import platformdirs  # noqa: PLC0415  only online services need it

    with suppress(RuntimeError):  # of some versions; others give a path that begins with ~
        path = Path(platformdirs.user_cache_dir("reported-routes")) / "geocoder.sqlite"
        if path.is_absolute():
            return path
    click.echo("Answers are not kept: no home folder is known.", err=True)
    return None
