"""Bytes of a case file to text: size, encoding and forbidden characters."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from pathlib import Path

from routes.casefile.report import Report
from routes.errors import Mark

MAX_BYTES = 2_000_000

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Everything YAML 1.2 calls non-printable; U+FEFF is let through, as YAML does.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LAST_PLAIN = "\u02ff"  # no combining character comes before U+0300

MAX_ACCENTS = 30
"""Combining characters in a row: no language has more (Unicode Standard Annex #15, section 13,
the stream-safe text format). Bringing a heap of them into NFC takes the square of its height."""


def has_heap(text: str) -> bool:
    """Whether more than ``MAX_ACCENTS`` combining characters stand in a row."""
    if text.isascii() or len(text) <= MAX_ACCENTS:
        return False
    height = 0
    for char in text:
        height = height + 1 if char > _LAST_PLAIN and unicodedata.combining(char) else 0
        if height > MAX_ACCENTS:
            return True
    return False


def read_text(path: Path, report: Report) -> str | None:
    """The text of the file, UTF-8 or UTF-16 with a byte order mark.

    Returns None when there is no text to go on with; ``report`` then says why.
    """
    data = read_bytes(path, report)
    return None if data is None else decode(data, path.as_posix(), report)


def read_bytes(path: Path, report: Report) -> bytes | None:
    """The bytes of the file; None, and a mistake in ``report``, where there are none to read."""
    start = Mark(path.as_posix(), 1)
    try:
        if not path.is_file():
            what = "is not a file." if path.exists() else "there is no such file."
            report.mistake(start, (), what, "Check the name and the folder.")
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or "the name is not one a file can have"
        report.mistake(start, (), f"cannot be opened: {reason}.")
        return None
    if len(data) > MAX_BYTES:
        report.mistake(
            start,
            (),
            "is larger than 2 MB, too large for a case file.",
            "Keep documents in files of their own and quote only the words that matter.",
        )
        return None
    return data


def decode(data: bytes, file: str, report: Report) -> str | None:
    """The text of ``data``; None and a mistake when it is not readable text.

    Control characters are reported and replaced, so that reading can go on.
    """
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        report.mistake(
            position(before, len(before), file),
            (),
            f"holds a byte (0x{data[error.start]:02X}) that is not {encoding[:6].upper()} text.",
            "Save the file again with the encoding UTF-8.",
        )
        return None
    return _without_forbidden(text, file, report)


def _without_forbidden(text: str, file: str, report: Report) -> str:
    if not FORBIDDEN.search(text):
        return text
    for number, line in enumerate(lines_of(text), start=1):
        match = FORBIDDEN.search(line)
        if match:
            report.mistake(
                Mark(file, number, match.start() + 1),
                (),
                f"holds the control character U+{ord(match.group()):04X}, which cannot be seen.",
                "Delete it; typing the line again helps.",
            )
    return FORBIDDEN.sub("\ufffd", text)


def lines_of(text: str) -> list[str]:
    """The lines of the text with their ends, as YAML 1.2 and editors count them."""
    return io.StringIO(text, newline="").readlines()


def position(text: str, index: int, file: str) -> Mark:
    """Line and column of the character at ``index`` of ``text``."""
    before = re.split("\r\n|\r|\n", text[:index])
    return Mark(file, len(before), len(before[-1]) + 1)
