"""A search for what must not be published, in every encoding, in every layer of every output.

`search` looks for words, paths and positions in files as they were written: itself, its name,
and all that lies inside. `nearest_m` says how near anything drawn comes to a position.

What it cannot see: text that is drawn as pixels or as outlines of letters, what is encrypted,
words told by other words (initials, a translation), and positions that follow from distances.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tests.safety import canary_geometry as geometry
from tests.safety import canary_spellings as spellings
from tests.safety.canary_codes import decode_polylines
from tests.safety.canary_geometry import nearest_m
from tests.safety.canary_layers import layers
from tests.safety.canary_points import Point, Spotter
from tests.safety.canary_sieve import LEAST, Sieve
from tests.safety.canary_views import MIXED, folded, letters, single, views

__all__ = ["Find", "Point", "Searcher", "Secrets", "nearest_m", "search"]


@dataclass(frozen=True)
class Secrets:
    """What to look for. ``texts`` are names, notes, addresses, users: at least 4 bytes each."""

    texts: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    paths: tuple[str, ...] = field(default=())


@dataclass(frozen=True, order=True)
class Find:
    """A trace: in which file, of which secret, how it is written there, and where in that view.

    ``view`` goes from the outside in: ``zip member doc.xml > HTML entities``. ``offset`` counts
    bytes of the innermost view (characters, where escapes were undone).
    """

    file: str
    secret: str
    view: str
    offset: int


def search(files: Mapping[str, bytes], secrets: Secrets) -> list[Find]:
    """Every trace of the secrets in files, sorted; one for each file, secret and way to write it.

    Raises ValueError for a secret that is too short to be told from chance, and for a file so
    full of other files that not all can be looked at.
    """
    return Searcher(secrets).search(files)


class Searcher:
    """Looks for the same secrets in file after file; to be made once, for it takes a moment."""

    def __init__(self, secrets: Secrets) -> None:
        self._points = secrets.points
        self._clean: set[bytes] = set()  # scripts, which are in page after page
        self._spotter = Spotter(secrets.points)
        texts = [(text, text) for text in secrets.texts]
        texts += [(path, part) for path in secrets.paths for part in spellings.of_path(path)]
        for _, text in texts:
            if len(folded(text).encode("utf-8")) < LEAST:
                raise ValueError(f"too short to be told from chance: {text!r}")
        self._raw = Sieve(p for pair in texts for p in spellings.as_bytes(*pair))
        self._folded = Sieve(
            [*(p for pair in texts for p in spellings.as_folded(*pair)), *self._spotter.patterns()]
        )
        self._letters = Sieve(
            [
                *(p for pair in texts for p in spellings.as_letters(*pair)),
                *self._spotter.letter_patterns(),
            ]
        )

    def search(self, files: Mapping[str, bytes]) -> list[Find]:
        """Every trace in files."""
        pages = tuple(view for data in files.values() for view in geometry.views_of(data))
        found: dict[tuple[str, str, str], Find] = {}
        clean: set[bytes] = set()  # the same file lies in a pack and beside it
        for name, data in files.items():
            finds = [*self._in_name(name), *self._in_file(name, data, pages, clean)]
            for find in finds:
                found.setdefault((name, find.secret, find.view), find)
        return sorted(found.values())

    def _in_name(self, name: str) -> Iterator[Find]:
        for way, content in layers(name.encode("utf-8", "surrogateescape")):
            yield from self._in_layer(name, ("name of the file", *way), content)

    def _in_file(
        self, name: str, data: bytes, pages: tuple[geometry.View, ...], clean: set[bytes]
    ) -> list[Find]:
        """What is in a file, unless the very same was looked at before and is ``clean``."""
        whole = hashlib.blake2b(data, digest_size=16).digest()
        if whole in clean:
            return []
        finds = list(self._in_data(name, data, pages))
        if not finds:
            clean.add(whole)
        return finds

    def _in_data(self, name: str, data: bytes, pages: tuple[geometry.View, ...]) -> Iterator[Find]:
        for way, content in layers(data):
            for part in way[-1:]:
                if part.startswith("zip member "):
                    inner = part.removeprefix("zip member ").encode("utf-8")
                    yield from self._in_layer(name, (*way[:-1], "name in a zip"), inner)
            key = hashlib.blake2b(content, digest_size=16).digest()
            if key in self._clean:
                continue
            finds = list(self._in_layer(name, way, content))
            if not finds:
                self._clean.add(key)
            yield from finds
        for point in self._points:
            for what, metres, exact_m in geometry.near(data, (point.lon, point.lat), pages):
                if metres < point.declared_m and exact_m < point.declared_m:
                    yield Find(name, point.secret, f"drawn: {what}", 0)

    def _in_layer(self, name: str, way: tuple[str, ...], data: bytes) -> Iterator[Find]:
        def find(secret: str, kind: str, at: int) -> Find:
            return Find(name, secret, " > ".join(each for each in (*way, kind) if each), at)

        for pattern, at in self._raw.find(data):
            yield find(pattern.secret, pattern.kind, at)
        if not data.isascii():
            for at, secret, kind in self._spotter.in_bytes(data):
                yield find(secret, kind, at)
        text = data.decode("utf-8", "replace")
        for view, written in views(text):
            hits = list(self._in_view(written, view))
            named = _named(hits, self._told(text)) if hits and view == MIXED else {}
            for secret, kind, at in hits:
                shown = named.get((secret, kind), view)
                yield find(secret, _and(shown, kind) or "as it is", at)

    def _in_view(self, text: str, view: str) -> Iterator[tuple[str, str, int]]:
        """Secret, kind and place of each trace in a text."""
        if view:
            for pattern, at in self._raw.find(text.encode("utf-8", "surrogatepass")):
                yield pattern.secret, pattern.kind, at
        lower = folded(text)
        data = lower.encode("utf-8", "surrogatepass")
        seen: set[str] = set()
        for pattern, at in self._folded.find(data):
            seen.add(pattern.secret)
            yield pattern.secret, pattern.kind, at
        for pattern, at in self._letters.find(letters(text)):
            if pattern.secret not in seen:
                yield pattern.secret, pattern.kind, at
        for at, secret, kind in self._spotter.in_text(lower):
            yield secret, kind, at
        if view in ("", MIXED):
            yield from self._polylines(text)

    def _polylines(self, text: str) -> Iterator[tuple[str, str, int]]:
        if not self._points:
            return
        vertices, ends = decode_polylines(text.encode("utf-8", "surrogatepass"))
        for scale in (1e5, 1e6):
            for point in self._points:
                off = abs(vertices - [point.lat * scale, point.lon * scale]).max(axis=1)
                for at in ends[off < 2e-5 * scale][:1].tolist():
                    yield point.secret, "encoded polyline", at

    def _told(self, text: str) -> Iterator[tuple[str, set[tuple[str, str]]]]:
        """By each way to undo escapes of one kind: what it lays open alone."""
        for name, written in single(text):
            hits = self._in_view(written, MIXED)
            yield name, {(secret, kind) for secret, kind, _ in hits}


def _named(
    hits: list[tuple[str, str, int]], singles: Iterable[tuple[str, set[tuple[str, str]]]]
) -> dict[tuple[str, str], str]:
    """The one kind of escapes that hides each of the hits, where it is one."""
    wanted = {(secret, kind) for secret, kind, _ in hits}
    named: dict[tuple[str, str], str] = {}
    for name, told in singles:
        for each in wanted & told:
            named.setdefault(each, name)
    return named


def _and(view: str, kind: str) -> str:
    return " > ".join(each for each in (view, kind) if each)
