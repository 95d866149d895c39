"""The zip file: others open it, and its bytes are always these."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from routes.exports.zipped import zipped

TEXT = "".join(f"{n * n} пять 다섯\n" for n in range(2_000)).encode("utf-8")
DIGEST = "8a0b163cffb0c0a8752d5ec454f79e5695731d849e955d65aed52198c044bd20"


def test_python_opens_it():
    with zipfile.ZipFile(io.BytesIO(zipped("doc.kml", TEXT))) as archive:
        assert archive.testzip() is None
        (entry,) = archive.infolist()
        assert (entry.filename, entry.date_time) == ("doc.kml", (1980, 1, 1, 0, 0, 0))
        assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
        assert archive.read(entry) == TEXT
        assert entry.compress_size < len(TEXT) / 2


def test_nothing_at_all_is_an_entry_too():
    with zipfile.ZipFile(io.BytesIO(zipped("empty", b""))) as archive:
        assert archive.read("empty") == b""


def test_the_bytes_are_those_of_the_library_that_is_pinned():
    """Another version may write others: then all KMZ files are new, which is to be said."""
    assert hashlib.sha256(zipped("doc.kml", TEXT)).hexdigest() == DIGEST


def test_a_name_is_plain():
    with pytest.raises(UnicodeEncodeError):
        zipped("길.kml", TEXT)
