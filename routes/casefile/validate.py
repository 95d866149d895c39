"""Nodes against the document models: every misfit becomes a mistake with a position."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from routes.casefile import keys, nodes
from routes.casefile.document import CaseFile
from routes.casefile.nodes import Spot
from routes.casefile.quoting import shown
from routes.casefile.report import Path, Report
from routes.casefile.wrong import WrongValueError

_REFUSED = object()
"""Stands for what has been reported already; no text equals it."""


def validate(
    spots: MappingABC[Path, Spot], report: Report, kind: type[CaseFile] = CaseFile
) -> CaseFile | None:
    """The file as a document of that kind; None, and mistakes in ``report``, if it does not fit."""
    data, refused = _plain(spots)
    document, errors = _fit(data, kind)
    unknown = {_path(error) for error in errors if error["type"] == "extra_forbidden"}
    nulls = refused - unknown
    for path, spot in spots.items():
        if path in nulls and isinstance(spot.node, nodes.Scalar):
            report.mistake(spot.mark, path, "has no value.", "Write one, or delete the key.")
    for error in errors:
        path = _path(error)
        if error["type"] == "extra_forbidden":
            _report_unknown(path, spots, report)
        elif error["type"] == "missing":
            _report_missing(path, spots, report)
        elif path not in refused:
            _report_wrong(error, path, spots, report)
    return None if refused else document


def _fit(data: Any, kind: type[CaseFile]) -> tuple[CaseFile | None, list[ErrorDetails]]:
    try:
        return kind.model_validate(data, context={"language": _language(data)}), []
    except ValidationError as error:
        return None, error.errors(include_url=False, include_input=False)


def _language(data: Any) -> str | None:
    """The language that the case says it is written in, if it can be one."""
    tag = data.get("language") if isinstance(data, dict) else None
    return tag.strip() if isinstance(tag, str) else None


def _plain(spots: MappingABC[Path, Spot]) -> tuple[Any, set[Path]]:
    """The nodes as dicts, lists and text; and the paths of what cannot be used."""
    values: dict[Path, Any] = {}
    refused: set[Path] = set()
    for path, spot in reversed(list(spots.items())):  # children before their parents
        node = spot.node
        if isinstance(node, nodes.Mapping):
            values[path] = {key.name: values[(*path, key.name)] for key, _ in node.entries}
        elif isinstance(node, nodes.Sequence):
            values[path] = [values[(*path, n)] for n in range(len(node.items))]
        elif isinstance(node, nodes.Broken) or node.is_null:
            values[path] = _REFUSED
            refused.add(path)
        else:
            values[path] = node.text
    return values[()], refused


def _path(error: ErrorDetails) -> Path:
    """Where it is. Keys of mappings are marked by pydantic with a last '[key]'."""
    loc = error["loc"]
    return loc[:-1] if loc and loc[-1] == "[key]" else loc


def spot_at(path: Path, spots: MappingABC[Path, Spot]) -> Spot:
    """The node at the path, or the nearest one above it: a shorthand has no nodes below."""
    while path not in spots:
        path = path[:-1]
    return spots[path]


def _report_unknown(path: Path, spots: MappingABC[Path, Spot], report: Report) -> None:
    spot, name = spots[path], str(path[-1])
    if _has_no_colon(spot, name):
        if report.hides(spot.key, path):
            message = "a comma has cut off the text before this one, or a colon is missing."
            hint = (
                "Put quotes round the whole text, or the items of a list in brackets; "
                "in a number write a dot, as in 39.0375."
            )
            report.mistake(spot.key, path[:-1], message, hint)
            return
        hint = "If it belongs to the text before it, put quotes round the whole text."
    else:
        hint = _hint_key(path)
    report.mistake(spot.key, path, f"there is no key {shown(name)} here.", hint)


def _hint_key(path: Path) -> str:
    """What may be meant by a key that is not known, or where it belongs."""
    name, known = str(path[-1]), keys.known(path[:-1])
    if len(path) == 1 and name in keys.known(("publish",)):
        return "It stands below 'publish'."
    if name == "note" and "private" in known:
        return "What is for the desk alone goes into 'private'."
    near = keys.meant(name, known)
    return f"Did you mean {near!r}?" if near else f"Known: {', '.join(known)}."


def _has_no_colon(spot: Spot, name: str) -> bool:
    """Whether the key is a piece of a text that a comma inside braces has cut off."""
    end = (spot.key.line, spot.key.column + len(name))
    return spot.key != spot.node.mark and (spot.node.mark.line, spot.node.mark.column) == end


def _report_missing(path: Path, spots: MappingABC[Path, Spot], report: Report) -> None:
    parent = path[:-1]
    spot = spot_at(parent, spots)
    if not keys.is_misspelt(str(path[-1]), parent, spot.node):
        hint = keys.description(path)
        report.mistake(spot.key, path, "is missing; it is required.", hint)


def _report_wrong(
    error: ErrorDetails, path: Path, spots: MappingABC[Path, Spot], report: Report
) -> None:
    cause = error.get("ctx", {}).get("error")
    spot = spot_at(path, spots)
    mark = spot.key if error["loc"][-1:] == ("[key]",) else spot.mark
    if isinstance(cause, WrongValueError):
        report.mistake(mark, path, cause.said, cause.advice)
    else:
        report.mistake(mark, path, "does not fit here.", keys.description(path))
