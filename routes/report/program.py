"""Which program wrote a document."""

from __future__ import annotations

from importlib.metadata import version

NAME = "reported-routes"


def program() -> str:
    """The version of this program."""
    return version(NAME)
