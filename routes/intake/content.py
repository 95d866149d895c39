"""The bytes of a file, and its text: no more than there may be, and UTF-8."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from routes.intake.caps import MOST_BYTES
from routes.intake.encodings import likely
from routes.intake.wrong import wrong

STANDARD_INPUT = "-"

_NO_TEXT = {
    b"PK\x03\x04": "is a workbook or another zip file and no text.",
    b"\xd0\xcf\x11\xe0": "is an old workbook (.xls) and no text.",
    b"%PDF": "is a PDF and no text.",
}


def name_of(path: Path) -> str:
    """What messages call the file."""
    return "standard input" if str(path) == STANDARD_INPUT else str(path)


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at ``path`` ("-": standard input).

    Raises InputError for one that is too large or no file at all (a pipe would never end), and
    OSError.
    """
    if str(path) == STANDARD_INPUT:
        data = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise wrong(name_of(path), 1, "file", "is not a file.", "Give the path of a file.")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        message = f"is larger than {MOST_BYTES // 10**6} MB."
        raise wrong(name_of(path), 1, "file", message, "Split it.")
    return data


def text_of(data: bytes, name: str, save: str) -> str:
    """``data`` as text: UTF-8, with or without a byte order mark.

    Raises InputError with the line for another encoding (naming the likely one), zero bytes, and
    what is no text; ``save`` is the hint that says how to save the file.
    """
    for start, what in _NO_TEXT.items():
        if data.startswith(start):
            raise wrong(name, 1, "file", what, save)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        # The decoder counts from behind the byte order mark.
        at = error.start + (3 if data.startswith(codecs.BOM_UTF8) else 0)
        guess = likely(data)
        message = f"byte {at} is not UTF-8 (0x{data[at]:02X})"
        message += f": it looks like {guess}." if guess else "."
        raise wrong(name, line, "file", message, save) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise wrong(name, line, "file", "holds a zero byte, so it is no text.", save)
    return text
