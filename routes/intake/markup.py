"""XML without what makes XML dangerous: no document type, no entities, no depth without end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from routes.errors import InputError
from routes.intake.caps import MOST_DEPTH, MOST_ELEMENTS
from routes.intake.wrong import wrong


class Reader:
    """Is told of each element, by its name without prefix; this one does nothing with it."""

    def start(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some of the text in the element that is open."""


def parse(data: bytes, name: str, key: str, reader: Reader) -> None:
    """Tell ``reader`` what is in ``data``; ``name`` and ``key`` are for messages.

    Nothing is ever fetched: where the parser would ask for another document, it is told of none.

    Raises InputError with the line for what is no XML, a document type (with it all entities but
    the five of XML), nesting deeper than `MOST_DEPTH` and more than `MOST_ELEMENTS` elements.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    state = _State(name, key, lambda: parser.CurrentLineNumber)
    parser.StartDoctypeDeclHandler = lambda *_: state.refuse("holds a document type (DOCTYPE).")
    parser.EntityDeclHandler = lambda *_: state.refuse("defines an entity.")
    parser.StartElementHandler = lambda tag, given: state.start(reader, tag, given)
    parser.EndElementHandler = lambda tag: state.end(reader, tag)
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, "it is damaged")
        raise wrong(name, error.lineno, key, f"is not XML: {what}.") from None
    except InputError:  # what a reader refuses
        raise
    except (ValueError, LookupError) as error:
        # An encoding that Python does not know, or that takes several bytes for a letter.
        raise wrong(name, 1, key, f"cannot be read: {error}.", "Save it as UTF-8.") from None


class _State:
    def __init__(self, name: str, key: str, line: Callable[[], int]) -> None:
        self._name, self._key, self._line = name, key, line
        self._depth = self._elements = 0

    def refuse(self, message: str) -> NoReturn:
        raise wrong(self._name, self._line(), self._key, message, "Leave it out.")

    def start(self, reader: Reader, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH:
            self.refuse(f"is nested deeper than {MOST_DEPTH} elements.")
        if self._elements > MOST_ELEMENTS:
            self.refuse(f"has more than {MOST_ELEMENTS:,} elements.")
        reader.start(tag.rpartition(":")[2], attributes, self._line())

    def end(self, reader: Reader, tag: str) -> None:
        self._depth -= 1
        reader.end(tag.rpartition(":")[2])
