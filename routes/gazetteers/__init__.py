"""Gazetteers: from a name as written to the places it may mean."""

from __future__ import annotations

from contextlib import ExitStack
from inspect import signature
from typing import TYPE_CHECKING, cast

from routes import plugins
from routes.errors import GeocoderError, UsageError
from routes.gazetteers.disclosure import ASK_BELOW
from routes.gazetteers.protocol import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["Gazetteer", "open_gazetteer"]


def open_gazetteer(
    spec: str = "bundled",
    *,
    online: str | None = None,
    ask_below: float = ASK_BELOW,
    cache_path: Path | None = None,
    options: Mapping[str, str] | None = None,
    on_failure: Callable[[GeocoderError], None] | None = None,
) -> Gazetteer:
    """The gazetteer that ``spec`` names: ``bundled``, ``geopy:Nominatim``, or a plug-in's.

    What stands before a colon is a plug-in of the family ``gazetteers``. One without a
    colon is opened with no arguments and sends nothing; one with a colon asks a service.
    With ``online``, a service, names go there only where ``spec`` finds no candidate of
    at least the confidence ``ask_below``: see ``Chain``, also for ``on_failure``.

    ``cache_path`` is the file in which answers of the service are kept (None keeps
    none); ``options`` are for the service, as text. Secrets are not taken here but from
    the environment, as in ``ROUTES_OPENCAGE_API_KEY``; the other options may stand there
    too. Nothing is asked of any service before the first lookup.

    Raises UnknownName, with the nearest name, when nothing is called so, and UsageError
    when a colon is missing or too many, for options without a service, for two services,
    and for an option that is missing, unknown, a secret, or has a wrong value.
    """
    if online is None:
        return _opened(spec, cache_path, options)
    if ":" in spec:
        raise UsageError(f"{spec} and {online} are two services: write bundled and one of them")
    from routes.gazetteers.chain import Chain  # noqa: PLC0415  only who goes online waits for it

    with ExitStack() as opened:
        then = _opened(_with_service(online), cache_path, options)
        opened.callback(then.close)
        first = _opened(spec, None, None)
        opened.callback(first.close)
        chain = Chain(first, then, ask_below=ask_below, on_failure=on_failure)
        opened.pop_all()  # closed by the chain from here on
    return chain


def _opened(spec: str, cache_path: Path | None, options: Mapping[str, str] | None) -> Gazetteer:
    name, colon, service = spec.partition(":")
    opener = cast("Callable[..., Gazetteer]", plugins.load("gazetteers", name))
    if colon:
        told: dict[str, object] = {"cache_path": cache_path}
        if options:
            _refuse_secrets(service, options)
            told["options"] = options
        if not _takes(opener, spec, cache_path=cache_path):
            raise UsageError(f"gazetteer {name!r} has no services to choose from: write {name}")
        if not _takes(opener, spec, **told):
            raise UsageError(f"gazetteer {name!r} takes no options")
        return opener(spec, **told)
    if not _takes(opener):
        raise UsageError(
            f"gazetteer {name!r} asks a service, and which is missing: "
            f"write {name}:SERVICE, as in geopy:Nominatim"
        )
    if options:
        raise UsageError(f"gazetteer {name!r} asks no service: options are for services")
    return opener()


def _with_service(online: str) -> str:
    """What is asked online must say which service, also where a plug-in would not need it."""
    if ":" not in online:
        raise UsageError(f"{online!r} is no service: write geopy:SERVICE, as in geopy:Nominatim")
    return online


def _refuse_secrets(service: str, options: Mapping[str, str]) -> None:
    from routes.gazetteers.options import is_secret, variable  # noqa: PLC0415  as above

    for name in filter(is_secret, options):
        raise UsageError(
            f"option {name} is a secret: set the environment variable {variable(service, name)}"
        )


def _takes(opener: Callable[..., Gazetteer], *args: object, **options: object) -> bool:
    try:
        signature(opener).bind(*args, **options)
    except TypeError:
        return False
    return True
