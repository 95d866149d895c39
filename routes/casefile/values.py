"""Text of a case file to typed values, each with its own complaint. All raise WrongValueError."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from routes.casefile import classes, dates
from routes.casefile.quoting import quoted, shown
from routes.casefile.report import nearest
from routes.casefile.wrong import WrongValueError
from routes.model import When
from routes.model.alternative import MAX_COUNT, MAX_HOURS

MAX_TEXT = 10_000
MAX_DAYS = 3_650
MAX_ID = 64
# Half the equator of WGS 84: no two points are farther apart.
MAX_RADIUS_M = 20_037_508.0

MODE_SLIPS: Mapping[str, str] = {
    **dict.fromkeys(("plane", "flight", "fly", "aircraft", "airplane", "helicopter"), "air"),
    **dict.fromkeys(("train", "railway", "railroad"), "rail"),
    **dict.fromkeys(("car", "bus", "truck", "drive", "taxi"), "road"),
    **dict.fromkeys(("ship", "boat", "ferry", "vessel"), "sea"),
    **dict.fromkeys(("walk", "walking", "on foot"), "foot"),
}
"""What people write for the modes of travel."""

NETWORKS = ("rail", "road", "sea", "air", "any")
"""What alternatives go by; ``any`` is rail and road with changes between them."""

_NETWORK_SLIPS = dict.fromkeys(("all", "both", "land", "rail and road", "rail or road"), "any")
_NO_NETWORK = ("foot", "unknown", *(slip for slip, mode in MODE_SLIPS.items() if mode == "foot"))

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d+)", re.ASCII)
_NOT_FINITE = ("inf", "infinity", "nan")
_DMS = re.compile(
    r"""(?P<sign>[+-]?)(?P<d>\d{1,3})\s*[:°º\s]\s*(?P<m>\d{1,2})\s*[:'\u2032\u2019]?\s*
    (?:(?P<s>\d{1,2}(?:[.,]\d+)?)\s*["\u2033\u201d]?)?\s*(?P<side>[NSEWnsew]?)""",
    re.ASCII | re.VERBOSE,
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(h|hrs?|hours?|d|days?)", re.ASCII | re.IGNORECASE)


def text(value: object) -> str:
    """Text without the space around it, in Unicode NFC; otherwise exactly as written."""
    if value is None:
        raise WrongValueError("has no value.", "Write one, or delete the key.")
    if isinstance(value, list):
        raise WrongValueError(
            "must be one text, not a list.", "If it is text, put quotes round it."
        )
    if not isinstance(value, str):
        raise WrongValueError(
            "must be text, without keys below it.", "If it is text, put quotes round it."
        )
    kept = unicodedata.normalize("NFC", value.strip())
    if not kept:
        raise WrongValueError("is empty.", "Write a text, or delete the key.")
    if len(kept) > MAX_TEXT:
        raise WrongValueError(
            f"is {len(kept)} characters long; at most {MAX_TEXT} fit.", "Shorten it."
        )
    return kept


def is_id(name: str) -> bool:
    """Whether the name is made as an id must be."""
    return (
        0 < len(name) <= MAX_ID
        and all(map(_fits_id, name))
        and unicodedata.category(name[0]).startswith(("L", "N"))
    )


def identifier(value: object) -> str:
    """An id: 1 to 64 letters of any script, digits, '-', '_' and '.'."""
    name = text(value)
    if len(name) > MAX_ID:
        raise WrongValueError(
            f"the id is {len(name)} characters long; at most {MAX_ID} fit.", "Shorten it."
        )
    bad = [char for char in name if not _fits_id(char)]
    if bad:
        raise WrongValueError(
            f"the id {shown(name)} holds {_named(bad[0])}; "
            "ids are letters, digits, '-', '_' and '.'.",
            _hint_id(name),
        )
    if not unicodedata.category(name[0]).startswith(("L", "N")):
        raise WrongValueError(
            f"the id {shown(name)} must begin with a letter or a digit.", _hint_id(name)
        )
    return name


def _named(char: str) -> str:
    return "a space" if char == " " else shown(char)


def _fits_id(char: str) -> bool:
    return char in "-_." or unicodedata.category(char)[0] in "LMN"


def _hint_id(name: str) -> str | None:
    words = "".join(char if _fits_id(char) else " " for char in name).split()
    better = "-".join(words).strip("-_.")
    return f"Write {shown(better)}." if better else None


def number(value: object) -> float:
    """A finite decimal number with a dot."""
    written = text(value)
    if _NUMBER.fullmatch(written) and math.isfinite(float(written)):
        return float(written)
    if match := _DECIMAL_COMMA.fullmatch(written):
        raise WrongValueError(
            f"{shown(written)} has a decimal comma.",
            f"Write {quoted(f'{match[1]}.{match[2]}', 'it with a dot, as in 39.0375')}.",
        )
    if written.lstrip("+-.").casefold() in _NOT_FINITE or _NUMBER.fullmatch(written):
        raise WrongValueError(
            f"{shown(written)} is not a finite number.", "Write a number such as 39.0375."
        )
    degrees = _from_dms(written)
    if degrees is not None:
        raise WrongValueError(
            f"{shown(written)} is in degrees, minutes and seconds.",
            f"Write decimal degrees{quoted(f': {degrees:.6g}', ', as in 39.0375')}.",
        )
    raise WrongValueError(f"{shown(written)} is not a number.", "Write a number such as 39.0375.")


def _from_dms(written: str) -> float | None:
    match = _DMS.fullmatch(written)
    if match is None:
        return None
    seconds = float((match["s"] or "0").replace(",", "."))
    degrees = int(match["d"]) + int(match["m"]) / 60 + seconds / 3600
    return -degrees if match["sign"] == "-" or match["side"] in tuple("SWsw") else degrees


def radius_m(value: object) -> float:
    """A radius in metres, more than 0 and at most half way round the earth."""
    metres = number(value)
    if not 0 < metres <= MAX_RADIUS_M:
        raise WrongValueError(
            f"{quoted(text(value))} m is no radius on earth.", "Give metres: 5000 is 5 km."
        )
    return metres


def when(value: object) -> When:
    """A vague date in EDTF."""
    return dates.parse(text(value))


def url(value: object) -> str:
    """An http or https address."""
    address = text(value)
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if good and not any(char.isspace() for char in address):
        return address
    hint = "Give an address that begins with https:// or http://."
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", address):
        hint = quoted(f"Did you mean 'https://{address}'?", hint)
    raise WrongValueError(f"{shown(address)} is not a web address.", hint)


def sha256(value: object) -> str:
    """The SHA-256 of a document in hexadecimal digits, small ones."""
    digest = text(value)
    if _SHA256.fullmatch(digest):
        return digest
    hint = "Write the 64 digits that 'sha256sum FILE' prints."
    if _SHA256.fullmatch(digest.casefold()):
        hint = f"Write it in small letters{quoted(f': {digest.casefold()}', '')}."
    raise WrongValueError(f"{shown(digest)} is not a SHA-256.", hint)


def file_name(value: object) -> str:
    """The name of a file, without a folder."""
    name = text(value)
    last = PurePosixPath(name.replace("\\", "/")).name
    if name != last or name in (".", ".."):
        hint = f"Write {shown(last)}." if last not in ("", ".", "..") else None
        raise WrongValueError(f"{shown(name)} is not a plain file name: it names a folder.", hint)
    return name


def one_of(
    known: tuple[str, ...], also: Mapping[str, str] | None = None
) -> Callable[[object], str]:
    """A check that a value is one of ``known``; ``also`` maps usual slips to them."""

    def check(value: object) -> str:
        word = text(value)
        if word in known:
            return word

        def hint() -> str:
            near = (also or {}).get(word.casefold()) or nearest(word, known)
            meant = quoted(f"Did you mean {near!r}? ", "") if near else ""
            return f"{meant}Known: {', '.join(known)}."

        raise WrongValueError(f"{shown(word)} is not one of the known words.", hint)

    return check


def version(value: object) -> int:
    """The version of the file format: 1."""
    if text(value) != "1":
        raise WrongValueError(
            f"this program reads version 1, not {shown(text(value))}.", "Write 'version: 1'."
        )
    return 1


def network(value: object) -> str:
    """By what an alternative goes: a mode that has a network, or air."""
    word = value.strip().casefold() if isinstance(value, str) else ""
    if word in _NO_NETWORK:
        raise WrongValueError(
            f"{shown(word)} has no network to look for paths on.", f"Known: {', '.join(NETWORKS)}."
        )
    return one_of(NETWORKS, {**MODE_SLIPS, **_NETWORK_SLIPS})(value)


def count(value: object) -> int:
    """How many paths to look for besides the best, 0 to ``MAX_COUNT``."""
    written = text(value)
    if re.fullmatch("[0-9]", written) and int(written) <= MAX_COUNT:
        return int(written)
    raise WrongValueError(
        f"{shown(written)} is not a number of paths.",
        f"Write a whole number from 0 to {MAX_COUNT}.",
    )


def days(value: object) -> int:
    """A number of days, 0 to ten years."""
    written = text(value)
    if re.fullmatch("[0-9]{1,4}", written) and int(written) <= MAX_DAYS:
        return int(written)
    hint = f"Write a whole number from 0 to {MAX_DAYS}."
    if (match := _TIME.fullmatch(written)) and match[2].casefold().startswith("d"):
        hint = f"Write the days alone: {quoted(match[1], '30')}."
    raise WrongValueError(f"{shown(written)} is not a number of days.", hint)


def truth(value: object) -> bool:
    """``true``, or ``false``; in the three ways in which YAML 1.2 writes them."""
    written = text(value)
    if written in _TRUTHS:
        return _TRUTHS[written]
    hint = "Write true, or delete the key."
    if written.casefold() in ("yes", "y", "on", "1", "true"):
        hint = "Write true."
    elif written.casefold() in ("no", "n", "off", "0", "false"):
        hint = "Write false, or delete the key."
    raise WrongValueError(f"{shown(written)} is neither true nor false.", hint)


def precision_class(value: object) -> str:
    """How exactly a place is published, one of `routes.model.CLASSES`; "0.1°" is "0.1"."""
    return classes.precision_class(text(value))


def hours(value: object) -> float:
    """A time in hours, more than 0 and at most a week."""
    written = text(value)
    if _NUMBER.fullmatch(written) and 0 < float(written) <= MAX_HOURS:
        return float(written)
    hint = f"Write a number, more than 0 and at most {MAX_HOURS:.0f} (a week)."
    if match := _TIME.fullmatch(written):
        meant = float(match[1]) * (24 if match[2].casefold().startswith("d") else 1)
        if 0 < meant <= MAX_HOURS:
            hint = f"Write the hours alone: {quoted(f'{meant:g}', '24')}."
    raise WrongValueError(f"{shown(written)} is not a number of hours.", hint)


def basis(value: object) -> str:
    """The basis of a leg that a person may write: reported or inferred."""
    if isinstance(value, str) and value.strip() == "computed":
        raise WrongValueError(
            "'computed' is not for people to write: the program makes such lines itself.",
            "Write 'reported' if a source says so, or 'inferred' with a reason.",
        )
    return one_of(("reported", "inferred"))(value)


def credibility(value: object) -> int:
    """An Admiralty credibility, 1 to 6."""
    written = text(value)
    if written in tuple("123456"):
        return int(written)
    raise WrongValueError(
        f"{shown(written)} is not a credibility.",
        "Use 1 (confirmed) to 5 (improbable), or 6 (cannot be judged).",
    )
