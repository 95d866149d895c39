"""Which keys may stand where, and what they are for, as the document models say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from routes.casefile import nodes
from routes.casefile.document import CaseFile
from routes.casefile.report import Path, closest, nearest


def known(path: Path) -> list[str]:
    """The keys that may stand below ``path``, in the order of the documentation."""
    return list(_fields(path))


def description(path: Path) -> str | None:
    """What the key at ``path`` is for."""
    field = _fields(path[:-1]).get(str(path[-1])) if path else None
    return field.description if field else None


_SLIPS: Mapping[str, str] = {
    **dict.fromkeys(("persons", "person", "names"), "people"),
    **dict.fromkeys(("aliases", "alias", "aka", "nicknames", "nickname", "spellings"), "also"),
    **dict.fromkeys(("reason", "why"), "because"),
}
"""What people write for keys that have little like it in their letters."""


def meant(name: str, known: Iterable[str]) -> str | None:
    """The known key that an unknown one is meant for."""
    known = list(known)
    slip = _SLIPS.get(name.casefold())
    return slip if slip in known else nearest(name, known)


def is_misspelt(name: str, parent: Path, node: nodes.Node) -> bool:
    """Whether an unknown key of ``node``, which stands at ``parent``, is ``name`` with a slip."""
    if not isinstance(node, nodes.Mapping):
        return False
    right = known(parent)
    slips = [key.name for key, _ in node.entries if key.name not in right]
    return any(meant(slip, right) == name for slip in slips)


_LONG = 6
"""From so many letters on, a word that differs from a key in one is no name of a person."""


def is_plain_slip(name: str) -> bool:
    """Whether the name can only be a key with a slip, so that a message may repeat it."""
    if is_known_somewhere(name) or name.casefold() in _SLIPS:
        return True
    return len(name) >= _LONG and bool(closest(name.casefold(), _everywhere(), 0.85))


def is_known_somewhere(name: str) -> bool:
    """Whether any part of a case file has a key of that name."""
    return name.casefold() in _everywhere()


@cache
def _everywhere() -> tuple[str, ...]:
    names: dict[str, None] = {}
    queue: list[Level] = [CaseFile]
    seen: list[Level] = []
    while queue:
        level = queue.pop()
        if level in seen:
            continue
        seen.append(level)
        if isinstance(level, Ids):
            queue.append(level.of)
        elif level is not None:
            names |= dict.fromkeys(of(level))
            queue.extend(below(level, name) for name in of(level))
    return tuple(names)


@dataclass(frozen=True, slots=True)
class Ids:
    """A mapping from ids, or other words that the writer chooses, to entries or texts."""

    of: type[BaseModel] | None


Level = type[BaseModel] | Ids | None
"""What may stand below a key: an entry, entries by their ids, or only text."""


def below(level: Level, part: str | int) -> Level:
    """What may stand below a key, or an item, of that level."""
    if isinstance(part, int) or level is None:
        return level
    if isinstance(level, Ids):
        return level.of
    field = of(level).get(part)
    return _level(field.annotation) if field else None


def of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The keys of an entry."""
    return _of(model)


def _fields(path: Path) -> dict[str, FieldInfo]:
    model: type[BaseModel] = CaseFile
    for depth, part in enumerate(path):
        # After a section stands an id, which may look like a key.
        if depth != 1 or path[0] == "publish":
            field = _of(model).get(str(part))
            model = (_inner_model(field.annotation) if field else None) or model
    return _of(model)


@cache
def _of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    """The first model inside an annotation such as ``tuple[Claim, ...] | None``."""
    queue = [annotation]
    while queue:
        item = queue.pop(0)
        if isinstance(item, type) and issubclass(item, BaseModel):
            return item
        queue.extend(get_args(item))
    return None


def _level(annotation: Any) -> Level:
    """What the first model or mapping inside an annotation says."""
    queue = [annotation]
    while queue:
        item = queue.pop(0)
        if get_origin(item) is dict:
            return Ids(_inner_model(get_args(item)[1]))
        if isinstance(item, type) and issubclass(item, BaseModel):
            return item
        queue.extend(get_args(item))
    return None
