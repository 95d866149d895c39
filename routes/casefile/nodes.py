"""A YAML file as nodes: every scalar kept as text, with its line and column.

Refused here, whatever the file is about: tags, anchors, aliases, merge keys, keys that
are not text, the same key twice, more than one document, an empty file, control
characters, nesting deeper than ``MAX_DEPTH`` and more than ``MAX_NODES`` nodes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from routes.casefile import syntax
from routes.casefile.decode import FORBIDDEN, MAX_ACCENTS, has_heap, read_text
from routes.casefile.quoting import shown
from routes.casefile.report import Path, Report
from routes.errors import InputError, Mark

MAX_DEPTH = 20
MAX_NODES = 100_000

_NULLS = ("", "~", "null", "Null", "NULL")
_LOST = re.compile(r"[ \t]+#(?=[^\s#!])(?P<lost>.*)")
_LOST_ALL = re.compile(r"[ \t]*:" + _LOST.pattern)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as written. ``plain`` says that it had no quotes."""

    text: str
    mark: Mark
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2 reads this as no value at all."""
        return self.plain and self.text in _NULLS

    @property
    def name(self) -> str:
        """The text as an id or a key is compared: stripped and in NFC."""
        return unicodedata.normalize("NFC", self.text.strip())


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands for a node that was refused, so that it is not complained about twice."""

    mark: Mark
    name: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in file order; no key twice. ``dropped`` are those that were refused."""

    entries: tuple[tuple[Scalar, Node], ...]
    mark: Mark
    dropped: tuple[tuple[Scalar, Node], ...] = ()


Node = Scalar | Broken | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Spot:
    """A node and where to point to: its key, or itself in a list."""

    node: Node
    key: Mark

    @property
    def mark(self) -> Mark:
        """Where the value stands, or the key when there is no value."""
        no_value = isinstance(self.node, Scalar) and self.node.is_null
        return self.key if no_value else self.node.mark


def load(path: FilePath) -> Mapping:
    """The nodes of a YAML file. Raises InputError with every mistake found."""
    report = Report()
    root = build(path, report)
    report.check()
    if root is None:
        raise AssertionError("no nodes and no mistake")
    return root


def build(path: FilePath, report: Report) -> Mapping | None:
    """The nodes of a YAML file; None when there is nothing to go on with.

    Mistakes go to ``report``.
    """
    text, file = read_text(path, report), path.as_posix()
    for _ in range(syntax.attempts(text or "")):
        if text is None:
            return None
        try:
            root = _Builder(text, file, report).run(syntax.parse(text))
        except InputError:  # enough mistakes; it is a ValueError too
            raise
        except syntax.FAILURES as error:
            text = syntax.repair(error, text, file, report)
        else:
            return _mapping(root, file, report)
    return None


def index(root: Mapping) -> dict[Path, Spot]:
    """Every node below ``root`` by its path; what holds others comes before them."""
    spots: dict[Path, Spot] = {(): Spot(root, root.mark)}
    queue: list[Path] = [()]
    while queue:
        path = queue.pop()
        for part, key, child in _children(spots[path].node):
            spots[(*path, part)] = Spot(child, key)
            queue.append((*path, part))
    return spots


def _children(node: Node) -> Iterator[tuple[str | int, Mark, Node]]:
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.name, key.mark, value
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield number, item.mark, item


def _mapping(root: Node | None, file: str, report: Report) -> Mapping | None:
    if isinstance(root, Mapping):
        return root
    if root is None or (isinstance(root, Scalar) and root.is_null):
        report.mistake(Mark(file, 1), (), "is empty: it holds no keys.", "Begin with 'version: 1'.")
    elif not isinstance(root, Broken):
        report.mistake(
            root.mark,
            (),
            "does not begin with a key.",
            "Begin with 'version: 1'; a key is followed by a colon and a space.",
        )
    return None


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is being read. ``key`` waits for its value."""

    mark: Mark
    path: Path
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    dropped: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Mark] = field(default_factory=dict)
    key: Scalar | Broken | None = None
    key_end: int = 0

    def node(self) -> Node:
        if self.is_mapping:
            return Mapping(tuple(self.entries), self.mark, tuple(self.dropped))
        return Sequence(tuple(self.items), self.mark)

    def child(self) -> Path:
        """The path of the node that comes next."""
        if not self.is_mapping:
            return (*self.path, len(self.items))
        return (*self.path, self.key.name) if isinstance(self.key, Scalar) else self.path


def _lost(match: re.Match[str]) -> str:
    return shown(f"#{match['lost'].strip()}", most=40)


class _StopReadingError(Exception):
    """Reading stops: the report already says why."""


class _Builder:
    """Turns events into nodes without recursion."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self._text, self._file, self._report = text, file, report
        self._stack: list[_Frame] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0

    def run(self, events: Iterable[Event]) -> Node | None:
        try:
            for event in events:
                self._take(event)
                if self._documents > 1:
                    break
        except _StopReadingError:
            return Broken(Mark(self._file, 1))
        return self._root

    def _take(self, event: Event) -> None:
        if isinstance(event, NodeEvent):
            self._count(event)
            self._check_properties(event)
        if isinstance(event, CollectionStartEvent):
            self._open(event)
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self._add(self._stack.pop().node(), event)
        elif isinstance(event, ScalarEvent):
            self._add(self._scalar(event), event)
        elif isinstance(event, AliasEvent):
            self._add(Broken(self._mark(event)), event)
        elif isinstance(event, DocumentStartEvent):
            self._start_document(event)

    def _count(self, event: NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._report.mistake(
                self._mark(event),
                (),
                f"holds more than {MAX_NODES:,} keys and values, too many for a case file.",
                "Split it into several cases.",
            )
            raise _StopReadingError

    def _mark(self, event: Event) -> Mark:
        return Mark(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _path(self) -> Path:
        return self._stack[-1].child() if self._stack else ()

    def _start_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report.mistake(
                self._mark(event),
                (),
                "begins a second document; a case file holds one.",
                "Delete the line '---', or move what follows into a file of its own.",
            )
        if event.tags or event.version not in (None, (1, 2)):
            self._report.mistake(
                Mark(self._file, 1), (), "has a '%' line, which is not used here.", "Delete it."
            )

    def _check_properties(self, event: NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            message, hint = f"{shown('*' + event.anchor)} refers to another part of the file", "out"
        elif event.anchor:
            message, hint = f"{shown('&' + event.anchor)} names a part of the file", "out"
        elif tag:
            message, hint = f"has the YAML tag {shown(tag)}", ""
        else:
            return
        path = self._path()
        frame = self._stack[-1] if self._stack else None
        if frame and frame.is_mapping and not frame.key and isinstance(event, ScalarEvent):
            path = (*path, Scalar(event.value, frame.mark).name)  # of the key itself
        self._report.mistake(
            self._mark(event),
            path,
            f"{message}, which is not used in case files.",
            "Write the value out, or put quotes round it if it is text."
            if hint
            else "Put quotes round the whole text if it is text, else delete the tag.",
        )

    def _open(self, event: CollectionStartEvent) -> None:
        mark, path = self._mark(event), self._path()
        if len(self._stack) >= MAX_DEPTH:
            self._report.mistake(
                mark,
                path[:4],
                f"is nested deeper than {MAX_DEPTH} levels.",
                "No part of a case file needs that: look for stray brackets or spaces.",
            )
            raise _StopReadingError
        self._stack.append(_Frame(mark, path, isinstance(event, MappingStartEvent)))

    def _scalar(self, event: ScalarEvent) -> Scalar | Broken:
        mark, text = self._mark(event), event.value
        match = FORBIDDEN.search(text)
        if match:
            half = "\ud800" <= match[0] <= "\udfff"
            kind = "half of a character pair" if half else "a control character"
            self._report.mistake(
                mark,
                self._path(),
                f"holds an escape for U+{ord(match[0]):04X}, {kind}, which is not text.",
                "Write the character itself." if half else "Leave it out.",
            )
            return Broken(mark)
        if has_heap(text):
            self._report.mistake(
                mark,
                self._path(),
                f"holds a letter with more than {MAX_ACCENTS} accents on it, which is not text.",
                "Delete the line and type it again.",
            )
            return Broken(mark)
        scalar = Scalar(text, mark, plain=event.style is None)
        if scalar.plain and not scalar.is_null:
            self._look_for_lost_text(event)
        return scalar

    def _look_for_lost_text(self, event: ScalarEvent) -> None:
        match = _LOST.match(self._text, event.end_mark.index)
        if match:
            self._report.finding(
                "text-after-hash",
                "warning",
                self._mark(event),
                self._path(),
                f"the text ends at {shown(event.value[-20:])}: {_lost(match)} after it "
                "is a comment. Put quotes round the text if it belongs to it, or a space after "
                "the '#' if it is a comment.",
            )

    def _add(self, node: Node, event: Event) -> None:
        if not self._stack:
            self._root = node if self._root is None else self._root
            return
        frame = self._stack[-1]
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = self._key(frame, node)
            frame.key_end = event.end_mark.index
        else:
            self._add_value(frame, node)
            frame.key = None

    def _key(self, frame: _Frame, node: Node) -> Scalar | Broken:
        if isinstance(node, Scalar):
            if node.name == "<<":
                what, hint = "merge keys ('<<') are not used in case files.", "Write the keys out."
            elif node.name in frame.seen:
                line = frame.seen[node.name].line
                what = f"the key {shown(node.name)} stands here twice; first in line {line}."
                hint = "Keep one of the two, or give the second another name."
            elif not node.name:
                what, hint = "has a colon with no key before it.", "Write 'key: value'."
            else:
                frame.seen[node.name] = node.mark
                return node
            self._report.mistake(node.mark, (*frame.path, node.name), what, hint)
            return Broken(node.mark, node.name)
        if not isinstance(node, Broken):
            self._report.mistake(
                node.mark,
                frame.path,
                "a list or mapping stands where a key should be.",
                "A key is a word. Text that begins with '[' or '{' needs quotes.",
            )
        return Broken(node.mark)

    def _add_value(self, frame: _Frame, node: Node) -> None:
        if isinstance(frame.key, Scalar):
            if isinstance(node, Scalar) and node.is_null and not node.text:
                node = self._check_lost_value(frame, frame.key, node)
            frame.entries.append((frame.key, node))
        elif frame.key is not None:
            frame.dropped.append((Scalar(frame.key.name, frame.key.mark), node))

    def _check_lost_value(self, frame: _Frame, key: Scalar, node: Scalar) -> Node:
        match = _LOST_ALL.match(self._text, frame.key_end)
        if match is None:
            return node
        self._report.mistake(
            key.mark,
            (*frame.path, key.name),
            f"has no value: {_lost(match)} is a comment.",
            "Put quotes round the text.",
        )
        return Broken(key.mark)
