"""What lies inside a file: every stream that inflates, every run that decodes, down to the last.

Nothing is trusted to be what its name says: streams are tried wherever one could begin, so that
what a directory no longer names, what lies behind the end of a picture and what is cut short is
found too.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import hashlib
import importlib
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache

from routes.webmap.packing import unpacked
from tests.safety.canary_pages import columns, glyphs, pages, printed
from tests.safety.canary_views import MIXED, views

Layer = tuple[tuple[str, ...], bytes]

_DEEPEST = 8
_MOST = 1 << 29
"""Bytes that come out of one file, together: half a gigabyte."""

_SCRAP = 8  # bytes that a stream gives before it breaks, to be looked at
_APART = b"\n\x00\x00\n"

_ZLIB = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78]")
_MAGIC = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|\x5d\x00\x00[\x00-\xff]{2}")
_LOCAL = b"PK\x03\x04"
_PACKED = re.compile(rb"data-packed=[\"']?([^\"'> ]{1,60})[^>]*>([^<]*)<")
_BASE85 = re.compile(rb"(?<![!#-&(-~])c[!#-&(-~]{15,5000}")
"""A zlib stream in base 85 begins with a c, in our own alphabet and in Python's."""
_FROM_PAGE = bytes.maketrans(b",.:", b"&<>")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{16,}(?:(?:\r?\n|\\n)[ \t]*[A-Za-z0-9+/_\-]+)*")
_BASE32 = re.compile(rb"[A-Z2-7]{16,}|[a-z2-7]{24,}")
_HEX = re.compile(rb"[0-9a-fA-F]{16,}(?:\r?\n[0-9a-fA-F]{2,})*")
_HEX_APART = re.compile(rb"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ :,;-]{1,2}){5,}(?:0x|\\x)?[0-9a-fA-F]{2}")
_CODES = re.compile(rb"(?:\d{1,7}\s{0,2},\s{0,2}){3,}\d{1,7}")
_ASCII85 = re.compile(rb"[!-uz\s]{8,}~>")
_RUN = re.compile(rb"([\x00-\xff])\1{64,}")
_UTF16_LE = re.compile(rb"(?:[\t\n\r\x20-\x7e]\x00){4,}")
_UTF16_BE = re.compile(rb"(?:\x00[\t\n\r\x20-\x7e]){4,}")
_UTF32 = re.compile(rb"(?:[\t\n\r\x20-\x7e]\x00\x00\x00){4,}")


def layers(data: bytes) -> Iterator[Layer]:
    """All layers of a file, itself first, each with the way to it; none of them twice.

    Raises ValueError where so much comes out that not all of it can be looked at.
    """
    seen: set[bytes] = set()
    queue: list[Layer] = [((), data)]
    total = 0
    while queue:
        way, content = queue.pop()
        key = hashlib.blake2b(content, digest_size=16).digest()
        if key in seen or not content:
            continue
        seen.add(key)
        total += len(content)
        if total > _MOST:
            raise ValueError(f"more than {_MOST:,} bytes come out of it")
        yield way, content
        if len(way) < _DEEPEST:
            queue.extend(((*way, name), inner) for name, inner in _inside(content))


@lru_cache(maxsize=24)
def _inside(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """What lies directly in it. Kept, for pages share their scripts."""
    return tuple(_directly(data))


def _directly(data: bytes) -> Iterator[tuple[str, bytes]]:
    if not data.isascii():
        yield from _streams(data)
        yield from _zipped(data)
        yield from pages(data)
        yield from columns(data)
        yield from _wide(data)
        yield from _whole(data)
    elif b"\x00" in data:
        yield from _wide(data)
    yield from _page(data)
    yield from _ascii85(data)
    if data.startswith(b"%PDF"):
        yield from glyphs([data, *(content for _, content in _streams(data))])
        yield from printed(data)
    for text in _texts(data):
        yield from _runs(text)


def _streams(data: bytes) -> Iterator[tuple[str, bytes]]:
    """zlib, gzip, bzip2, xz and lzma streams, wherever they begin."""
    chunks, data = _without_pixels(data)
    if chunks:
        content, used = _inflated(chunks, 0, 15)
        yield "PNG pixels", _RUN.sub(_shorter, content)
        data += _APART + chunks[used:] if used else b""
    scraps: list[bytes] = []
    end = 0
    for found in _ZLIB.finditer(data):
        at = found.start()
        if at < end or at + 2 > len(data) or (data[at] << 8 | data[at + 1]) % 31:
            continue
        content, used = _inflated(data, at, 15)
        if used:
            end = at + used
            yield "zlib", content
        elif len(content) >= _SCRAP:
            scraps.append(content)
    for found in _MAGIC.finditer(data):
        name, content = _opened(data, found.start())
        if content:
            yield name, content
    if scraps:
        yield "zlib, cut short", _APART.join(scraps)


def _inflated(data: bytes, at: int, window: int) -> tuple[bytes, int]:
    """What comes out, and how many bytes went in where the stream came to its end."""
    unpacker = zlib.decompressobj(window)
    out: list[bytes] = []
    total, start = 0, at
    try:
        while start < len(data) and not unpacker.eof:
            # A little at first: most places where a stream could begin hold none.
            step = 256 if start == at else 1 << 16
            out.append(unpacker.decompress(data[start : start + step], _MOST - total))
            total += len(out[-1])
            start += step
            if unpacker.unconsumed_tail:
                raise ValueError(f"more than {_MOST:,} bytes come out of it")
    except zlib.error:
        return b"".join(out) or _byte_by_byte(data[at : at + 4096], window), 0
    used = min(start, len(data)) - at - len(unpacker.unused_data)
    return b"".join(out), used if unpacker.eof else 0


def _byte_by_byte(data: bytes, window: int) -> bytes:
    """What came out before a stream broke."""
    unpacker = zlib.decompressobj(window)
    out = b""
    try:
        for i in range(len(data)):
            out += unpacker.decompress(data[i : i + 1], 1 << 16)
    except zlib.error:
        pass
    return out


def _opened(data: bytes, at: int) -> tuple[str, bytes]:
    if data[at] == 0x1F:
        return "gzip", _inflated(data, at, 31)[0]
    kinds: dict[int, tuple[str, Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]]] = {
        0x42: ("bzip2", bz2.BZ2Decompressor),
        0xFD: ("xz", lzma.LZMADecompressor),
        0x5D: ("lzma", lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE)),
    }
    name, make = kinds[data[at]]
    unpacker, out = make(), b""
    try:
        for start in range(at, len(data), 1 << 12):
            if unpacker.eof:
                break
            out += unpacker.decompress(data[start : start + (1 << 12)])
            if len(out) > _MOST:
                raise ValueError(f"more than {_MOST:,} bytes come out of it")
    except (OSError, lzma.LZMAError, EOFError):
        pass
    return name, out


def _without_pixels(data: bytes) -> tuple[bytes, bytes]:
    """The pixels of a PNG, which may lie in several chunks, and all bytes but these."""
    start = data.find(b"\x89PNG\r\n\x1a\n")
    found: list[bytes] = []
    rest: list[bytes] = []
    at, told = start + 8, 0
    while start >= 0 and at + 8 <= len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            found.append(data[at + 8 : at + 8 + size])
            rest.append(data[told : at + 8])
            told = at + 8 + size
        at += 12 + size
    return b"".join(found), b"".join((*rest, data[told:]))


def _shorter(run: re.Match[bytes]) -> bytes:
    """As much of a run of equal bytes as a secret could have: a sea of one colour is long."""
    return run[1] * 64


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Members of a zip by their own headers: also those that no directory names any more."""
    at = data.find(_LOCAL)
    first = at
    while at >= 0:
        head = data[at + 26 : at + 30]
        if len(head) == 4:
            length, extra = struct.unpack("<HH", head)
            name = data[at + 30 : at + 30 + length].decode("utf-8", "replace")
            begin = at + 30 + length + extra
            method = int.from_bytes(data[at + 8 : at + 10], "little")
            if method == 8:
                yield f"zip member {name}", _inflated(data, begin, -15)[0]
            elif method == 0:
                size = int.from_bytes(data[at + 18 : at + 22], "little")
                yield f"zip member {name}", data[begin : begin + size]
        at = data.find(_LOCAL, at + 4)
    if first >= 0:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for info in archive.infolist():
                    if info.flag_bits & 1:
                        raise RuntimeError(f"{info.filename} is encrypted")
                    if info.compress_type not in (0, 8):
                        yield f"zip member {info.filename}", archive.read(info)
        except (RuntimeError, NotImplementedError) as error:
            raise ValueError(f"a zip that cannot be looked into: {error}") from error
        except (zipfile.BadZipFile, OSError, EOFError):
            pass  # cut short: its members were looked at as far as they go


def _whole(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The whole as one stream without a head: raw deflate, and brotli and zstd if at hand."""
    content, used = _inflated(data, 0, -15)
    if used and content:
        yield "deflate", content
    for name in ("brotli", "zstandard"):
        try:
            unpacker = importlib.import_module(name)
        except ImportError:
            if name == "zstandard" and data.startswith(b"\x28\xb5\x2f\xfd"):
                raise ValueError("a zstd stream, and no zstandard to look into it") from None
            continue
        try:
            yield name, unpacker.decompress(data)
        except Exception:  # noqa: S112  each has an error of its own
            continue


def _wide(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Latin text in UTF-16 and UTF-32, to be read as text with all its escapes."""
    marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2])
    if marked:
        text = data[2 : len(data) // 2 * 2].decode(marked, "replace")
        yield f"UTF-16 {marked[-2:].upper()}", text.encode("utf-8", "replace")
    for pattern, name in ((_UTF16_LE, "UTF-16 LE"), (_UTF16_BE, "UTF-16 BE"), (_UTF32, "UTF-32")):
        runs = [found[0].replace(b"\x00", b"") for found in pattern.finditer(data)]
        if runs:
            yield name, b"\n".join(runs)


def _page(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a page of ours carries packed."""
    for found in _BASE85.finditer(data):
        run = found[0].translate(_FROM_PAGE)
        try:
            content = base64.b85decode(run[: len(run) // 5 * 5]) if run else b""
        except ValueError:
            continue
        if content[:1] == b"\x78":
            yield "base85", content
    for found in _PACKED.finditer(data):
        try:
            content = unpacked(found[2].decode("ascii").strip())
        except (ValueError, UnicodeDecodeError):
            continue
        yield f"packed {found[1].decode('utf-8', 'replace')}", content.encode("utf-8")


def _ascii85(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Streams of PostScript and PDF."""
    marked = b"<~" in data or data.startswith(b"%PDF")
    for found in _ASCII85.finditer(data) if marked and b"~>" in data else ():
        try:
            yield "ASCII 85", base64.a85decode(found[0].lstrip(b"<~ \r\n"), adobe=False)
        except ValueError:
            try:
                yield "ASCII 85", base64.a85decode(b"<~" + found[0].strip(), adobe=True)
            except ValueError:
                continue


def _texts(data: bytes) -> Iterator[bytes]:
    """The text as it is, and with all its escapes undone."""
    yield data
    text = data.decode("utf-8", "replace")
    last = None
    for name, view in views(text):
        if name == MIXED:
            last = view
    if last is not None:
        yield last.encode("utf-8", "replace")


def _runs(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Runs of letters that stand for bytes. All of one kind become one layer."""
    data = data.replace(b"\\/", b"/")
    plain = [_BACKSLASH_N.sub(b"", run) for run in _BASE64.findall(data)]
    pieces = (_from_base64(run[phase:]) for phase in range(4) for run in plain)
    yield "base64", _APART.join(piece for piece in pieces if _worth(piece))
    yield "base32", _APART.join(_from_base32(run) for run in _BASE32.findall(data))
    digits = [b"".join(run.split()) for run in _HEX.findall(data)]
    pieces = (run[at : at + (len(run) - at) // 2 * 2] for at in range(2) for run in digits)
    yield "hex", _APART.join(binascii.unhexlify(piece) for piece in pieces)
    apart = (re.sub(rb"0x|\\x|[^0-9a-fA-F]", b"", run) for run in _HEX_APART.findall(data))
    yield "hex", _APART.join(binascii.unhexlify(run) for run in apart if len(run) % 2 == 0)
    numbers = (list(map(int, run.split(b","))) for run in _CODES.findall(data))
    texts = ("".join(map(chr, n)) for n in numbers if all(9 <= v < 0x110000 for v in n))
    yield "character codes", "\n".join(texts).encode("utf-8", "replace")


_BACKSLASH_N = re.compile(rb"\\n|\s")
_READABLE = re.compile(
    rb"[\t\n\r\x20-\x7e]{5,}|(?:[\xc2-\xf4][\x80-\xbf]{1,3}){3,}|[\x00-\x7f]\x00"
)


def _worth(piece: bytes) -> bool:
    """Whether a run of letters could have stood for something: text, a stream, some numbers."""
    return len(piece) >= 16 or _READABLE.search(piece) is not None


def _from_base64(run: bytes) -> bytes:
    run = run.replace(b"-", b"+").replace(b"_", b"/")
    return binascii.a2b_base64(run[: len(run) // 4 * 4] + (b"", b"", b"==", b"=")[0]) + (
        binascii.a2b_base64(run[len(run) // 4 * 4 :] + b"=" * (4 - len(run) % 4))
        if len(run) % 4 > 1
        else b""
    )


def _from_base32(run: bytes) -> bytes:
    whole = run[: len(run) // 8 * 8].upper()
    return base64.b32decode(whole)
