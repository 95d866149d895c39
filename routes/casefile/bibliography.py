"""Sources of a case that stand in a bibliography beside it: ``bibliography: zotero.json``.

They become nodes, as if they stood in the case file, with the lines of their own file: all that is
checked, hidden and reported of a source holds for them as well. See docs/decisions/bibliography.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from routes.casefile import csl, values
from routes.casefile.csl import Library, Reference
from routes.casefile.nodes import Mapping as Keys
from routes.casefile.nodes import Node, Scalar, Sequence
from routes.casefile.quoting import shown
from routes.casefile.report import Report
from routes.casefile.wrong import WrongValueError
from routes.errors import Mark

KEY = "bibliography"
_SECTION = "sources"
_POINTERS = ("source", "citing", "read-in")
"""Keys whose values are ids of sources, or lists of them."""


def merged(root: Keys, path: FilePath, report: Report) -> Keys:
    """``root`` with the sources that it names and its bibliography has; its own keys win.

    Without a bibliography, or one whose name is no file name, ``root`` as it is. Raises InputError
    for a bibliography that cannot be read; one outside of the folder of the case goes to
    ``report``.
    """
    named = next((each for each in root.entries if each[0].name == KEY), None)
    if named is None or not isinstance(named[1], Scalar) or named[1].is_null:
        return root
    key, node = named[0], named[1]
    try:
        target = path.parent / values.file_name(node.text)
    except WrongValueError:
        return root  # `validate` says what is wrong with it
    wrong = _obstacle(target, path.parent)
    if wrong:
        report.mistake(node.mark, (KEY,), f"{shown(node.text)} {wrong}.", _HINT)
        return root
    library = csl.read(target)
    wanted = _wanted(root, library)
    for each in wanted.values():
        if each.is_odd:
            report.finding("bibliography", "warning", Mark(library.file, each.line), (KEY,), _ODD)
    return _joined(root, key, wanted, library.file)


_ODD = "Something of this item is left out or changed; 'routes sources' with this file says what."
"""No more: what stands in the item may be withheld."""

_HINT = "Give the name of a file in the folder of the case file."


def _obstacle(target: FilePath, folder: FilePath) -> str | None:
    """Why the file is not read; a link may not lead out of the folder."""
    try:
        if not target.is_file():
            return "is not there, or is no file"
    except (OSError, ValueError):
        return "is no name that a file can have"
    inside = FilePath(os.path.realpath(folder))
    if not FilePath(os.path.realpath(target)).is_relative_to(inside):
        return "is a link that leads out of the folder"
    return None if os.access(target, os.R_OK) else "may not be read"


def _wanted(root: Keys, library: Library) -> dict[str, Reference]:
    """The references that the case names, and those that they name themselves, in its order."""
    known = {each.id: each for each in library.references}
    queue = list(dict.fromkeys(_named(root)))
    wanted: dict[str, Reference] = {}
    while queue:
        name = queue.pop(0)
        if name in known and name not in wanted:
            wanted[name] = known[name]
            queue += _pointed(known[name])
    return {name: each for name, each in known.items() if name in wanted}


def _pointed(reference: Reference) -> Iterator[str]:
    for key in ("read-in", "citing"):
        value = reference.values.get(key, ())
        yield from (value,) if isinstance(value, str) else value


def _named(root: Keys) -> Iterator[str]:
    """The ids of sources anywhere in the file: entries of ``sources``, and what points to one."""
    queue: list[tuple[Node, bool]] = [(root, False)]
    for key, value in root.entries:
        if key.name == _SECTION and isinstance(value, Keys):
            yield from (each.name for each, _ in value.entries)
    while queue:
        node, points = queue.pop(0)
        if isinstance(node, Scalar) and points:
            yield node.name
        elif isinstance(node, Sequence):
            queue += [(each, points) for each in node.items]
        elif isinstance(node, Keys):
            queue += [(value, key.name in _POINTERS) for key, value in node.entries]


def _joined(root: Keys, key: Scalar, wanted: Mapping[str, Reference], file: str) -> Keys:
    """The file with the references among its sources: those that it has first."""
    if not wanted:
        return root
    sources = next((v for k, v in root.entries if k.name == _SECTION), None)
    if sources is None:
        heading = Scalar(_SECTION, key.mark)
        made = Keys(tuple(_entry(each, file) for each in wanted.values()), key.mark)
        return Keys((*root.entries, (heading, made)), root.mark, root.dropped)
    if not isinstance(sources, Keys):
        return root
    own = {each.name for each, _ in (*sources.entries, *sources.dropped)}
    entries = [
        (name, _completed(node, wanted[name.name], file) if name.name in wanted else node)
        for name, node in sources.entries
    ]
    entries += [_entry(each, file) for each in wanted.values() if each.id not in own]
    made = Keys(tuple(entries), sources.mark, sources.dropped)
    return Keys(
        tuple((k, made if k.name == _SECTION else v) for k, v in root.entries),
        root.mark,
        root.dropped,
    )


def _entry(reference: Reference, file: str) -> tuple[Scalar, Node]:
    mark = Mark(file, reference.line)
    return Scalar(reference.id, mark, plain=False), Keys(tuple(_keys(reference, file)), mark)


def _completed(node: Node, reference: Reference, file: str) -> Node:
    """A source of the case with the keys that only the bibliography has.

    One that has nothing but its id gets all of them.
    """
    if isinstance(node, Scalar) and node.is_null:
        return Keys(tuple(_keys(reference, file)), node.mark)
    if not isinstance(node, Keys):
        return node
    own = {key.name for key, _ in (*node.entries, *node.dropped)}
    more = [each for each in _keys(reference, file) if each[0].name not in own]
    return Keys((*node.entries, *more), node.mark, node.dropped)


def _keys(reference: Reference, file: str) -> Iterator[tuple[Scalar, Node]]:
    for key, value in reference.values.items():
        mark = Mark(file, reference.lines.get(key, reference.line))
        node: Node
        if isinstance(value, str):
            node = Scalar(value, mark, plain=False)
        else:
            node = Sequence(tuple(Scalar(each, mark, plain=False) for each in value), mark)
        yield Scalar(key, mark), node
