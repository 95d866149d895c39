"""Inputs that are nearly right: a seeded mutator of bytes, lines and tokens.

The same seed and corpus give the same inputs on every machine: `random.Random` with an
integer seed is stable between versions of Python for the calls that are made here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

NUMBERS = (
    b"0", b"-0", b"-0.0", b"1e400", b"-1e400", b"1e-400", b"90.0000001", b"-90", b"180", b"-180",
    b"180.0000000001", b"360", b"NaN", b"nan", b"inf", b"-.inf", b".nan", b"0x10", b"0o17",
    b"1_000", b"9" * 400, b"1e309", b"5e-324", b"\xd9\xa3\xd9\xa4", b"1,5", b"true", b"NO",
    b"1:30", b"9999", b"0000", b"10000", b"9999-12-31", b"0001-01-01", b"2016-24", b"XXXX",
    b"9999-24", b"-0001", b"2016-07/..", b"../..", b"{2016,2017..}", b"Y-17E7", b"y17E9999",
)  # fmt: skip
TOKENS = (
    b"", b" ", b"  ", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\x1b[31m", b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\xc2\xa0", b"\xcc\x81" * 40, b"\xf0\x9f\x98\x80", b"\xef\xbf\xbe", b"---\n",
    b"...\n", b"%YAML 1.1\n", b"%TAG ! tag:x,2000:\n", b"&a ", b"*a", b"!!python/object:os.x ",
    b"!<tag:yaml.org,2002:int> ", b"<<: ", b"? ", b": ", b":", b"- ", b"-", b"# ", b" #", b"{",
    b"}",
    b"[", b"]", b",", b"|\n", b">-\n", b"|9\n", b'"', b"'", b"\\", b'"\\ud800"', b'"\\UFFFFFFFF"',
    b'"\\x00"', b"~", b"null", b"@", b"`", b"[[[[[[[[[[[[[[[[[[[[[[[[", b"{a: {a: {a: ",
    b"; ", b'""', b"=1+1", b"<script>", b"{{7*7}}", b"../../x", b"__class__", b"[key]",
    b"\xef\xbf\xbd",
)  # fmt: skip
_WORD = re.compile(rb"[\w.+\x80-\xff-]+|[^\w\s\x80-\xff]")
_NUMBER = re.compile(rb"[-+]?\d+(?:\.\d+)?")
LARGEST = 60_000
_STEPS = (1, 1, 1, 2, 2, 3, 5, 9)

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutations(corpus: Sequence[bytes], seed: int, count: int) -> Iterator[bytes]:
    """``count`` inputs made from ``corpus``, the same ones for the same seed."""
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        data = chance.choice(corpus)
        yield changed(chance, data, corpus)[:LARGEST]


def changed(chance: random.Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """``data`` after a few changes; words and pieces come from ``corpus``."""
    for _ in range(chance.choice(_STEPS)):
        data = chance.choice(_CHANGES)(chance, data, corpus)
    return data


def _span(chance: random.Random, data: bytes, most: int = 60) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(most))


def _replace(data: bytes, start: int, end: int, new: bytes) -> bytes:
    return data[:start] + new + data[end:]


def _flip(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return _replace(data, at, at + 1, bytes([data[at] ^ (1 << chance.randrange(8))]))


def _cut(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return _replace(data, *_span(chance, data), b"")


def _end(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _double(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _span(chance, data)
    return _replace(data, end, end, data[start:end] * chance.choice((1, 1, 2, 30, 300)))


def _insert(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return _replace(data, at, at, chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50)))


def _splice(chance: random.Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    other = chance.choice(corpus)
    first, last = _span(chance, other, 400)
    return _replace(data, *_span(chance, data), other[first:last])


def _word(chance: random.Random, data: bytes, corpus: Sequence[bytes]) -> bytes:
    """One word for another one of the corpus, a token or a number."""
    words = list(_WORD.finditer(data))
    if not words:
        return data
    found = chance.choice(words)
    others = _WORD.findall(chance.choice(corpus)) or [b""]
    new = chance.choice((chance.choice(others), chance.choice(TOKENS), chance.choice(NUMBERS)))
    return _replace(data, *found.span(), new)


def _number(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    return _replace(data, *chance.choice(found).span(), chance.choice(NUMBERS)) if found else data


def _lines(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """A line deleted, doubled, moved or indented otherwise."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at]
    how = chance.randrange(5)
    if how == 0:
        del lines[at]
    elif how == 1:
        lines.insert(to, line)
    elif how == 2:
        lines[at], lines[to] = lines[to], line
    elif how == 3:
        lines[at] = b" " * chance.randrange(1, 9) + line
    else:
        lines[at] = line.lstrip(b" ")
    return b"".join(lines)


_CHANGES: tuple[Change, ...] = (
    _flip, _cut, _end, _double, _insert, _insert, _splice, _word, _word, _word, _number, _lines,
    _lines,
)  # fmt: skip
