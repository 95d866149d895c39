"""A zip file that is the same on every machine: one entry, without a time.

Python's own ``zipfile`` compresses with zlib, which is another library on another machine;
libdeflate, in the version that constraints.txt names, is not. Sections are those of the ".ZIP File
Format Specification" (APPNOTE) 6.3.
"""

from __future__ import annotations

import struct

import deflate

_LEVEL = 12
"""The tightest: about 0.1 s for a megabyte."""

_VERSION = 20
"""2.0, the first that knows deflate (4.4.3)."""

_DEFLATED = 8
_FIRST_DAY = 1 << 5 | 1
"""1980-01-01, midnight: the first that a zip file can say, and it always has to say one."""

_UNIX = 3 << 8
_PLAIN_FILE = 0o100644 << 16


def zipped(name: str, content: bytes) -> bytes:
    """A zip file that holds ``content`` as ``name``. Raises UnicodeEncodeError for another than an
    ASCII name.
    """
    title, packed = name.encode("ascii"), bytes(deflate.deflate_compress(content, _LEVEL))
    sizes = (deflate.crc32(content), len(packed), len(content), len(title), 0)
    told = struct.pack("<5H3I2H", _VERSION, 0, _DEFLATED, 0, _FIRST_DAY, *sizes)
    entry = b"PK\x03\x04" + told + title + packed  # 4.3.7
    listed = (
        b"PK\x01\x02"  # 4.3.12
        + struct.pack("<H", _UNIX | _VERSION)
        + told
        + struct.pack("<3H2I", 0, 0, 0, _PLAIN_FILE, 0)
        + title
    )
    end = struct.pack("<4H2IH", 0, 0, 1, 1, len(listed), len(entry), 0)
    return entry + listed + b"PK\x05\x06" + end  # 4.3.16
