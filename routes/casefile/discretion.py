"""Which parts of a case file no message repeats: notes for the desk, persons, hidden places.

Messages end up in logs and in the findings of public maps, so they name the key and the line of
a secret, and what would be right, and never the secret.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from routes.casefile import document, keys
from routes.casefile.nodes import Mapping as Keys
from routes.casefile.nodes import Node, Scalar, Sequence
from routes.casefile.quoting import holds_secret_key, holds_secret_word
from routes.casefile.report import Path, nearest
from routes.casefile.values import is_id
from routes.errors import Mark

_PRIVATE = frozenset({"private"})
_SECRET: Mapping[type[BaseModel], frozenset[str]] = {
    document.CaseFile: _PRIVATE | {"people"},
    document.Place: _PRIVATE | {"lon", "lat"},
    document.Publish: _PRIVATE | {"withhold"},
    document.Embargo: _PRIVATE | {"because"},
}
"""Keys below which everything is a secret."""

_HIDING: Mapping[type[BaseModel], tuple[str, tuple[str, ...]]] = {
    document.Place: ("publish", ("site",)),
    document.Source: ("withhold", ("false", "False", "FALSE")),
}
"""Keys that make all of their entry a secret, and with what values they do not."""

_MEANT = ("publish", "withhold", "withheld", "secret", "hidden", "<<")
"""Unknown keys like these say that somebody wanted it hidden; '<<' may bring such a key."""

_MANY = 50
"""An entry with so many unknown keys is not compared with those; it is hidden."""

_Spot = tuple[str, int, int]
"""A file, which may be the bibliography of the case; a line and a column."""


class CaseDiscretion:
    """What is a secret in one case file. Until it is `learnt`, everything is."""

    def __init__(self) -> None:
        self._open: set[_Spot] = set()
        self._secret: set[Path] = set()
        self._pieces: set[Path] = set()

    def learn(self, root: Keys) -> None:
        """Take note of where the secrets of a file stand, also in keys that were refused."""
        queue: list[tuple[Node, Path, keys.Level, bool]] = [(root, (), document.CaseFile, False)]
        while queue:
            node, path, level, secret = queue.pop()
            if isinstance(node, Sequence):
                queue.extend((each, (*path, n), level, secret) for n, each in enumerate(node.items))
            elif isinstance(node, Keys):
                if not secret and _hides(node, level):
                    secret = True
                    self._secret.add(path)
                queue.extend(self._below(node, path, level, secret))
            if not secret and not (isinstance(node, Scalar) and holds_secret_key(node.text)):
                self._open.add(_spot(node.mark))

    def _below(
        self, node: Keys, path: Path, level: keys.Level, secret: bool
    ) -> Iterator[tuple[Node, Path, keys.Level, bool]]:
        """The values of the keys, and whether each is a secret.

        After a secret, a key that is not known may be a part of it, cut off by a comma.
        """
        hidden = _secret_keys(node, level)
        after = level is document.Publish  # all that is no key there may be a word to withhold
        cut_off = False
        for key, value in _in_order(node):
            at = (*path, key.name)
            is_known = not isinstance(level, type) or key.name in keys.of(level)
            is_piece = _has_no_colon(key, value)
            if is_piece:
                self._pieces.add(at)
            told = is_known or not (after or (cut_off and is_piece) or holds_secret_word(key.name))
            if is_known:
                after, cut_off = key.name in hidden, False
            else:
                after = after or (not is_piece and nearest(key.name, hidden) is not None)
                cut_off = cut_off or not is_piece
            if told and not secret:
                self._open.add(_spot(key.mark))
            if after or not told:
                self._secret.add(at)
            # The name of an unknown key may be told, but nobody knows what stands below it.
            yield value, at, keys.below(level, key.name), secret or after or not is_known

    def hides(self, mark: Mark, path: Path) -> bool:
        """Whether no message repeats what stands at the mark, or below the path."""
        above = (path[:n] for n in range(len(path) + 1))
        return _spot(mark) not in self._open or any(p in self._secret for p in above)

    def told(self, path: Path) -> Path:
        """The path as far as it holds keys that are known, and ids."""
        level: keys.Level = document.CaseFile
        if len(path) == 1 and keys.is_known_somewhere(str(path[0])):
            return path  # the reader of lines knows the last key alone
        for depth, part in enumerate(path):
            if isinstance(part, int):
                continue
            at = path[: depth + 1]
            if level is None or at in self._pieces or not _may_be_told(part, level):
                return path[:depth]
            if at == ("people", part) and not (part.isascii() and part.islower()):
                return path[:depth]  # not an id, but a name
            level = keys.below(level, part)
        return path

    def hint(self, path: Path) -> str | None:
        """What the key at the path is for, if it is a known one."""
        return keys.description(path) if self.told(path) == path else None


def _spot(mark: Mark) -> _Spot:
    return mark.file, mark.line, mark.column


def _may_be_told(part: str, level: keys.Level) -> bool:
    if isinstance(level, type):
        return part in keys.of(level) or keys.is_plain_slip(part)
    return is_id(part)


def _in_order(node: Keys) -> list[tuple[Scalar, Node]]:
    return sorted([*node.entries, *node.dropped], key=lambda entry: entry[0].mark)


def _has_no_colon(key: Scalar, value: Node) -> bool:
    """Whether the key is a piece of a text that a comma inside braces has cut off."""
    if not isinstance(value, Scalar) or not value.is_null:
        return False
    return (value.mark.line, value.mark.column) == (key.mark.line, key.mark.column + len(key.text))


def _secret_keys(node: Keys, level: keys.Level) -> frozenset[str]:
    if not isinstance(level, type):
        return frozenset()
    if level is document.Source and any(
        key.name == "identity" and isinstance(value, Scalar) and value.name == "anonymous"
        for key, value in _in_order(node)
    ):
        return _PRIVATE | {"author"}
    return _SECRET.get(level, _PRIVATE)


def _hides(node: Keys, level: keys.Level) -> bool:
    """Whether the entry says, if only with a slip, that it is a secret."""
    if not isinstance(level, type) or level not in _HIDING:
        return False
    hiding, harmless = _HIDING[level]
    entries = _in_order(node)
    said = [value for key, value in entries if key.name == hiding]
    if any(not isinstance(value, Scalar) or value.name not in harmless for value in said):
        return True
    unknown = [key.name for key, _ in entries if key.name not in keys.of(level)]
    return len(unknown) > _MANY or any(nearest(name, _MEANT) for name in unknown)
