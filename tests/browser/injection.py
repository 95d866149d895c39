"""Every author's field of a case file, filled with every string, and each told from the others.

The fields are those of the models that read a case file: a new one is found by itself, and one of
a type that nobody said anything of here is an error. Each string ends in a mark of its field and
its number, as in ``<b>x~3.17~``, so that whoever looks at an output knows what should stand there.
"""

from __future__ import annotations

import json
import re
import types
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from routes.casefile import fields as types_of_fields
from routes.casefile.countries import CODES
from routes.casefile.document import CaseFile
from routes.messages import written
from routes.messages.text import Written
from routes.model import Candidate
from tests.conftest import SHARED

OWN = Path(__file__).parents[1] / "data" / "strings.json"
TOKEN = re.compile(r"(?:https://u\.invalid/)?~(\d+)\.(\d+)~")

LONGEST = 600
"""Characters of what is repeated: all fields of a file must fit into two million bytes."""

LEFT_OUT = object()
"""Of a field that an entry is right without."""

# What a field of these types holds besides: a closed grammar refuses nearly every string.
TYPED: Mapping[str, object] = {
    "Language": "en", "Date": "2016-07", "ReliabilityCode": "C", "CredibilityCode": "3",
    "IdentityWord": "named", "StanceWord": "asserts", "BasisWord": "inferred", "Mode": "air",
    "StatusWord": "closed", "KindWord": "city", "VersionNumber": "1", "RadiusM": "5000",
    "ProjectionWord": "auto", "NetworkWord": "road", "Country": LEFT_OUT, "Iata": LEFT_OUT,
    "Icao": LEFT_OUT, "InterfaceLanguages": LEFT_OUT, "Sha256": "0" * 64, "FileName": LEFT_OUT,
    "PrecisionWord": LEFT_OUT, "PrecisionClassWord": LEFT_OUT, "Truth": LEFT_OUT, "Days": "30",
    "PathCount": LEFT_OUT, "Hours": LEFT_OUT, "Chain": LEFT_OUT, "CountriesOrNone": LEFT_OUT,
    "Degrees": LEFT_OUT, "CountryOrName": LEFT_OUT,
}  # fmt: skip
FREE = ("Text", "Telling", "Tellings", "Texts", "TextOrTexts", "Url")


def _first(i: int) -> str:
    return "e1" if i == 0 else "e0"


# Fields of free text that name an entry, or that depend on one another.
GIVEN: Mapping[str, Callable[[int], object]] = {
    "legs.claims.source": lambda i: f"e{i}",
    "sources.read-in": lambda _: LEFT_OUT,
    "places.lon": lambda i: str(20 + i % 40),
    "places.lat": lambda i: str(50 + i % 7),
    "places.query": lambda _: LEFT_OUT,
    "places.within": lambda _: LEFT_OUT,
    "places.near": lambda _: LEFT_OUT,
    "places.publish": lambda _: "site",
    "places.public-label": lambda _: LEFT_OUT,
    "legs.from": _first,
    "legs.to": lambda i: f"e{i}",
    "alternatives.avoid": lambda _: LEFT_OUT,
    "itineraries.legs": lambda i: [f"e{i}"],
    "itineraries.status": lambda i: "closed" if i % 2 else "open",
    "itineraries.closed": lambda i: None if i % 2 else LEFT_OUT,
    "events.at": lambda i: f"e{i}",
    "checks.closer": lambda i: f"e{i}",
    "checks.than": _first,
    "checks.to": lambda i: f"e{(i or 1) - 1 or 2}",
    "avoid.country": lambda i: sorted(CODES)[i],
    "alternatives.leg": lambda _: LEFT_OUT,
    "alternatives.from": lambda i: f"w{i}",
    "alternatives.to": lambda i: f"e{i}",
    "alternatives.via": lambda _: LEFT_OUT,
    "publish.narrow": lambda _: LEFT_OUT,
}


@dataclass(frozen=True)
class Field:
    """A field of a case file: its keys with dots between, and the name of its type."""

    path: str
    kind: str

    @property
    def given(self) -> Callable[[int], object] | None:
        """What it holds in place of a string, if it is not free."""
        if self.path.endswith(".source"):
            return GIVEN["legs.claims.source"]
        return GIVEN.get(self.path)


def strings() -> list[str]:
    """Our own and those at hand, each once, with a probe where one is to be put in."""
    found: dict[str, None] = {}
    for file in (OWN, SHARED / "hostile" / "strings.json"):
        if not file.is_file():
            continue
        for entry in json.loads(file.read_text(encoding="utf-8"))["strings"]:
            text = entry["text"]
            if again := entry.get("repeat"):
                text = (again["unit"] * again["times"])[:LONGEST]
            for mark, stands_for in (("{X}", "__probe(1)"), ("{HOST}", "canary.invalid")):
                text = text.replace(mark, stands_for)
            found[text.replace("{CANARY}", "routes-canary")] = None
    return list(found)


def kind_of(annotation: Any) -> str | None:
    """The name in `routes.casefile.fields` of a type, or None."""
    for name, known in vars(types_of_fields).items():
        if name[0].isupper() and get_origin(known) is Annotated and known == annotation:
            return name
    return None


def walk(annotation: Any, path: str = "") -> Iterator[Field]:
    """The fields below a type of the document that hold a value and no other fields."""
    kind = kind_of(annotation)
    if kind is not None:
        yield Field(path, kind)
        return
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        for each in args:
            if each is not type(None):
                yield from walk(each, path)
    elif origin is Annotated or origin in (tuple, list):
        yield from walk(args[0], path)
    elif origin is dict:
        yield from walk(args[1], path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            key = info.alias or name
            yield from walk(_whole(info), f"{path}.{key}" if path else key)
    else:
        raise AssertionError(f"{path}: nobody says what to write into a {annotation}")


def _whole(info: Any) -> Any:
    """The type of a field with what pydantic took off it."""
    if not info.metadata:
        return info.annotation
    return Annotated[info.annotation, *info.metadata]


@cache
def all_fields() -> tuple[Field, ...]:
    """Every field of a case file. Fails for one of a type that is not spoken of here."""
    found = tuple(dict.fromkeys(walk(CaseFile)))
    unknown = [f for f in found if f.kind not in TYPED and f.kind not in FREE]
    if unknown:
        raise AssertionError(f"no probe for {unknown}: add its type to TYPED or to FREE")
    return found


@cache
def free_fields() -> tuple[str, ...]:
    """Paths of the fields into which any string may be written, then those of a gazetteer."""
    free = [f.path for f in all_fields() if f.kind in FREE and f.given is None]
    return (*free, "places.query", "places.within", *GAZETTEER, *SERVICES)


GAZETTEER = tuple(
    f"candidate.{name}"
    for name in ("name", "matched", "admin1", "admin2", "note", "gazetteer", "ignored")
)
SERVICES = ("service.credit", "service.network", "service.label", "service.way", "service.finding")


@cache
def number_of(path: str) -> int:
    """The number of a field, as marks have it."""
    return free_fields().index(path)


@dataclass(frozen=True)
class Batch:
    """Some strings, from ``first`` on in the whole list."""

    texts: Sequence[str]
    first: int
    tokens: bool = False

    def full(self, path: str, i: int) -> str:
        """The string of that place in a field, with its mark."""
        return f"{self.texts[i]}~{number_of(path)}.{self.first + i}~"

    def written(self, path: str, i: int, kind: str) -> str:
        """What goes into the file: the string, or its mark alone."""
        if self.tokens:
            mark = f"~{number_of(path)}.{self.first + i}~"
            return f"https://u.invalid/{mark}" if kind == "Url" else mark
        return self.full(path, i)

    def expected(self) -> dict[str, str]:
        """By mark what an output must show: without space around, in NFC, as the reader says."""
        return {
            f"{n}.{self.first + i}": self._read(path, self.full(path, i))
            for n, path in enumerate(free_fields())
            for i in range(len(self.texts))
        }

    def _read(self, path: str, text: str) -> str:
        if self.tokens or path in (*GAZETTEER, *SERVICES):
            return text
        return unicodedata.normalize("NFC", text.strip())

    def put_in(self, value: Any) -> Any:
        """``value`` with every mark replaced by its string, through dataclasses and lists."""
        if isinstance(value, Written):
            return written({tag: self.put_in(str(t)) for tag, t in value.told.items()}, "en")
        if isinstance(value, str):
            return TOKEN.sub(
                lambda m: self.full(free_fields()[int(m[1])], int(m[2]) - self.first), value
            )
        if is_dataclass(value) and not isinstance(value, type):
            new = {f.name: self.put_in(getattr(value, f.name)) for f in fields(value) if f.init}
            return replace(value, **new)
        if isinstance(value, Mapping):
            return {key: self.put_in(each) for key, each in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(self.put_in(each) for each in value)
        return value


def document(batch: Batch) -> dict[str, Any]:
    """A case file in which every field holds every string of the batch: mappings and lists."""
    made: dict[str, Any] = _fill(CaseFile, "", batch, None)
    for i in range(len(batch.texts)):
        made["places"][f"w{i}"] = {
            "name": batch.written("places.name", i, "Text"),
            "within": batch.written("places.within", i, "TextOrTexts"),
        }
        made["places"][f"q{i}"] = {
            "name": batch.written("places.name", i, "Text"),
            "query": batch.written("places.query", i, "Text"),
        }
        made["places"][f"g{i}"] = {"name": f"gazetteer {i}"}
        made["events"][f"g{i}"] = {**made["events"][f"e{i}"], "at": f"g{i}"}
    return made


def _fill(annotation: Any, path: str, batch: Batch, i: int | None) -> Any:
    """A value of a type. ``i`` is the string that it holds; None for all of them."""
    kind = kind_of(annotation)
    if kind is not None:
        return _leaf(Field(path, kind), batch, i)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _fill(next(a for a in args if a is not type(None)), path, batch, i)
    if origin is Annotated:
        return _fill(args[0], path, batch, i)
    every = range(len(batch.texts)) if i is None else [i]
    if origin in (tuple, list):
        return [_fill(args[0], path, batch, each) for each in every]
    if origin is dict:
        return {f"e{each}": _fill(args[1], path, batch, each) for each in every}
    filled = {}
    for name, info in annotation.model_fields.items():
        key = info.alias or name
        value = _field(_whole(info), f"{path}.{key}" if path else key, batch, i)
        if value is not LEFT_OUT:
            filled[key] = value
    return filled


def _field(annotation: Any, path: str, batch: Batch, i: int | None) -> Any:
    given = GIVEN["legs.claims.source"] if path.endswith(".source") else GIVEN.get(path)
    said = given(i or 0) if given else None
    return _fill(annotation, path, batch, i) if said is None else said


def _leaf(field: Field, batch: Batch, i: int | None) -> Any:
    if field.kind not in FREE:
        return TYPED[field.kind]
    every = range(len(batch.texts)) if i is None else [i]
    texts = [batch.written(field.path, each, field.kind) for each in every]
    if field.kind == "Url" and not batch.tokens:
        texts = [t for t in texts if _is_address(t)]
        return texts[0] if texts else LEFT_OUT
    if field.kind in ("Tellings", "Texts", "TextOrTexts"):
        return texts
    return " ".join(texts)


def _is_address(text: str) -> bool:
    """Whether the reader takes it: that it refuses the others is shown by a test of its own."""
    from routes.casefile import values  # noqa: PLC0415  only here
    from routes.casefile.wrong import WrongValueError  # noqa: PLC0415

    try:
        values.url(text)
    except WrongValueError:
        return False
    return True


def as_yaml(value: Any) -> str:
    """A document as YAML, with nothing left to the eye: what is not printable is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=0)
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


class HostileGazetteer:
    """Answers with candidates that hold a string in every text they have."""

    name = "hostile"

    def __init__(self, batch: Batch) -> None:
        self._batch = batch

    def lookup(self, query: str, **_: Any) -> tuple[Candidate, ...]:
        """One candidate for ``gazetteer 7``, none for anything else."""
        if not (found := re.fullmatch(r"gazetteer (\d+)", query)):
            return ()
        i = int(found[1])
        said = {path.split(".")[1]: self._batch.full(path, i) for path in GAZETTEER}
        ignored = (said.pop("ignored"),)
        return (
            Candidate(
                lon=30.0 + i % 9, lat=60.0, kind="city", weight=1e6, ref=f"x:{i}",
                match="alternate" if i % 2 else "exact",
                radius_m=5000.0, ignored=ignored, confidence=0.9, **said,
            ),
        )  # fmt: skip

    def shape(self, ref: str) -> None:
        """Nothing: it has only points."""

    def close(self) -> None:
        """It holds nothing open."""
