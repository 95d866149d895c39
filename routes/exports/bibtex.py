r"""BibLaTeX, which BibTeX reads as well: the sources as entries of a bibliography.

Fields follow the manual of biblatex 3.20 (section 2, "Database Guide"). Text is escaped so that it
cannot end its field or run a macro; see docs/bibliography.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from routes import wording
from routes.atomic import write_text
from routes.exports.bibliography import Kind, Work, losses, plain, works
from routes.messages import plural
from routes.model import Atlas, When
from routes.records import NOT_FOR_PUBLICATION

_TYPES: Mapping[Kind, str] = {
    "webpage": "online",
    "document": "misc",
    "personal_communication": "misc",
}

_ESCAPES = str.maketrans(
    {
        "{": r"\{",
        "}": r"\}",
        "\\": r"{\textbackslash}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{sign: rf"\{sign}" for sign in "&%$#_"},
    }
)
_UNPAIRED = str.maketrans({"{": r"{\textbraceleft}", "}": r"{\textbraceright}"})
"""BibTeX counts braces and does not see the backslash before them; pairs do it no harm."""

_NOT_IN_URL = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9._-]+")

# What babel and polyglossia call a language, by its ISO 639-1 code.
_LANGUAGES: Mapping[str, str] = {
    "ar": "arabic", "az": "azerbaijani", "be": "belarusian", "bg": "bulgarian", "cs": "czech",
    "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "fa": "persian", "fi": "finnish", "fr": "french", "he": "hebrew",
    "hu": "hungarian", "hy": "armenian", "it": "italian", "ja": "japanese", "ka": "georgian",
    "kk": "kazakh", "ko": "korean", "lt": "lithuanian", "lv": "latvian", "mn": "mongolian",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sk": "slovak", "sr": "serbian", "sv": "swedish", "th": "thai",
    "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip

_SIDE = r"\d{3}[\dX](?:-\d\d(?:-\d\d)?)?[~?%]?"
_DATE = re.compile(rf"{_SIDE}(?:/(?:{_SIDE}|\.\.)?)?|(?:\.\.)?/{_SIDE}", re.ASCII)
"""The dates of EDTF that biblatex reads: levels 0 and 1 without time."""


def write(atlas: Atlas, path: Path) -> Sequence[str]:
    """Write the sources of ``atlas`` as entries; what these cannot hold, in sentences.

    One for the desk says so above the entries and in each, and is readable by its owner alone.
    Raises OutputError when the file cannot be written; a file that was there is then intact.
    """
    found = works(atlas)
    keys = keys_of([work.id for work in found])
    head = [f"% {NOT_FOR_PUBLICATION}\n"] if atlas.release.is_internal else []
    entries = [_entry(work, keys) for work in found]
    write_text(path, "\n".join([*head, *entries]), private=atlas.release.is_internal)
    return tuple(_said(found, keys))


def _said(found: Sequence[Work], keys: Mapping[str, str]) -> Iterator[str]:
    yield from losses(tuple(found))
    renamed = sum(name != key for name, key in keys.items())
    if renamed:
        yield plural(
            "{n} source has another key than in the case: LaTeX takes plain letters only.",
            "{n} sources have other keys than in the case: LaTeX takes plain letters only.",
            renamed,
        )
    worded = sum(bool(work.issued) and not is_date(work.issued) for work in found)
    if worded:
        yield plural(
            "{n} date is vaguer than biblatex can say: it is given in words.",
            "{n} dates are vaguer than biblatex can say: they are given in words.",
            worded,
        )


def keys_of(ids: Sequence[str]) -> dict[str, str]:
    """A key for each id: plain letters, and no two alike but for their case.

    An id that can be a key is one; the others make room for it.
    """
    taken: set[str] = set()
    made: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for name in sorted(ids, key=lambda each: _key(each) != each):
        base = key = _key(name)
        while key.casefold() in taken:
            numbers[base.casefold()] += 1
            key = f"{base}-{numbers[base.casefold()] + 1}"
        taken.add(key.casefold())
        made[name] = key
    return {name: made[name] for name in ids}


def escaped(text: str) -> str:
    """Text for a field: what means something to TeX stands for itself."""
    told = plain(text)
    return told.translate(_ESCAPES if _is_paired(told) else {**_ESCAPES, **_UNPAIRED})


def _is_paired(text: str) -> bool:
    """Whether every brace that opens is closed behind it, and none else is."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def is_date(when: When | None) -> bool:
    """Whether biblatex reads the date as it is written."""
    return when is not None and _DATE.fullmatch(when.edtf) is not None


def _key(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name)
    ascii_only = "".join(c for c in letters if not unicodedata.combining(c))
    return _NOT_IN_KEY.sub("-", ascii_only).strip("-._") or "source"


def _entry(work: Work, keys: Mapping[str, str]) -> str:
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(work, keys))
    return f"@{_TYPES[work.kind]}{{{keys[work.id]},\n{fields}}}\n"


def _fields(work: Work, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Names and values; a second pair of braces keeps capitals, and a name in one piece."""
    if work.author:
        yield "author", f"{{{escaped(work.author)}}}"
    if work.title:
        yield "title", f"{{{escaped(work.title)}}}"
    if work.publisher:
        name = "organization" if work.kind == "webpage" else "howpublished"
        yield name, f"{{{escaped(work.publisher)}}}"
    if work.issued:
        yield from _dates(work.issued)
    if work.language:
        yield from _languages(work.language)
    if work.url:
        yield "url", _address(work.url)
    if work.archive:
        yield "note", f"Archived: {escaped(_address(work.archive))}"
    if facts := "; ".join(_fact(key, value, keys) for key, value in work.facts):
        yield "annote", facts


def _fact(key: str, value: str, keys: Mapping[str, str]) -> str:
    if key in ("read-in", "citing"):
        value = ", ".join(keys.get(name, name) for name in value.split(", "))
    return f"{key}: {escaped(value)}"


def _dates(issued: When) -> Iterator[tuple[str, str]]:
    """``date`` for biblatex; ``year`` for BibTeX, which knows no other."""
    if not is_date(issued):
        yield "year", f"{{{escaped(wording.when(issued) or issued.edtf)}}}"
        return
    yield "date", issued.edtf
    if issued.earliest and issued.latest and issued.earliest[:4] == issued.latest[:4]:
        yield "year", issued.earliest[:4]


def _languages(tag: str) -> Iterator[tuple[str, str]]:
    known = _LANGUAGES.get(tag.split("-", maxsplit=1)[0].casefold())
    if known:
        yield "langid", known
    yield "language", known or escaped(tag)


def _address(url: str) -> str:
    """An address with everything percent-encoded that an address does not hold (RFC 3986)."""
    return _NOT_IN_URL.sub(lambda match: _encoded(match[0]), url)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
