"""Straits and canals at sea: what they are called, and who runs them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


def passage_name(key: str) -> str:
    """What a strait or a canal is called, by the word for it in the data of sea lanes."""
    return _passages().get(key, {}).get("name", key.replace("_", " ").title())


def is_avoided(key: str, avoid: frozenset[str]) -> bool:
    """Whether a strait or a canal is to be avoided: by its word, or with the state that runs it."""
    return key in avoid or _passages().get(key, {}).get("state") in avoid


@cache
def _passages() -> Mapping[str, Mapping[str, str]]:
    text = resources.files(__package__).joinpath("passages.toml").read_text("utf-8")
    return tomllib.loads(text)
