"""Which keys may stand where, and what they are for, as the document models say."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from routes.casefile.document import CaseFile
from routes.casefile.nodes import Mapping, Node
from routes.casefile.report import Path, nearest


def known(path: Path) -> list[str]:
    """The keys that may stand below ``path``, in the order of the documentation."""
    return list(_fields(path))


def description(path: Path) -> str | None:
    """What the key at ``path`` is for."""
    field = _fields(path[:-1]).get(str(path[-1])) if path else None
    return field.description if field else None


def is_misspelt(name: str, parent: Path, node: Node) -> bool:
    """Whether an unknown key of ``node``, which stands at ``parent``, is ``name`` with a slip."""
    if not isinstance(node, Mapping):
        return False
    right = known(parent)
    slips = [key.name for key, _ in node.entries if key.name not in right]
    return any(nearest(slip, right) == name for slip in slips)


def _fields(path: Path) -> dict[str, FieldInfo]:
    model: type[BaseModel] = CaseFile
    for depth, part in enumerate(path):
        # After a section stands an id, which may look like a key.
        if depth != 1 or path[0] == "publish":
            field = _of(model).get(str(part))
            model = (_inner_model(field.annotation) if field else None) or model
    return _of(model)


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
