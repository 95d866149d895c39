"""Starts Python with another clock and folders in another order.

Its text becomes ``sitecustomize.py`` of a world in `test_reproducible`; it imports nothing of
the package. ``ANOTHER_CLOCK`` is how many seconds the clock is wrong, ``ANOTHER_ORDER`` says
that folders list their files the other way round.
"""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from types import ModuleType
from typing import Any

_WRONG_S = float(os.environ.get("ANOTHER_CLOCK", "0"))
_PATCHED = ("routes", "folium", "branca", "jinja2", "babel")
_time, _localtime, _gmtime = time.time, time.localtime, time.gmtime
_listdir, _scandir = os.listdir, os.scandir


class _Moment(datetime.datetime):
    __slots__ = ()  # as large as the real one: compiled modules look

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.datetime.fromtimestamp(time.time(), tz)

    today = now

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(datetime.UTC).replace(tzinfo=None)


class _Day(datetime.date):
    __slots__ = ()

    @classmethod
    def today(cls) -> Any:
        return datetime.date.fromtimestamp(time.time())  # noqa: DTZ012  so does the real one


class _Reversed:
    def __init__(self, path: Any) -> None:
        with _scandir(path) as found:
            self._found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Iterator[Any]:
        return self._found

    def __next__(self) -> Any:
        return next(self._found)

    def __enter__(self) -> _Reversed:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    close = __exit__


if _WRONG_S:
    time.time = lambda: _time() + _WRONG_S
    time.time_ns = lambda: int(time.time() * 1e9)
    time.localtime = lambda seconds=None: _localtime(time.time() if seconds is None else seconds)
    time.gmtime = lambda seconds=None: _gmtime(time.time() if seconds is None else seconds)
    _load = SourceFileLoader.exec_module

    def _loaded(loader: SourceFileLoader, module: ModuleType) -> None:
        """Give a module of Python our classes. Compiled ones, as those of pandas, crash on them."""
        _load(loader, module)
        for name, value in list(vars(module).items()):
            if value is datetime.datetime or value is datetime.date:
                setattr(module, name, _Moment if value is datetime.datetime else _Day)

    def _looking(loader: SourceFileLoader, module: ModuleType) -> None:
        (_loaded if module.__name__.startswith(_PATCHED) else _load)(loader, module)

    SourceFileLoader.exec_module = _looking  # type: ignore[method-assign]

if os.environ.get("ANOTHER_ORDER"):
    os.listdir = lambda *args: sorted(_listdir(*args), reverse=True)
    os.scandir = lambda path=".": _Reversed(path)
