"""Text that is not in one piece in a file, or not as text.

Rows of SQLite over its pages, columns of Parquet, the glyphs of a PDF.
"""

from __future__ import annotations

import io
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
from pyarrow import parquet

_APART = b"\n\x00\x00\n"
_CMAP = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-fA-F\s]{2,})>")


def pages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Texts of a SQLite file or of its WAL that run over from one page to another.

    What is left of a row on a free page ends with the number of the page where it goes on.
    """
    if data.startswith(b"SQLite format 3\x00"):
        size = int.from_bytes(data[16:18], "big")
        size = 65536 if size == 1 else size
        starts = dict(enumerate(range(0, len(data), size), 1)) if size >= 512 else {}
        all_pages = [(number, data[at : at + size]) for number, at in starts.items()]
        yield from _rows(data)
    elif data[:4] in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
        size = int.from_bytes(data[8:12], "big")
        frames = range(32, len(data), size + 24) if size >= 512 else range(0)
        all_pages = [
            (int.from_bytes(data[at : at + 4], "big"), data[at + 24 : at + 24 + size])
            for at in frames
        ]
    else:
        return
    by_number: dict[int, list[bytes]] = {}
    for number, page in all_pages:
        by_number.setdefault(number, []).append(page)
    joints = []
    for _, page in all_pages:
        for at, number in _pointers(page, by_number):
            joints.extend(page[max(0, at - 400) : at] + p[4:404] for p in by_number[number])
        following = int.from_bytes(page[:4], "big")
        joints.extend(page[-400:] + p[4:404] for p in by_number.get(following, ()))
    if joints:
        yield "SQLite, over the end of a page", _APART.join(joints)


def _pointers(page: bytes, known: dict[int, list[bytes]]) -> Iterator[tuple[int, int]]:
    single = np.frombuffer(page, dtype=np.uint8).astype(np.uint32)
    if len(single) < 4:
        return
    numbers = single[:-3] << 24 | single[1:-2] << 16 | single[2:-1] << 8 | single[3:]
    for at in np.flatnonzero((numbers > 1) & (numbers <= max(known))).tolist():
        if int(numbers[at]) in known:
            yield at, int(numbers[at])


def _rows(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a database says when it is asked, texts in one piece."""
    base = sqlite3.connect(":memory:")
    try:
        # Without its WAL: the file says that it has one, and there is none in memory.
        base.deserialize(data[:18] + b"\x01\x01" + data[20:])
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield "SQLite rows", "\n".join(base.iterdump()).encode("utf-8", "replace")
    except (sqlite3.Error, UnicodeError):
        pass  # damaged, or no plain tables: its bytes are looked at all the same
    finally:
        base.close()


def columns(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a Parquet file says when it is read, however its pages are packed."""
    if not (data.startswith(b"PAR1") and data.endswith(b"PAR1")):
        return
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (pa.ArrowException, OSError):
        return  # damaged: its bytes are looked at all the same
    cells = [value for column in table.columns for value in column.to_pylist()]
    yield (
        "Parquet columns",
        _APART.join(
            value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
            for value in (*cells, *(table.schema.metadata or {}).values())
        ),
    )


def printed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What Poppler reads in a PDF: each font has glyphs and codes of its own.

    Raises ValueError where there is no Poppler.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise ValueError("a PDF, and no pdftotext to look into it")
    asked = [program, "-raw", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(asked, input=data, capture_output=True, check=False)
    yield "PDF text", done.stdout


def glyphs(contents: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """What a PDF draws, as text: by the tables that say which letter a glyph is.

    ``contents`` are the file and what inflates in it.
    """
    letters: dict[int, str] = {}
    for content in contents:
        for found in _CMAP.finditer(content):
            _learn(letters, found[1] == b"char", _GLYPHS.findall(found[2]))
    texts = []
    for content in contents if letters else ():
        for found in _GLYPHS.finditer(content):
            digits = b"".join(found[1].split())
            glyphs = (int(digits[i : i + 4], 16) for i in range(0, len(digits) - 3, 4))
            texts.append("".join(letters.get(glyph, "") for glyph in glyphs))
    if texts:
        yield "PDF glyphs", "".join(texts).encode("utf-8", "replace")


def _learn(letters: dict[int, str], single: bool, codes: list[bytes]) -> None:
    """Takes in a table that says which letter a glyph is."""
    step = 2 if single else 3
    for i in range(0, len(codes) - step + 1, step):
        first, last = int(codes[i], 16), int(codes[i + step - 2], 16)
        try:
            text = bytes.fromhex(codes[i + step - 1].decode("ascii")).decode("utf-16-be")
        except (ValueError, UnicodeDecodeError):
            continue
        for glyph in range(first, min(last, first + 0xFFFF) + 1):
            letters[glyph] = text[:-1] + chr((ord(text[-1:] or "\0") + glyph - first) % 0x110000)
