"""Outputs of ours with a leak planted in each: what a search for canaries is tried on.

Every plant says under which name it must be found. `Outputs` are the same without a leak.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import lzma
import re
import sqlite3
import struct
import unicodedata
import zipfile
import zlib
from codecs import encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pyarrow as pa
import shapely
from PIL import Image, PngImagePlugin
from pyarrow import parquet

from routes import api
from routes.model import Atlas
from routes.webmap.coding import pack, unpack
from routes.webmap.packing import contents, packed
from routes.webmap.pencil import pen_of
from tests.safety import canary_codes as codes
from tests.safety.canaries import Point, Secrets

NAME = "WVJ-Ono Hushed-Magpie"
HANGUL = "김비밀 카나리아"
TOKEN = "HAYLOFT-WORDS-9c2e"  # noqa: S105  a canary
USER = "berta-magpie-user"
HOME = "/home/berta/hushedcase/case.yaml"
POINT = Point(41.7654321, 128.9876543, declared_m=300.0)
LAT, LON, SPOT = POINT.lat, POINT.lon, POINT.secret
SECRETS = Secrets(texts=(NAME, HANGUL, TOKEN, USER), points=(POINT,), paths=(HOME,))


@dataclass(frozen=True)
class Plant:
    """A file with one leak: of what, and the words that must be in the name of the find."""

    what: str
    file: str
    data: bytes
    secret: str
    says: str


@dataclass(frozen=True)
class Outputs:
    """A page, GeoJSON and a picture as the program writes them; a folder to make others in.

    ``atlas`` is what they were made of.
    """

    page: str
    geojson: str
    folder: Path
    atlas: Atlas

    @property
    def picture(self) -> str:
        return self.page[self.page.index("<svg xmlns") :].partition("</svg>")[0] + "</svg>"

    def clean(self) -> dict[str, bytes]:
        """All kinds of files without a leak."""
        return {
            "page.html": self.page.encode(),
            "case.geojson": self.geojson.encode(),
            "case.svg": self.picture.encode(),
            "case.zip": _zip(("page.html", self.page.encode())),
            "case.sqlite": _sqlite(self.folder / "clean.sqlite", "nothing", delete=True),
            "case.png": _png(),
            "case.pdf": _pdf(),
            "case.log": _log("All is well"),
            "case.npz": _npz(np.array([[12.5, 55.25]], dtype=np.float32)),
            "case.log.gz": gzip.compress(_log("All is well"), mtime=0),
        }


def plants(out: Outputs) -> Iterator[Plant]:
    """A leak of each kind."""
    yield from _in_page(out)
    yield from _in_drawing(out)
    yield from _in_geojson(out)
    yield from _in_archives(out)
    yield from _in_database(out)
    yield from _in_pictures(out)
    yield from _in_exports(out)
    yield from _in_log()


def _in_page(out: Outputs) -> Iterator[Plant]:
    def page(what: str, planted: str, secret: str, says: str) -> Plant:
        return Plant(what, "page.html", planted.encode(), secret, says)

    def said(text: str) -> str:
        return out.page.replace("</main>", f"<p>{text}</p></main>", 1)

    def noted(payload: dict[str, Any]) -> None:
        payload["notes"] = [f"Seen by {NAME}."]

    yield page("a note in the payload", repacked(out.page, noted), NAME, "packed payload.json")
    korean = repacked(out.page, lambda payload: payload.update(summary=HANGUL))
    yield page("Korean in the payload", korean, HANGUL, "JavaScript or JSON escapes")
    turns = (lambda c: f"&#{ord(c)};", lambda c: f"&#X{ord(c):x};", lambda c: c)
    entities = "".join(turns[i % 3](c) for i, c in enumerate(NAME)).replace("-", "&hyphen;")
    yield page("entities", said(entities), NAME, "HTML entities")
    yield page("percent, twice", said(quote(quote(HANGUL))), HANGUL, "percent-encoding")
    css = "".join(f"\\{ord(c):x} " for c in TOKEN)
    style = f"<style>p::after{{content:'{css}'}}</style>"
    yield page("CSS", out.page.replace("</head>", f"{style}</head>", 1), TOKEN, "CSS escapes")
    turns = (lambda c: f"\\x{ord(c):02x}", lambda c: f"\\u{{{ord(c):x}}}", lambda c: c)
    escaped = "".join(turns[i % 3](c) for i, c in enumerate(TOKEN))
    yield page("a script", said(f"<script>'{escaped}'</script>"), TOKEN, "JavaScript")
    mixed = "".join((f"\\x{ord(c):02x}", f"&#{ord(c)};", f"%{ord(c):02X}")[i % 3]
                    for i, c in enumerate(TOKEN))  # fmt: skip
    yield page("escapes of three kinds", said(mixed), TOKEN, "mixed escapes")
    yield page("bold letters", said("WVJ-Ono <b>Hus</b>hed-<i>Mag</i>pie"), NAME, "between markup")
    for skip in range(3):
        coded = base64.b64encode(b"~" * skip + NAME.encode() + b"~~~").decode()
        yield page(f"base64 + {skip}", said(coded), NAME, f"base64, offset {skip}")
    squeezed = base64.b64encode(gzip.compress(TOKEN.encode(), mtime=0)).decode()
    yield page("gzip in base64", said(f"data:;base64,{squeezed}"), TOKEN, "base64 > gzip")
    addressed = base64.urlsafe_b64encode(("ÿþ" + USER).encode()).decode()
    yield page("base64url", said(addressed), USER, "base64")
    head = f'<meta name="generator" content="{HOME}">'
    yield page("a path", out.page.replace("</head>", f"{head}</head>", 1), HOME, "as it is")


def _in_drawing(out: Outputs) -> Iterator[Plant]:
    payload = json.loads(contents(out.page)["payload.json"])
    scale = payload["scales"]["parts"]

    def bent(payload: dict[str, Any]) -> None:
        leg = payload["legs"][0]
        line = unpack(leg["parts"], scale)[0]
        leg["parts"] = pack([np.insert(line, 1, [[LON, LAT]], axis=0)], scale)

    def looked_at(payload: dict[str, Any]) -> None:
        payload["view"]["fit"].append([LON, LAT])

    def turned(payload: dict[str, Any]) -> None:
        payload["places"][0]["point"] = [round(LAT, 3), round(LON, 3)]

    for what, change, says in (
        ("a vertex", bent, "drawn: legs.parts"),
        ("the first view", looked_at, "drawn: view.fit"),
        ("a pin, lat first", turned, "drawn: places.point"),
    ):
        yield Plant(what, "page.html", repacked(out.page, change).encode(), SPOT, says)
    x, y = pen_of(payload["view"])([(LON, LAT)])[0]
    for what, drawn, says in (
        ("a dot", f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>', "picture: circle"),
        ("a name", f'<text x="{x + 8:.1f}" y="{y + 4:.1f}">A</text>', "picture: text"),
        ("a line", f'<path d="M10 10l{x - 10:.1f} {y - 10:.1f}"/>', "picture: path"),
        ("an arrow", f'<path transform="translate({x:.1f} {y:.1f}) rotate(9)" d="M5 0L-4 4"/>',
         "picture: path"),
    ):  # fmt: skip
        page = out.page.replace("</svg>", f"{drawn}</svg>", 1)
        yield Plant(f"{what} in the picture", "page.html", page.encode(), SPOT, says)


def _in_geojson(out: Outputs) -> Iterator[Plant]:
    document = json.loads(out.geojson)

    def geojson(what: str, secret: str, says: str, **changes: Any) -> Plant:
        feature = {**document["features"][0], **changes}
        text = json.dumps({**document, "features": [feature]}, ensure_ascii=False)
        return Plant(what, "case.geojson", text.encode(), secret, says)

    def told(what: str, value: Any, secret: str, says: str) -> Plant:
        return geojson(what, secret, says, properties={"note": value})

    point = {"type": "Point", "coordinates": [round(LON, 6), round(LAT, 6)]}
    yield geojson("a point", SPOT, "decimal degrees", geometry=point)
    yield told("reversed", NAME[::-1], NAME, "reversed")
    yield told("two decimals", "near 41.77, 128.99", SPOT, "decimal degrees")
    yield told("cut off, with commas", "41,765; 128,987", SPOT, "decimal degrees")
    yield told("WKB in hex", shapely.Point(LON, LAT).wkb_hex, SPOT, "hex > double LE")
    line = codes.encode_polyline([(40.1, 127.2), (LAT, LON)])
    yield told("a polyline", line, SPOT, "encoded polyline")
    yield told("whole numbers", [round(LAT * 1e7), round(LON * 1e7)], SPOT, "1e-7 degrees")
    yield told("with an exponent", "4.17654321e1 1.289876543E+02", SPOT, "decimal degrees")
    yield told("float32", [float(np.float32(LAT)), float(np.float32(LON))], SPOT, "decimal degrees")
    split = TOKEN.replace("-", "<!-- -->-<![CDATA[").replace("WORDS", "WOR]]><![CDATA[DS")
    svg = out.picture.replace("</svg>", f"<metadata><![CDATA[{split}]]></metadata></svg>")
    yield Plant("CDATA in pieces", "case.svg", svg.encode(), TOKEN, "between markup")
    wide = b"\xff\xfe" + out.picture.replace("</svg>", f"<desc>{NAME}</desc></svg>").encode(
        "utf-16-le"
    )
    yield Plant("a picture in UTF-16", "case.svg", wide, NAME, "UTF-16 LE")


def _in_archives(out: Outputs) -> Iterator[Plant]:
    page = out.page.encode()
    inner = _zip(("word/document.xml", b"<w:t>WVJ-Ono Hushed</w:t><w:t>-Magpie</w:t>"))
    whole = _zip(("page.html", page), ("notes.txt", TOKEN.encode() * 3))
    cut = whole[: whole.index(b"PK\x01\x02")]
    for what, file, data, secret, says in (
        ("a member", "case.zip", whole, TOKEN, "zip member notes.txt"),
        ("a member without a directory", "case.zip", cut, TOKEN, "zip member notes.txt"),
        ("the name of a member", "case.kmz", _zip((f"{USER}/a.png", b"1")), USER, "as it is"),
        ("a document in a zip", "all.zip", _zip(("a.docx", inner)), NAME, "zip member a.docx"),
        ("gzip", "a.log.gz", gzip.compress(_log(NAME), mtime=0), NAME, "gzip"),
        ("bzip2", "a.log.bz2", bz2.compress(_log(NAME)), NAME, "bzip2"),
        ("xz", "a.log.xz", lzma.compress(_log(NAME)), NAME, "xz"),
        ("deflate", "a.bin", zlib.compress(_log(NAME) * 2)[2:-4], NAME, "deflate"),
        ("a stream cut short", "a.bin", zlib.compress(_log(TOKEN))[:-9], TOKEN, "cut short"),
        ("float32 in npz", "a.npz", _npz(np.array([[LON, LAT]], dtype="<f4")), SPOT, "float32 LE"),
        ("text in npz", "b.npz", _npz(np.array([HANGUL])), HANGUL, "UTF-32 LE"),
        ("the name of a file", f"{NAME}.html".replace(" ", "_"), page, NAME, "name of the file"),
    ):
        yield Plant(what, file, data, secret, says)


def _in_database(out: Outputs) -> Iterator[Plant]:
    def base(what: str, text: str, secret: str, says: str, *, delete: bool = True) -> Plant:
        made = _sqlite(out.folder / f"{what}.sqlite", text, delete=delete)
        return Plant(what, "case.gpkg", made, secret, says)

    yield base("a deleted row", NAME, NAME, "as it is")
    long = "." * 1_800 + TOKEN + "." * 900
    made = next(
        data
        for n in range(1, 200)
        if TOKEN.encode() not in (data := _sqlite(out.folder / f"{n}.sqlite", long + "." * n,
                                                  delete=False, ahead=n))
    )  # fmt: skip
    yield Plant("a row over two pages", "case.gpkg", made, TOKEN, "SQLite")
    path = out.folder / "wal.sqlite"
    with_wal = _sqlite(path, NAME, delete=True, wal=True)
    yield Plant("the WAL", "case.gpkg-wal", with_wal, NAME, "as it is")
    path = out.folder / "real.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("create table p (id integer, lat real, lon real)")
    connection.execute("insert into p values (7, ?, ?)", (LAT, LON))
    connection.commit()
    connection.close()
    yield Plant("REAL columns", "case.gpkg", path.read_bytes(), SPOT, "double BE")


def _in_pictures(out: Outputs) -> Iterator[Plant]:
    del out
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", NAME)
    squeezed = PngImagePlugin.PngInfo()
    squeezed.add_text("Comment", TOKEN * 3, zip=True)
    other = PngImagePlugin.PngInfo()
    other.add_itxt("Title", HANGUL * 3, zip=True)
    exif = Image.Exif()
    exif[0x8825] = {
        1: "N", 2: (41.0, 45.0, 55.5556), 3: "E", 4: (128.0, 59.0, 15.5555),
    }  # fmt: skip
    for what, data, secret, says in (
        ("tEXt", _png(pnginfo=info), NAME, "as it is"),
        ("zTXt", _png(pnginfo=squeezed), TOKEN, "zlib"),
        ("iTXt", _png(pnginfo=other), HANGUL, "zlib"),
        ("eXIf", _png(exif=exif), SPOT, "EXIF fractions"),
    ):
        yield Plant(f"PNG {what}", "case.png", data, secret, says)
    shown = b"[(WVJ-Ono H) -20 (ushed-Ma) 15 (gpie)] TJ"
    glyphs = {char: i for i, char in enumerate(sorted(set(HANGUL)), 3)}
    cmap = "".join(f"<{i:04x}> <{ord(char):04x}>\n" for char, i in glyphs.items())
    drawn = "<" + "".join(f"{glyphs[char]:04X}" for char in HANGUL) + "> Tj"
    both = f"{len(glyphs)} beginbfchar\n{cmap}endbfchar\n".encode(), drawn.encode()
    for what, data, secret, says in (
        ("title", _pdf(title=NAME), NAME, "UTF-16 BE"),
        ("words in pieces", _pdf_with(shown), NAME, "strings in pieces"),
        ("octal", _pdf_with("".join(f"\\{ord(c):03o}" for c in TOKEN).encode()), TOKEN, "octal"),
        ("glyphs", _pdf_with(*both), HANGUL, "PDF glyphs"),
    ):
        yield Plant(f"PDF {what}", "case.pdf", data, secret, says)


def _in_exports(out: Outputs) -> Iterator[Plant]:
    """Files of our own writers, made of an atlas that tells too much."""
    case = out.atlas.case
    legs = {i: replace(leg, note=TOKEN) for i, leg in case.legs.items()}
    leaky = replace(out.atlas, case=replace(case, title=f"{HANGUL} of {NAME}", legs=legs))
    for form, secret, says in (
        ("annotations", NAME, "as it is"),
        ("csv", TOKEN, "as it is"),
        ("docx", HANGUL, "zip member word/document.xml"),
        ("docx", NAME, "zip member docProps/core.xml"),
        ("gpkg", TOKEN, "SQLite rows"),
        ("gpx", TOKEN, "as it is"),
        ("jsonld", NAME, "as it is"),
        ("kmz", TOKEN, "zip member doc.kml"),
        ("md", HANGUL, "as it is"),
        ("parquet", TOKEN, "Parquet columns"),
        ("pdf", HANGUL, "PDF text"),
        ("pdf", NAME, "PDF text"),
        ("svg", HANGUL, "as it is"),
    ):
        path = out.folder / f"leaky.{form}"
        if not path.exists():
            api.write(leaky, form, path)
        yield Plant(f"an export as {form}", path.name, path.read_bytes(), secret, says)
    table = pa.table({"name": pa.array([NAME, "Hyesan"]).dictionary_encode()})
    for packing in ("snappy", "zstd"):
        made = io.BytesIO()
        parquet.write_table(table, made, compression=packing)
        yield Plant(f"{packing} in Parquet", "a.parquet", made.getvalue(), NAME, "Parquet columns")


def _in_log() -> Iterator[Plant]:
    x, y = codes.mercator(LAT, LON)
    zone, easting, northing = codes.utm(LAT, LON)
    tile = "/".join(map(str, (15, *codes.tile(LAT, LON, 15))))
    hidden = "\u200b".join(NAME)
    quoted = "".join(
        f"={byte:02X}" + "=\n" * (i % 20 == 19) for i, byte in enumerate(HANGUL.encode())
    )
    for what, text, secret, says in (
        ("a path of Windows", "C:" + HOME.replace("/", "\\"), HOME, "as it is"),
        ("a folder", 'File "/home/berta/hushedcase/other.py", line 3', HOME, "as it is"),
        ("a user", f"drwx 2 {USER.upper()} staff", USER, "as it is"),
        ("DMS", "at 41°45'55.6\"N 128°59'15.6\"E", SPOT, "degrees, minutes, seconds"),
        ("DM", "N 41 45.926, E 128 59.259", SPOT, "degrees, minutes, seconds"),
        ("whole minutes", "41º45\u2032N 128º59\u2032E", SPOT, "degrees, minutes, seconds"),
        ("DDMMSS", "414555N1285915E", SPOT, "DDMMSS"),
        ("geohash", f"cell {codes.geohash(LAT, LON, 6)}", SPOT, "geohash"),
        ("plus code", f"at {codes.plus_code(LAT, LON)}", SPOT, "plus code"),
        ("short plus code", f"{codes.plus_code(LAT, LON)[4:]} Hyesan", SPOT, "plus code, short"),
        ("MGRS", "52T " + next(codes.mgrs(LAT, LON))[3:5] + " "
         + next(codes.mgrs(LAT, LON))[5:10] + " " + next(codes.mgrs(LAT, LON))[10:], SPOT, "MGRS"),
        ("UTM", f"{zone}N {easting:.0f}mE {northing:.0f}mN", SPOT, "UTM"),
        ("Web Mercator", f"x={x:.0f}, y={y:.0f}", SPOT, "Web Mercator metres"),
        ("a tile", f"GET /{tile}.png", SPOT, "map tile"),
        ("a quadkey", f"q={codes.quadkey(LAT, LON, 17)}", SPOT, "quadkey"),
        ("another turn", "lon -231.0123457 lat 41.7654321", SPOT, "decimal degrees"),
        ("coordinates in entities", "41&#46;7654&comma; &#49;28.9877", SPOT, "HTML entities"),
        ("coordinates in base64", base64.b64encode(b'{"at":[128.98765,41.76543]}').decode(), SPOT,
         "base64 > decimal degrees"),
        ("rot13", encode(NAME, "rot13"), NAME, "rot13"),
        ("decomposed", unicodedata.normalize("NFD", HANGUL), HANGUL, "as it is"),
        ("a slug", "wvj_ono-hushed_magpie.html", NAME, "letters and digits only"),
        ("zero-width", hidden, NAME, "letters and digits only"),
        ("punycode", "https://xn--" + "카나리아".encode("punycode").decode() + ".example", HANGUL,
         "punycode"),
        ("quoted-printable", quoted, HANGUL, "quoted-printable"),
        ("hex", NAME.encode().hex(":"), NAME, "hex"),
        ("a digest", hashlib.sha256(NAME.encode()).hexdigest(), NAME, "sha256 digest"),
        ("codes of letters", str([ord(c) for c in HANGUL]), HANGUL, "character codes"),
        ("base32", base64.b32encode(NAME.encode()).decode(), NAME, "base32"),
    ):  # fmt: skip
        yield Plant(what, "case.log", _log(text), secret, says)
    for codec, says in (("utf-32-be", "UTF-32 BE"), ("utf-16-be", "UTF-16 BE"), ("cp949", "cp949")):
        data = _log("") + HANGUL.encode(codec)
        yield Plant(codec, "case.log", data, HANGUL, says)
    yield Plant("doubles", "a.bin", b"\x07" + struct.pack(">dd", LAT, LON), SPOT, "double BE")


def repacked(page: str, change: Callable[[dict[str, Any]], None]) -> str:
    """The page with its data changed."""
    payload = json.loads(contents(page)["payload.json"])
    change(payload)
    block = re.compile(r'(data-packed="payload.json"[^>]*>)[^<]*<')
    text = packed(json.dumps(payload))
    return block.sub(lambda found: f"{found[1]}{text}<", page, count=1)


def _zip(*members: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


def _npz(array: np.ndarray) -> bytes:
    made = io.BytesIO()
    np.savez_compressed(made, places=array)
    return made.getvalue()


def _png(**more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "#dfe7ea").save(made, "PNG", **more)
    return made.getvalue()


def _pdf(**more: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 64), "#dfe7ea").save(made, "PDF", **more)
    return made.getvalue()


def _pdf_with(*streams: bytes) -> bytes:
    """A PDF with more streams, compressed as figures have them."""
    added = b"".join(
        b"9 0 obj <</Filter /FlateDecode>> stream\n" + zlib.compress(each) + b"\nendstream endobj\n"
        for each in streams
    )
    return _pdf().replace(b"xref\n", added + b"xref\n", 1)


def _sqlite(path: Path, text: str, *, delete: bool, wal: bool = False, ahead: int = 0) -> bytes:
    """A database with a row, perhaps deleted again; its WAL instead where that is asked for."""
    connection = sqlite3.connect(path)
    connection.execute("pragma page_size = 1024")
    connection.execute("pragma secure_delete = off")
    connection.execute(f"pragma journal_mode = {'wal' if wal else 'delete'}")
    connection.execute("create table places (id integer primary key, name text)")
    connection.executemany(
        "insert into places (name) values (?)", [("Hyesan",), ("-" * ahead,), (text,), ("Minsk",)]
    )
    connection.commit()
    if delete:
        connection.execute("delete from places where name = ?", (text,))
        connection.commit()
    data = path.with_name(f"{path.name}-wal").read_bytes() if wal else b""
    connection.close()
    return data or path.read_bytes()


def _log(text: str) -> bytes:
    return f"INFO reading the case\nINFO {text}\nINFO wrote 3 files in 41.77 s\n".encode()
