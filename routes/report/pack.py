"""The folder that holds all that a report needs of one case. See docs/report.md.

Nothing of an older pack is mixed with a new one: the manifest says that it is unfinished as long
as files are written, and what is whole only at the end.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from routes.atomic import write_bytes, write_text
from routes.errors import OutputError, UsageError
from routes.filenames import INTERNAL
from routes.model import Atlas
from routes.report import geodata, manifest, markdown, page, word
from routes.report.content import report_of
from routes.report.drawings import Drawings
from routes.report.geodata import Task
from routes.report.held import lacks
from routes.report.manifest import Entry, Older
from routes.report.parts import PARTS
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload
from routes.webmap.tongues import offered


@dataclass(frozen=True, slots=True)
class _Figure:
    """A file of the figure; the options are those of `routes.figures.save`."""

    width: str
    form: str
    called: str
    what: str
    grey: bool = False
    key: bool = True


_DOUBLE, _SINGLE = "The figure for two columns", "The figure for one column"
_PLAIN = "The figure without its key, for a text with tables and sources of its own"
_GREY = ", without colour"
_FIGURES = (
    *(_Figure("double", form, "double", _DOUBLE) for form in ("svg", "pdf", "png")),
    *(_Figure("double", form, "plain", _PLAIN, key=False) for form in ("svg", "pdf", "png")),
    *(_Figure("single", form, "single", _SINGLE) for form in ("svg", "pdf")),
    _Figure("slide", "png", "slide", "The figure for a slide"),
    _Figure("double", "pdf", "double-grey", f"{_DOUBLE}{_GREY}", grey=True),
    _Figure("single", "pdf", "single-grey", f"{_SINGLE}{_GREY}", grey=True),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written, the manifest last, and which files of the folder are not of the pack.

    ``kept`` are files of an older pack that somebody has changed since, and that the new one has
    no more.
    """

    written: tuple[Path, ...]
    entries: tuple[Entry, ...]
    strange: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for, and what documents and figures are made of.

    ``languages`` are those of the map, none for those of the case.
    """

    atlas: Atlas
    folder: Path
    name: str
    languages: tuple[str, ...]
    parts: Sequence[str]
    payload: Payload
    drawings: Drawings

    @property
    def language(self) -> str:
        """The language of documents and figures."""
        return self.payload["languages"][0]

    @property
    def internal(self) -> str:
        """What the name of each file has more that is for the desk alone."""
        return INTERNAL if self.atlas.release.is_internal else ""

    @property
    def manifest(self) -> Path:
        """Where the manifest is."""
        return self.folder / f"manifest{self.internal}.json"

    def text(self, path: Path, text: str) -> None:
        """Write a text of the pack, for the desk alone if it is."""
        private = self.atlas.release.is_internal
        write_text(path, text, private=private, inside=self.folder)


def write(
    atlas: Atlas,
    folder: Path,
    *,
    name: str,
    language: str | None = None,
    parts: Sequence[str] = PARTS,
) -> Pack:
    """Write the pack of ``atlas`` into ``folder``, which is made if it is not there.

    ``name`` begins the names of its files. ``language`` is that of everything, by default that of
    the case; ``parts`` are some of `PARTS`. Files of an older pack are replaced, and removed
    where the new one has none in their place; no other file is touched.

    Raises UsageError, before anything is written, where the folder holds the pack of another
    case, or where a file of that name is there that is not one of an older pack or was changed
    since; OutputError where a file cannot be written: the manifest then says that the pack is
    unfinished.
    """
    asked = (language,) if language else ()
    payload = compose(atlas, languages=asked or offered(atlas.case)[:1])
    order = _Order(atlas, folder, name, asked, parts, payload, Drawings(payload))
    older = _older(order)
    planned = [*_tasks(order)]
    _refuse(order, older, [task.path for task in planned])
    _make(folder, {task.path.rpartition("/")[0] for task in planned})
    order.text(order.manifest, manifest.unfinished(name, older, [each.path for each in planned]))
    entries = [_written(task, folder) for task in planned if task.path != _readme(order)]
    if "geodata" in parts:
        entries.append(_with_readme(order, entries))
    kept = _remove(order, older, {entry.path for entry in entries})
    order.text(order.manifest, manifest.finished(atlas, name, order.language, entries))
    return Pack(
        written=(*(folder / entry.path for entry in entries), order.manifest),
        entries=tuple(entries),
        strange=_strange(order, {entry.path for entry in entries}),
        kept=kept,
    )


def _older(order: _Order) -> Older:
    found = manifest.read(order.manifest)
    if found is None:
        raise UsageError(
            f"{order.manifest} is not the manifest of a pack; move it away, or write to another "
            "folder"
        )
    if found.name not in ("", order.name):
        raise UsageError(
            f"{order.folder} holds the pack of {found.name!r}; write that of {order.name!r} to "
            "another folder"
        )
    return found


def _refuse(order: _Order, older: Older, paths: Sequence[str]) -> None:
    """Raise UsageError where a file would be replaced that is somebody's own."""
    for path in paths:
        target = order.folder / path
        if not os.path.lexists(target):
            continue
        if target.is_symlink() or path not in older.files or target.is_dir():
            raise UsageError(
                f"{target} is there and is not a file of an older pack; move it away, or write "
                "to another folder"
            )
        if _is_changed(target, older.files[path]):
            raise UsageError(
                f"{target} was changed since it was written; give it another name, or remove it"
            )


def _is_changed(path: Path, sha256: str) -> bool:
    return bool(sha256) and manifest.hashed(Entry(path.name, ""), path.parent).sha256 != sha256


def _make(folder: Path, below: set[str]) -> None:
    for path in (folder, *(folder / name for name in sorted(below) if name)):
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(str(path), error.strerror or str(error)) from error
        if path != folder and path.is_symlink():
            raise OutputError(str(path), "is a link; give a folder in its place")


def _tasks(order: _Order) -> Iterator[Task]:
    """All files, in the order in which they are written; nothing is written yet."""
    stem = f"{order.name}{order.internal}"
    if "map" in order.parts:
        yield Task(f"{stem}.html", "The interactive map, one page", partial(_map, order))
    if "figures" in order.parts:
        yield from _figures(order)
    if "documents" in order.parts:
        yield from _documents(order)
    if "geodata" in order.parts:
        yield from geodata.tasks(order.atlas, "geodata", order.name, order.internal)
        yield Task(_readme(order), "What the files beside it are", lambda _: None)


def _map(order: _Order, path: Path) -> None:
    from routes.webmap.page import html  # noqa: PLC0415  folium takes 0.4 s to import

    shown = order.languages or offered(order.atlas.case)
    is_same = list(shown) == order.payload["languages"]
    payload = order.payload if is_same else compose(order.atlas, languages=shown)
    order.text(path, html(payload))


def _figures(order: _Order) -> Iterator[Task]:
    for figure in _FIGURES:
        path = _figure(order, figure.called, figure.form)
        yield Task(path, figure.what, partial(_draw, order, figure))


def _draw(order: _Order, figure: _Figure, path: Path) -> Sequence[str]:
    picture, notes = order.drawings.drawing(
        figure.form, figure.width, grey=figure.grey, key=figure.key
    )
    write_bytes(path, picture, private=order.atlas.release.is_internal, inside=order.folder)
    return notes


def _figure(order: _Order, called: str, form: str) -> str:
    return f"figures/{order.name}-{called}{order.internal}.{form}"


def _documents(order: _Order) -> Iterator[Task]:
    stem = f"{order.name}{order.internal}"
    name = f"{order.name}-report{order.internal}.html"
    yield Task(f"{stem}.docx", "The report for Word", partial(_word, order))
    yield Task(f"{stem}.md", "The report for Quarto and Pandoc", partial(_text, order))
    yield Task(name, "The report as a page without scripts", partial(_page, order))


def _word(order: _Order, path: Path) -> Sequence[str]:
    report = report_of(order.payload)
    picture, notes = order.drawings.drawing("png", key=False)
    word.save(report, picture, path)
    return [*notes, *lacks(report)]


def _text(order: _Order, path: Path) -> Sequence[str]:
    report = report_of(order.payload)
    is_there = "figures" in order.parts
    figure = _figure(order, "plain", "svg") if is_there else None
    order.text(path, markdown.markdown(report, figure=figure))
    return lacks(report) if is_there else [markdown.NO_FIGURE, *lacks(report)]


def _page(order: _Order, path: Path) -> Sequence[str]:
    report = report_of(order.payload)
    picture, notes = order.drawings.drawing("svg", key=False)
    order.text(path, page.html(report, picture))
    return [*notes, *lacks(report)]


def _written(task: Task, folder: Path) -> Entry:
    said = task.write(folder / task.path) or ()
    return manifest.hashed(Entry(task.path, task.what, tuple(map(str, said))), folder)


def _readme(order: _Order) -> str:
    return f"geodata/README{order.internal}.txt"


def _with_readme(order: _Order, entries: Sequence[Entry]) -> Entry:
    own = [entry for entry in entries if entry.path.startswith("geodata/")]
    path = _readme(order)
    order.text(order.folder / path, geodata.readme(order.atlas, own))
    return manifest.hashed(Entry(path, "What the files beside it are"), order.folder)


def _remove(order: _Order, older: Older, paths: set[str]) -> tuple[str, ...]:
    """Remove what only the older pack had; what somebody changed since stays, and is returned."""
    kept = []
    for path in sorted(set(older.files) - paths):
        target = order.folder / path
        if target.is_symlink() or not target.is_file():
            continue
        if not older.files[path] or _is_changed(target, older.files[path]):
            kept.append(path)
            continue
        try:
            target.unlink()
        except OSError as error:
            raise OutputError(str(target), error.strerror or str(error)) from error
    return tuple(kept)


def _strange(order: _Order, paths: set[str]) -> tuple[str, ...]:
    """Files of the folder, hidden ones apart, that are not of this pack."""
    own = {*paths, order.manifest.name}
    found = (
        path.relative_to(order.folder).as_posix()
        for path in order.folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )
    return tuple(sorted(path for path in found if path not in own))
