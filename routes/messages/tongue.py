"""The languages of the interface, and which of several fits a reader. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ko": "한국어",
    "ru": "Русский",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "zh": "中文",
}
"""Tags of the interface's languages, each with its own name for itself."""


def fitting(tag: str, offered: Iterable[str]) -> str | None:
    """The tag among ``offered`` that fits ``tag`` best, or None.

    The same tag before one of the same language: "zh-Hant" fits "zh", and "pt" fits "pt-BR".
    """
    tags = list(offered)
    if tag in tags:
        return tag
    main = tag.partition("-")[0].casefold()
    return next((each for each in tags if each.partition("-")[0].casefold() == main), None)


def interface(tag: str) -> str:
    """The interface's language for a case that is written in ``tag``: English if there is none."""
    return fitting(tag, LANGUAGES) or "en"
