"""A payload whose texts can be told in several languages becomes one that speaks them.

The page's own language stands in the payload itself. For every further one the payload carries
a `Tongue`: only what differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, cast

from routes.casefile.countries import code_named
from routes.messages import Name, Text, say, territory
from routes.messages.speaker import Speaker
from routes.messages.tongue import fitting, interface
from routes.model import Case
from routes.webmap.article import article
from routes.webmap.payload_types import Payload
from routes.webmap.reader_types import Patch, Tongue

Names = Mapping[str, Mapping[str, str]]
"""What places are called, by language and by what the case calls them."""

SPOKEN = ("aria-label", "data-label", "title")
"""Attributes that are told to readers; ``languages.js`` has the same ones."""

_UNSPOKEN = frozenset({"arcs", "languages", "messages", "tongues", "view", "scales"})
"""Parts of a payload without a text."""


def offered(case: Case) -> tuple[str, ...]:
    """The languages of the page that a case asks for, the page's own first."""
    return tuple(dict.fromkeys([interface(case.language), *case.languages]))


def spoken(raw: Payload, languages: Sequence[str], names: Names | None = None) -> Payload:
    """``raw`` in the first of ``languages``, with a `Tongue` for each of the others.

    Raises ArtefactError when a catalogue cannot be read.
    """
    names = names or {}
    first, *others = (Speaker(tag, names.get(tag)) for tag in dict.fromkeys(languages))
    _name_countries(raw)
    told = cast("Payload", _told(raw, first))
    told["languages"] = [first.language, *(each.language for each in others)]
    told["foreign"] = _foreign(raw, first)
    told["messages"] = messages(first.language)
    told["tongues"] = {each.language: _tongue(raw, told, each) for each in others}
    return told


def told_otherwise(payload: Payload) -> dict[str, list[str]]:
    """By what the page's own language says what its other languages say in its place."""
    found: dict[str, list[str]] = {}
    for tongue in payload["tongues"].values():
        for path, text in _leaves(tongue["payload"]):
            found.setdefault(_at(payload, path), []).append(text)
    return found


def _leaves(patch: Patch) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in patch.items():
        if isinstance(value, str):
            yield (key,), value
        else:
            yield from (((key, *path), text) for path, text in _leaves(value))


def messages(language: str) -> dict[str, str | list[str]]:
    """What the scripts of the page say, by their English; plurals have all their forms."""
    if language == "en":
        return {}
    from routes.messages.catalogue import catalogue  # noqa: PLC0415  English needs no Babel

    entries = catalogue(language)
    said = {english: entries.sentences.get(english) for english in entries.said_in(".js")}
    return {
        english: told if isinstance(told, str) else list(told)
        for english, told in said.items()
        if told is not None
    }


def _name_countries(raw: Payload) -> None:
    for label in raw["basemap"]["labels"]:
        code = code_named(label["name"])
        if code is not None:
            label["name"] = territory(code, str(label["name"]))


def _told(raw: Any, speaker: Speaker) -> Any:
    """A copy of ``raw`` as plain values, told by ``speaker``."""
    if isinstance(raw, str):
        return speaker.tell(raw)
    if isinstance(raw, dict):
        return {key: _told(value, speaker) for key, value in raw.items()}
    if isinstance(raw, list | tuple):
        return [_told(value, speaker) for value in raw]
    return raw


def _texts(raw: Any) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Every text in ``raw`` and the keys that lead there."""
    if isinstance(raw, Text):
        yield (), raw
    elif isinstance(raw, dict | list | tuple):
        items = raw.items() if isinstance(raw, dict) else enumerate(raw)
        for key, value in items:
            if isinstance(value, Text | dict | list | tuple):
                yield from (((str(key), *path), text) for path, text in _texts(value))


def _all_texts(raw: Payload) -> Iterator[tuple[tuple[str, ...], Text]]:
    return _texts({key: value for key, value in raw.items() if key not in _UNSPOKEN})


def _put(patch: Patch, path: tuple[str, ...], text: str) -> None:
    for key in path[:-1]:
        patch = cast("Patch", patch.setdefault(key, {}))
    patch[path[-1]] = text


def _foreign(raw: Payload, speaker: Speaker) -> Patch:
    """Which texts are in another language than that of ``speaker``, and in which."""
    patch: Patch = {}
    for path, text in _all_texts(raw):
        tag = speaker.language_of(text) or _tag_of_name(text, raw["language"], speaker)
        if tag is not None:
            _put(patch, path, tag)
    return patch


def _tag_of_name(text: Text, language: str, speaker: Speaker) -> str | None:
    """The language of a case, for a name in it that readers of another one have no word for."""
    if not isinstance(text, Name) or text in speaker.names:
        return None
    return None if fitting(speaker.language, [language]) else language


def _tongue(raw: Payload, first: Payload, speaker: Speaker) -> Tongue:
    patch: Patch = {}
    known: dict[str, str] = {}
    own = Speaker(first["languages"][0])
    for path, text in _all_texts(raw):
        before, told = _at(first, path), speaker.tell(text)
        if before != told:
            _put(patch, path, told)
            known.setdefault(before, told)
    return {
        "messages": messages(speaker.language),
        "payload": patch,
        "shell": {**_shell(own, speaker), **_article(raw, first, speaker, known)},
        "foreign": _foreign(raw, speaker),
    }


def _at(payload: Any, path: tuple[str, ...]) -> str:
    for key in path:
        payload = payload[int(key) if isinstance(payload, list) else key]
    return cast("str", payload)


def _article(
    raw: Payload, first: Payload, speaker: Speaker, known: Mapping[str, str]
) -> dict[str, str]:
    """Texts of the article that are told otherwise, without those that the payload gives."""
    again = cast("Payload", _told(raw, speaker))
    again["languages"] = [speaker.language]
    pairs = zip(pieces(article(first)), pieces(article(again)), strict=True)
    return {before: after for before, after in pairs if known.get(before, before) != after}


def _shell(own: Speaker, speaker: Speaker) -> dict[str, str]:
    """Texts of the page around map and article."""
    from routes.messages.catalogue import catalogue  # noqa: PLC0415  one of the two is not English

    entries = catalogue(own.language if speaker.language == "en" else speaker.language)
    said = [say(english) for english in entries.said_in("page.html")]
    return {own.tell(text): speaker.tell(text) for text in said}


class _Pieces(HTMLParser):
    """Collects what of a page is read: its texts and the attributes that are told."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(data.strip())


def pieces(html: str) -> list[str]:
    """The texts of ``html`` in their order, without the space around them."""
    parser = _Pieces()
    parser.feed(html)
    parser.close()
    return parser.found
