"""The options of a service: from the caller and the environment, checked and converted.

An option is a parameter of geopy's class for the service (a key, ``domain``) or of its
``geocode`` (``language``, ``viewbox``). Secrets come from the environment, so that they
stand in no shell history, no log and no file of a case.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from geopy.point import Point

from routes import plugins
from routes.errors import UsageError

__all__ = ["Options", "is_secret", "options_for", "variable"]

_SECRET = ("key", "token", "secret", "password", "user", "auth", "app_", "client_id")
_PLAIN = ("auth_domain", "token_lifetime", "user_agent", "user_location")
# Set by this package for every service, or by the parameters of a lookup.
_OURS = (
    *("self", "query", "timeout", "adapter_factory", "exactly_one", "addressdetails"),
    *("limit", "max_results", "maxresults", "maximum_responses", "candidates"),
    *("country", "countries", "country_codes"),
)
_ONLY_PYTHON = ("components", "filtering", "proxies", "ssl_context")
_WAYS = ("proxies", "ssl_context")  # how a service is reached; a proxy may have a password
_BOXES = ("bbox", "boundary_rect", "bounds", "mapview", "viewbox")
_POINTS = ("at", "location", "location_bias", "proximity", "user_location")
# geopy's default is False, and yet what they take is text.
_TEXTS = ("language", "additional_data")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class Options(NamedTuple):
    """What geopy's class is made with, and what its ``geocode`` is asked with."""

    made: dict[str, object]
    asked: dict[str, object]

    @property
    def shown(self) -> dict[str, object]:
        """All that are no secret and count for the answer."""
        both = self.made | self.asked
        return {n: v for n, v in both.items() if not is_secret(n) and n not in _WAYS}


def variable(service: str, option: str) -> str:
    """The environment variable of an option: ``ROUTES_OPENCAGE_API_KEY``."""
    return f"ROUTES_{service}_{option}".upper()


def is_secret(option: str) -> bool:
    """Whether what this option holds must not be shown, kept, or given on a command line."""
    return option not in _PLAIN and any(part in option.lower() for part in _SECRET)


def options_for(kind: Any, given: Mapping[str, object], environ: Mapping[str, str]) -> Options:
    """The options for geopy's class ``kind``; what is ``given`` wins over the environment.

    Text is converted: a number or true/false where geopy wants one, a point from
    ``lon,lat`` and a box from ``west,south,east,north``, in degrees on WGS 84.

    Raises UnknownName, with the nearest, for an option or a variable that the service
    does not have, and UsageError for a value that cannot be converted or an option that
    is missing. No message holds a value.
    """
    service = kind.__name__
    makes, asks = _parameters(kind), _parameters(kind.geocode)
    known = sorted(makes.keys() | asks.keys())
    found: dict[str, object] = dict(_from_environment(service, known, environ))
    for name in given:
        if name not in known:
            raise plugins.unknown(f"option of {service}", name, known)
    found |= given
    defaults = {**asks, **makes}
    values = {n: _converted(service, n, v, defaults[n].default) for n, v in found.items()}
    missing = [n for n, p in makes.items() if p.default is p.empty and n not in values]
    if missing:
        raise UsageError(f"{service} needs {_named(service, missing)}")
    return Options(
        {n: v for n, v in values.items() if n in makes},
        {n: v for n, v in values.items() if n not in makes},
    )


def _named(service: str, options: list[str]) -> str:
    """Where to put options: secrets into the environment, others anywhere."""
    return "; ".join(
        f"{each}: set the environment variable {variable(service, each)}"
        + ("" if is_secret(each) else f", or give the option {each}")
        for each in options
    )


def keys_of(kind: Any) -> str:
    """What to say of a service that geopy does not make without a key, in words."""
    secrets = [n for n in _parameters(kind) if is_secret(n)]
    return f"one of {', '.join(variable(kind.__name__, each) for each in secrets)}"


def _parameters(of: Any) -> dict[str, inspect.Parameter]:
    takes = inspect.signature(of).parameters
    return {name: each for name, each in takes.items() if name not in _OURS}


def _from_environment(service: str, known: list[str], environ: Mapping[str, str]) -> dict[str, str]:
    variables = {variable(service, n): n for n in known if n not in _ONLY_PYTHON}
    start = variable(service, "")
    found = {}
    for name, value in environ.items():
        if not name.startswith(start) or not value:
            continue
        if name not in variables:
            raise plugins.unknown("environment variable", name, sorted(variables))
        found[variables[name]] = value
    return found


def _converted(service: str, name: str, value: object, default: object) -> object:
    if not isinstance(value, str):
        return value
    if name in _ONLY_PYTHON:
        raise UsageError(f"option {name} of {service} can only be given from Python")
    try:
        return _read(name, value.strip(), default)
    except (ValueError, KeyError):
        # ``from None``: the value may be a secret in the wrong place.
        raise UsageError(f"option {name} of {service} must be {_wanted(name, default)}") from None


def _read(name: str, text: str, default: object) -> object:
    if name in _BOXES:
        west, south, east, north = _numbers(text, (180, 90, 180, 90))
        return [_point(west, south), _point(east, north)]
    if name in _POINTS:
        return _point(*_numbers(text, (180, 90)))
    if isinstance(default, bool) and name not in _TEXTS:
        return _TRUTH[text.lower()]
    if isinstance(default, int) and name not in _TEXTS:
        return int(text)
    return text


def _wanted(name: str, default: object) -> str:
    if name in _BOXES:
        return "west,south,east,north in degrees"
    if name in _POINTS:
        return "lon,lat in degrees"
    return "true or false" if isinstance(default, bool) else "a whole number"


def _point(lon: float, lat: float) -> Point:
    """A point of geopy's, which has latitude first."""
    return Point(lat, lon)


def _numbers(text: str, limits: tuple[float, ...]) -> tuple[float, ...]:
    numbers = tuple(float(part) for part in text.split(","))
    if len(numbers) != len(limits):
        raise ValueError
    if not all(
        math.isfinite(n) and abs(n) <= limit for n, limit in zip(numbers, limits, strict=True)
    ):
        raise ValueError
    return numbers
