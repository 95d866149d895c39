"""A case as keys and values again, as a case file has them: what writers of case files write.

The other way of `routes.casefile.assemble`: what that fills in from elsewhere is left out, so that
reading what is written gives the same case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from routes import model
from routes.casefile import document, keys
from routes.casefile.containers import UNAVOIDED
from routes.casefile.report import Path
from routes.messages import Written

Tree = str | int | float | bool | list["Tree"] | dict[str, "Tree"]
"""Text, a number, a truth, a list, or keys with values; never an empty list but for ``citing``."""

Private = Mapping[Path, str]
"""The private notes of a case file, by the path of the key. A `Case` does not hold them."""

_DOCUMENTS: Mapping[type[object], type[BaseModel]] = {
    model.Source: document.Source,
    model.Toponym: document.Place,
    model.Leg: document.Leg,
    model.Itinerary: document.Itinerary,
    model.Event: document.Event,
    model.Dispute: document.Dispute,
    model.Position: document.Position,
    model.Check: document.Check,
    model.Claim: document.Claim,
    model.Quote: document.Quote,
    model.Closure: document.Closed,
    model.Person: document.Person,
    model.Embargo: document.Embargo,
    model.Avoidance: document.Avoided,
}
"""What in a case file becomes what in a case."""

_ATTRIBUTES = {"closed": "closure", "at": "place"}
"""Fields of the file that are called otherwise in a case."""


def of(case: model.Case, private: Private | None = None) -> dict[str, Tree]:
    """The keys of ``case`` with their values, in the order of the documentation.

    ``private`` are the notes for the desk, which go to where they stood.
    """
    return _Branches(case, private or {}).top()


def private_notes(doc: document.CaseFile) -> dict[Path, str]:
    """The private notes of a checked document, by path."""
    return dict(_notes(doc, ()))


def _notes(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, BaseModel):
        for alias, field in keys.of(type(value)).items():
            inside = getattr(value, _name(type(value), field))
            if alias == "private":
                if isinstance(inside, str):
                    yield (*path, alias), inside
            else:
                yield from _notes(inside, (*path, alias))
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _notes(inside, (*path, key))
    elif isinstance(value, tuple):
        for number, inside in enumerate(value):
            yield from _notes(inside, (*path, number))


def _name(entry: type[BaseModel], field: FieldInfo) -> str:
    return next(name for name, each in entry.model_fields.items() if each is field)


class _Branches:
    """Makes the parts of the tree of one case."""

    def __init__(self, case: model.Case, private: Private) -> None:
        self._case, self._private = case, private

    def top(self) -> dict[str, Tree]:
        """The whole tree."""
        case = self._case
        made: dict[str, Tree] = {"version": 1}
        for alias in keys.of(document.CaseFile):
            path: Path = (alias,)
            if alias == "publish":
                _put(made, alias, self._publish(case.publishing))
            elif alias == "alternatives":
                wanted = enumerate(case.alternatives)
                _put(made, alias, [self._wanted(each, (*path, n)) for n, each in wanted])
            elif alias not in ("version", "private") and not (
                alias == "language" and case.language == "en"
            ):
                _put(made, alias, self._value(getattr(case, alias, None), path))
        if made.get("projection") == "auto":
            del made["projection"]
        return {**made, **self._note(())}

    def _note(self, path: Path) -> dict[str, Tree]:
        note = self._private.get((*path, "private"))
        return {} if note is None else {"private": note}

    def _value(self, value: object, path: Path) -> Tree | None:
        if isinstance(value, Written):
            return self._told(value)
        if isinstance(value, model.When):
            return value.edtf
        if isinstance(value, str | bool | int | float):
            return value
        if isinstance(value, tuple):
            return _kept(self._value(each, (*path, n)) for n, each in enumerate(value))
        if isinstance(value, Mapping):
            parts = {str(key): self._value(each, (*path, key)) for key, each in value.items()}
            return {key: each for key, each in parts.items() if each is not None}
        return None if value is None else self._entry(value, path)

    def _told(self, text: Written) -> Tree:
        """Text alone where it is only in the language of the case."""
        if list(text.told) == [self._case.language]:
            return str(text)
        return {tag: str(each) for tag, each in text.told.items()}

    def _entry(self, value: object, path: Path) -> dict[str, Tree]:
        """The keys of an entry that are not as they are when they are left out."""
        entry = _DOCUMENTS[type(value)]
        made: dict[str, Tree] = {}
        for alias, field in keys.of(entry).items():
            name = _name(entry, field)
            inside = None if alias == "private" else self._attribute(value, name)
            if inside is None or inside in (field.default, ()):
                continue
            _put(made, alias, self._value(inside, (*path, alias)))
        if isinstance(value, model.Claim) and value.citing != self._usual(value):
            made["citing"] = list[Tree](value.citing)
        return {**made, **self._note(path)}

    def _attribute(self, value: object, name: str) -> object:
        if isinstance(value, model.Toponym) and name == "query" and value.query == value.name:
            return None
        if isinstance(value, model.Claim) and name == "citing":
            return None
        if isinstance(value, model.Embargo) and name == "because":
            return value.reason
        return getattr(value, _ATTRIBUTES.get(name, name))

    def _usual(self, claim: model.Claim) -> tuple[str, ...]:
        """Whom a claim relies on that does not say it."""
        source = self._case.sources.get(claim.source)
        return source.citing if source else ()

    def _publish(self, publishing: model.Publishing) -> dict[str, Tree]:
        path: Path = ("publish",)
        made: dict[str, Tree] = {}
        for alias in ("withhold", "embargo", "narrow"):
            _put(made, alias, self._value(getattr(publishing, alias), (*path, alias)))
        return {**made, **self._note(path)}

    def _wanted(self, asked: model.Wanted, path: Path) -> dict[str, Tree]:
        """An alternative without what it takes from its leg and from the case."""
        leg = self._case.legs[asked.leg] if asked.leg else None
        made: dict[str, Tree] = {}
        ends = [("leg", asked.leg)] if leg else [("from", asked.start), ("to", asked.end)]
        for key, text in ends:
            _put(made, key, text)
        made["by"] = asked.mode
        _put(made, "via", list[Tree](asked.via))
        if asked.avoid != tuple(each.country for each in self._case.avoid):
            made["avoid"] = list[Tree](asked.avoid) or UNAVOIDED
        if asked.count != keys.of(document.Alternative)["count"].default:
            made["count"] = asked.count
        if not leg or leg.when != asked.when:
            _put(made, "when", asked.when.edtf if asked.when else None)
        for key, value in (("hours", asked.hours), ("title", asked.title), ("note", asked.note)):
            _put(made, key, self._value(value, (*path, key)))
        return {**made, **self._note(path)}


def _kept(values: Iterator[Tree | None]) -> list[Tree]:
    return [value for value in values if value is not None]


def _put(made: dict[str, Tree], key: str, value: Tree | None) -> None:
    """Nothing is put for nothing: an empty list and an entry without keys say as little."""
    if value is not None and value not in ([], {}):
        made[key] = value


def is_keys(tree: Tree | None) -> TypeGuard[dict[str, Tree]]:
    """Whether it has keys."""
    return isinstance(tree, dict)
