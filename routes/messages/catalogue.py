"""Catalogues of translated sentences: gettext PO files, read with Babel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from routes.errors import ArtefactError


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English sentence; a tuple has the forms of the plural.

    ``files`` has those that say each sentence.
    """

    language: str
    sentences: Mapping[str, str | tuple[str, ...]]
    files: Mapping[str, tuple[str, ...]]

    def said_in(self, ending: str) -> Iterator[str]:
        """The sentences, in English, of files whose names end so; translated or not."""
        for english, files in self.files.items():
            if any(name.endswith(ending) for name in files):
                yield english


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of `routes.messages.tongue.LANGUAGES` but English.

    Sentences are found under their English, those that count under its plural. What is not
    translated or marked as fuzzy is not in it. Raises ArtefactError when the file cannot be read.
    """
    entries = [message for message in parsed(language) if message.id]
    return Catalogue(
        language,
        {_key(entry): _told(entry) for entry in entries if is_translated(entry)},
        {_key(entry): tuple(name for name, _ in entry.locations) for entry in entries},
    )


def parsed(language: str) -> Catalog:
    """The PO file of ``language`` as it stands. Raises ArtefactError."""
    file = resources.files(__package__).joinpath("catalogues", f"{language}.po")
    try:
        with file.open("rb") as opened:
            return read_po(opened, locale=language, abort_invalid=True)
    except (OSError, UnicodeDecodeError, PoFileError) as error:
        raise ArtefactError(f"the catalogue {language}.po cannot be read: {error}") from error


def _key(message: Message) -> str:
    """English that counts stands under its plural, as the scripts and `Sentence` have it."""
    return message.id[1] if isinstance(message.id, tuple | list) else message.id


def forms(message: Message) -> tuple[str, ...]:
    """The translation of a message, or that of each form of the plural; empty for none."""
    told = message.string
    return (told,) if isinstance(told, str) else tuple(told or ())


def _told(message: Message) -> str | tuple[str, ...]:
    return forms(message) if isinstance(message.id, tuple | list) else forms(message)[0]


def is_translated(message: Message) -> bool:
    """Whether every form of a message has a translation that nobody need look at again."""
    told = forms(message)
    return bool(told) and all(told) and not message.fuzzy
