"""What is in a workbook's zip, unpacked in bounds before any library sees it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from routes.errors import InputError
from routes.intake.caps import MOST_PARTS, MOST_RATIO, MOST_UNPACKED, SMALL_UNPACKED
from routes.intake.wrong import shown, wrong

_SAVE = "Open it in a spreadsheet program and save it as .xlsx."
_OLD = b"\xd0\xcf\x11\xe0"
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
           RuntimeError, KeyError, IndexError)  # fmt: skip
"""What `zipfile` raises for archives that are damaged or made to look odd."""

_MARKUP = (".xml", ".rels", ".vml")


def parts(data: bytes, name: str) -> dict[str, bytes]:
    """Every part of the zip ``data`` that is XML, by its path; pictures and macros stay packed.

    Raises InputError for what is no zip, is damaged, has more parts than `MOST_PARTS` or one
    twice, a password, unpacks to more than `MOST_UNPACKED` or than `MOST_RATIO` times its size,
    or has a document type in any part.
    """
    if data.startswith(_OLD):
        message = "is an old workbook (.xls), or one with a password."
        raise wrong(name, 1, "file", message, _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = _wanted(archive, name, len(data))
            unpacked = {each.filename: archive.read(each) for each in found}
    except InputError:
        raise
    except _DAMAGE:
        what = "is a web page" if data.lstrip()[:1] == b"<" else "is not a workbook, or damaged"
        raise wrong(name, 1, "file", f"{what}.", _SAVE) from None
    for part, content in unpacked.items():
        if b"<!DOCTYPE" in content:
            line = content.count(b"\n", 0, content.index(b"<!DOCTYPE")) + 1
            message = f"part {shown(part)} holds a document type (DOCTYPE)."
            raise wrong(name, line, "file", message, _SAVE)
    return unpacked


def _wanted(archive: zipfile.ZipFile, name: str, size: int) -> list[zipfile.ZipInfo]:
    found = archive.infolist()
    names = [each.filename for each in found]
    total = sum(each.file_size for each in found)
    if len(found) > MOST_PARTS:
        raise wrong(name, 1, "file", f"has more than {MOST_PARTS:,} parts.", _SAVE)
    if len(set(names)) < len(names):
        raise wrong(name, 1, "file", "has a part twice.", _SAVE)
    if any(each.flag_bits & 1 for each in found):
        raise wrong(name, 1, "file", "has a password.", "Save it without one.")
    if total > MOST_UNPACKED or total > max(SMALL_UNPACKED, size * MOST_RATIO):
        message = f"unpacks to {total // 10**6:,} MB, which is too much for {size:,} bytes."
        if total <= size * MOST_RATIO:
            message = f"unpacks to {total // 10**6:,} MB; the most is {MOST_UNPACKED // 10**6}."
        raise wrong(name, 1, "file", message, "Save it as CSV UTF-8, or split it.")
    return [each for each in found if each.filename.lower().endswith(_MARKUP)]


def packed(parts_of: Mapping[str, bytes]) -> bytes:
    """A zip of these parts and no others, each as it was checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in parts_of.items():
            archive.writestr(zipfile.ZipInfo(path), content)
    return out.getvalue()
