"""CSL-JSON, as Zotero and others export it, to sources of a case file.

Nothing is dropped silently: what a source has no key for goes into its note or is named in what
is left out. docs/bibliography.md says what becomes of each field.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from routes.casefile import values
from routes.casefile.csl_dates import edtf
from routes.casefile.csl_languages import language
from routes.casefile.csl_names import names
from routes.casefile.csl_text import text
from routes.casefile.wrong import WrongValueError
from routes.errors import Mistake
from routes.intake import items
from routes.intake.content import name_of
from routes.intake.items import Item, Json
from routes.intake.wrong import mistake, refuse, shown
from routes.model import Identity, Reliability

Value = str | tuple[str, ...]

HINT = "Export it as CSL JSON, or as Better CSL JSON."

_PLACES = ("container-title", "publisher")
_ARCHIVES = ("archive_location", "archive")
_PEOPLE = ("author", "editor", "director", "interviewer", "recipient", "translator")
_TOLD = (
    "DOI", "ISBN", "ISSN", "PMID", "number", "volume", "issue", "page", "edition", "version",
    "genre", "medium", "event-title", "publisher-place", "collection-title", "section", "status",
)  # fmt: skip
"""Fields that a reader can find a source by: they go into its note."""

_DESK = ("note", "annote")
"""Fields of a researcher's own: they go into ``private``, which never leaves the case file."""

_FACT = re.compile(r"(identity|reliability|read-in|citing|sha256|edtf|remark|notice): (.+)")
_ORDER = (
    "title", "publisher", "author", "issued", "language", "url", "archive", "reliability",
    "identity", "read-in", "citing", "sha256", "note", "private",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as a bibliography gives it: the keys of a case file with their values.

    ``lines`` say where each stands in the file, ``line`` where the item begins. ``is_odd`` says
    that something in it was left out or changed, but for fields that a case has no key for.
    """

    id: str
    values: Mapping[str, Value]
    line: int
    lines: Mapping[str, int]
    is_odd: bool


@dataclass(frozen=True, slots=True)
class Library:
    """The sources of a bibliography; ``odd`` is what was left out or changed, with its place.

    ``unused`` counts, by field, the items of which a field was left out that a case has no key for.
    """

    file: str
    references: tuple[Reference, ...]
    odd: tuple[Mistake, ...]
    unused: Mapping[str, int]


def read(path: Path) -> Library:
    """The sources in the file at ``path`` ("-": standard input), with valid ids, no two alike.

    Raises InputError for a file that is none, an item without an id, and an id that is there twice;
    OSError.
    """
    file = name_of(path)
    found = items.read(path, HINT)
    keys = _keys(found, file)
    ids = _ids(keys)
    odd: list[Mistake] = []
    unused: Counter[str] = Counter()
    made = []
    for key, item in zip(keys, found, strict=True):
        reader = _Reader(item, ids, file)
        made.append(reader.reference(ids[key]))
        if ids[key] != key:
            reader.tell("id", f"{shown(key)} is no id here: {shown(ids[key])} stands for it.")
        odd += reader.odd
        unused.update(reader.unused)
    odd.sort(key=lambda each: each.mark)
    return Library(file, tuple(made), tuple(odd), dict(sorted(unused.items())))


def _keys(found: Sequence[Item], file: str) -> list[str]:
    """The citation keys. Raises InputError for one that is missing or there twice."""
    mistakes: list[Mistake] = []
    seen: dict[str, int] = {}
    keys = []
    for number, item in enumerate(found, 1):
        given = item.fields.get("citation-key") or item.fields.get("id")
        key = str(given).strip() if isinstance(given, str | int) else ""
        where = f"item {number}"
        if not key:
            mistakes.append(mistake(file, item.line, where, "has no id.", HINT))
        elif key in seen:
            said = f"the id {shown(key)} stands here twice; first in line {seen[key]}."
            mistakes.append(mistake(file, item.line, where, said, "Keep one of the two."))
        seen.setdefault(key, item.line)
        keys.append(key)
    refuse(mistakes)
    return keys


def _ids(keys: Sequence[str]) -> dict[str, str]:
    """An id for each key. What is a valid id stays one; the others make room for it."""
    taken: set[str] = set()
    made: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for key in sorted(keys, key=lambda each: not values.is_id(_normal(each))):
        base = name = _id(key)
        while name in taken:
            numbers[base] += 1
            ending = f"-{numbers[base] + 1}"
            name = base[: values.MAX_ID - len(ending)] + ending
        taken.add(name)
        made[key] = name
    return made


def _id(key: str) -> str:
    name = _normal(key)
    if values.is_id(name):
        return name
    last = name.rstrip("/").rsplit("/", maxsplit=1)[-1]  # Zotero's own ids are addresses
    kept = "".join(c if values.is_id(f"a{c}") else " " for c in last).split()
    cut = "-".join(kept).lstrip("-_.")[: values.MAX_ID].rstrip("-_.")
    return cut if values.is_id(cut) else "source"


def _normal(key: str) -> str:
    return unicodedata.normalize("NFC", key)


@dataclass(slots=True)
class _Reader:
    """Reads one item; what it does not understand it says."""

    item: Item
    ids: Mapping[str, str]
    file: str
    odd: list[Mistake] = field(default_factory=list)
    made: dict[str, Value] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    read: set[str] = field(default_factory=lambda: {"id", "citation-key"})
    notes: list[str] = field(default_factory=list)

    @property
    def unused(self) -> list[str]:
        """The fields that hold something and were not read."""
        given = self.item.fields
        return [key for key, each in given.items() if key not in self.read and each not in _NONE]

    def reference(self, name: str) -> Reference:
        """The item as a source."""
        self._put("title", "title")
        self._published()
        self._people()
        self._desk()
        self._issued()
        self._put("language", "language", language, "is no language that is known")
        self._put("url", "URL", _checked(values.url), "is no web address")
        self._archived()
        for key in _TOLD:
            self._note(key)
        if self.notes:
            self.keep("note", "; ".join(self.notes))
        if not {"title", "publisher", "author"} & self.made.keys():
            self.tell("title", "it has no title, publisher or author; its id stands for a title.")
            self.made["title"] = name
        ordered = {key: self.made[key] for key in _ORDER if key in self.made}
        return Reference(name, ordered, self.item.line, self.lines, bool(self.odd))

    def tell(self, key: str, message: str, hint: str | None = None) -> None:
        """Note what is left out or changed."""
        line = self.item.lines.get(key, self.item.line)
        name = self.item.fields.get("citation-key") or self.item.fields.get("id")
        self.odd.append(mistake(self.file, line, f"{name!s:.64}.{key}", message, hint))

    def keep(self, key: str, told: str, at: str | None = None) -> None:
        """Take a text for a key of the case file; what does not fit into one is cut, and said."""
        if len(told) > values.MAX_TEXT:
            told = told[: values.MAX_TEXT]
            self.tell(
                at or key, f"is longer than {values.MAX_TEXT:,} characters; the rest is gone."
            )
        self.made[key] = told
        self.lines[key] = self.item.lines.get(at or key, self.item.line)

    def _text(self, key: str) -> str | None:
        """A field as text, with what is no text in it replaced and said."""
        value = self.item.fields.get(key)
        self.read.add(key)
        if value in _NONE:
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.tell(key, "is left out: it is no text.")
            return None
        told, is_changed = text(str(value))
        if is_changed:
            self.tell(key, "holds what is no text; \ufffd stands for it.")
        return told or None

    def _put(
        self,
        key: str,
        field: str,
        made_of: Callable[[Json], str | None] | None = None,
        wrong: str = "",
    ) -> None:
        """A field under a key of the case file; one that is not understood goes into the note."""
        if made_of is None:
            if told := self._text(field):
                self.keep(key, told, field)
            return
        value = self.item.fields.get(field)
        self.read.add(field)
        if value in _NONE:
            return
        told = made_of(value)
        if told is not None:
            self.keep(key, told, field)
            return
        words = value.get("literal", value.get("raw")) if isinstance(value, Mapping) else value
        seen = text(str(words))[0] if isinstance(words, str) else ""
        # Not an address that is none: what begins with javascript: is in nobody's note.
        if seen and field != "URL":
            self.notes.append(f"{field}: {seen}")
        self.tell(field, f"{shown(seen)} {wrong}." if seen else f"{wrong}: it is left out.")

    def _issued(self) -> None:
        """The date, unless the note has the EDTF that it was made from."""
        if "issued" in self.made:
            self.read.add("issued")
        else:
            self._put("issued", "issued", edtf, "is no date that is clear")

    def _published(self) -> None:
        """Where it appeared; whose house that is stands in the note, if there are both."""
        where, house = (self._text(key) for key in _PLACES)
        if told := where or house:
            self.keep("publisher", told, _PLACES[0] if where else _PLACES[1])
        if where and house and house != where:
            self.notes.append(f"publisher: {house}")

    def _people(self) -> None:
        for role in _PEOPLE:
            self.read.add(role)
            value = self.item.fields.get(role)
            if value in _NONE:
                continue
            told, is_whole = names(value)
            if not is_whole:
                self.tell(role, "holds a name that is not understood; it is left out.")
            if told and role == "author":
                self.keep("author", told)
            elif told:
                self.notes.append(f"{role}: {told}")

    def _archived(self) -> None:
        for key in _ARCHIVES:
            told = self._text(key)
            if told and "archive" not in self.made and _checked(values.url)(told):
                self.keep("archive", told, key)
            elif told:
                self.notes.append(f"archive: {told}")

    def _note(self, key: str) -> None:
        if told := self._text(key):
            if key == "DOI" and "url" not in self.made and re.fullmatch(r"10\.\S+/\S+", told):
                self.keep("url", f"https://doi.org/{told}", key)
            else:
                self.notes.append(f"{key}: {told}")

    def _desk(self) -> None:
        """Notes: what the export of sources writes there is read back, the rest is for the desk."""
        rest = []
        for key in _DESK:
            value = self.item.fields.get(key)
            self.read.add(key)
            if not isinstance(value, str):
                if value not in _NONE:
                    self.tell(key, "is left out: it is no text.")
                continue
            for line in value.splitlines():
                told, is_changed = text(line)
                if is_changed:
                    self.tell(key, "holds what is no text; \ufffd stands for it.")
                found = _FACT.fullmatch(told)
                if told and not (found and self._fact(found[1], found[2])):
                    rest.append(told)
        if rest:
            self.keep("private", "\n".join(rest), "note")

    def _fact(self, key: str, told: str) -> bool:
        """Whether a line of a note is one that the export writes, and says something possible."""
        if key == "remark":
            self.notes.append(told)
        elif key == "edtf" and _is_same(edtf(told), edtf(self.item.fields.get("issued"))):
            self.keep("issued", told, "note")
        elif (key, told) in _WORDS or (key == "sha256" and _checked(values.sha256)(told)):
            self.keep(key, told, "note")
        elif key in ("read-in", "citing") and all(each in self.ids for each in _listed(told)):
            ids = tuple(self.ids[each] for each in _listed(told))
            if key == "read-in" and len(ids) > 1:
                return False
            self.made[key] = ids[0] if key == "read-in" else ids
            self.lines[key] = self.item.lines.get("note", self.item.line)
        else:
            return False
        return True


_NONE: tuple[Json, ...] = (None, "", [], {})
_WORDS = {
    *(("reliability", each) for each in get_args(Reliability)),
    *(("identity", each) for each in get_args(Identity)),
}


def _is_same(told: str | None, numbers: str | None) -> bool:
    """Whether an EDTF says what the numbers say, which somebody may have changed since."""
    if told is None or numbers is None:
        return told is not None
    return re.sub("[~?%]", "", told) == re.sub("[~?%]", "", numbers)


def _listed(told: str) -> list[str]:
    return [each.strip() for each in told.split(",")]


def _checked(check: Callable[[object], str]) -> Callable[[Json], str | None]:
    """The value as the case file takes it, or None."""

    def made(value: Json) -> str | None:
        told = text(value)[0] if isinstance(value, str) else value
        try:
            return check(told)
        except WrongValueError:
            return None

    return made


def left_out(library: Library) -> Iterator[str]:
    """What was left out or changed: each with its line, and how often each field was not read."""
    yield from map(str, library.odd)
    if library.unused:
        told = ", ".join(f"{key} (of {n})" for key, n in library.unused.items())
        yield f"{library.file}: a case has no key for these fields; they are left out: {told}."
