"""Text of a case file to typed values, each with its own complaint. All raise WrongValueError."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler

from routes.casefile import dates
from routes.casefile.countries import CODES, code_named, code_of
from routes.casefile.report import nearest, shown
from routes.casefile.wrong import WrongValueError
from routes.messages import Text as Telling
from routes.messages import written
from routes.messages.tongue import LANGUAGES, fitting
from routes.model import When
from routes.model.alternative import MAX_COUNT, MAX_HOURS

MAX_TEXT = 10_000
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
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
# Codes of countries and English names that people write for the languages of the page.
_LANGUAGE_SLIPS = {
    "kr": "ko",
    "kp": "ko",
    "cn": "zh",
    "gb": "en",
    "uk": "en",
    "us": "en",
    "korean": "ko",
    "russian": "ru",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "chinese": "zh",
}
_COUNTRY = re.compile(r"[A-Z]{2}")
# Codes in common use that ISO 3166-1 spells otherwise.
_COUNTRY_SLIPS = {"UK": "GB", "EL": "GR"}
_IATA = re.compile(r"[A-Z]{3}")
_ICAO = re.compile(r"[A-Z][A-Z0-9]{3}")
_TIME = re.compile(r"(\d+(?:\.\d+)?)\s*(h|hrs?|hours?|d|days?)", re.ASCII | re.IGNORECASE)
_UNAVOIDED = "none"


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
            f"{shown(written)} has a decimal comma.", f"Write {match[1]}.{match[2]}."
        )
    if written.lstrip("+-.").casefold() in _NOT_FINITE or _NUMBER.fullmatch(written):
        raise WrongValueError(
            f"{shown(written)} is not a finite number.", "Write a number such as 39.0375."
        )
    degrees = _from_dms(written)
    if degrees is not None:
        raise WrongValueError(
            f"{shown(written)} is in degrees, minutes and seconds.",
            f"Write decimal degrees: {degrees:.6g}.",
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
            f"{text(value)} m is no radius on earth.", "Give metres: 5000 is 5 km."
        )
    return metres


def when(value: object) -> When:
    """A vague date in EDTF."""
    return dates.parse(text(value))


def language(value: object) -> str:
    """A language tag; only the shape of BCP 47 is checked."""
    tag = text(value)
    if not _LANGUAGE.fullmatch(tag):
        raise WrongValueError(
            f"{shown(tag)} is not a language tag.", "Use a code such as en, ru, ko or zh-Hant."
        )
    return tag


def telling(value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Telling:
    """What readers are shown: text in the language of the case, or texts by language tag."""
    main = str((info.context or {}).get("language") or "en")
    if not isinstance(value, dict):
        return written({main: text(value)}, main)
    if not value:
        raise WrongValueError("has no text.", f"Write '{main}: ...' below it.")
    told = handler(value)
    if main not in told:
        raise WrongValueError(
            f"has no text in {shown(main)}, the language of the case.",
            f"Add '{main}: ...', or set 'language' to one that all texts have.",
        )
    return written(told, main)


def interface_language(value: object) -> str:
    """A language of the page, as a tag."""
    tag = text(value)
    if tag in LANGUAGES:
        return tag
    meant = fitting(tag, LANGUAGES) or _LANGUAGE_SLIPS.get(tag.casefold()) or _named_tongue(tag)
    near = f"Did you mean {shown(meant)}? " if meant else ""
    raise WrongValueError(
        f"the page does not speak {shown(tag)}.", f"{near}Known: {', '.join(LANGUAGES)}."
    )


def _named_tongue(name: str) -> str | None:
    """The tag of a language that is written out, by its own name for itself."""
    folded = name.casefold()
    return next((tag for tag, own in LANGUAGES.items() if own.casefold() == folded), None)


def country(value: object) -> str:
    """An ISO 3166-1 alpha-2 country code, or XK for Kosovo."""
    code = text(value)
    if code in _COUNTRY_SLIPS:
        raise WrongValueError(
            f"{shown(code)} is not the ISO code.", f"Did you mean {_COUNTRY_SLIPS[code]!r}?"
        )
    if code in CODES:
        return code
    named = code_of(code)
    hint = "Use the two capital letters of ISO 3166, as in BY for Belarus."
    if named:
        hint = f"Did you mean {shown(named[0])}, for {named[1]}?"
    _code(code, _COUNTRY, "a country code", hint)
    raise WrongValueError(f"no country has the code {shown(code)}.", hint)


def country_or_name(value: object) -> str:
    """An ISO 3166-1 alpha-2 country code, from that code or from a name in English."""
    if not isinstance(value, str):
        raise WrongValueError(
            "must be a country: its name or its code, without keys below it.",
            "A reason for keeping out of a country stands in the 'avoid' of the whole case.",
        )
    name = text(value)
    code = name if name in CODES else code_named(name) or _COUNTRY_SLIPS.get(name)
    if code:
        return code
    hint = "Write its ISO code or its name in English: BY or Belarus."
    if name.casefold() == _UNAVOIDED:
        hint = "Write 'avoid: none', without a list."
    elif named := code_of(name):
        hint = f"Did you mean {shown(named[0])}, for {named[1]}?"
    elif name.upper() in CODES:
        hint = f"Did you mean {shown(name.upper())}?"
    raise WrongValueError(f"{shown(name)} is not a country.", hint)


def avoided(value: object) -> object:
    """One country or a list of them; an empty list, or 'none', for none at all."""
    if value == [] or (isinstance(value, str) and value.strip().casefold() == _UNAVOIDED):
        return []
    if isinstance(value, dict):
        raise WrongValueError(
            "must be a list of countries, without keys of its own.",
            "Put each country on its own line, after '- '.",
        )
    return one_or_many(value)


def iata(value: object) -> str:
    """An IATA airport code."""
    return _code(text(value), _IATA, "an IATA code", "Use three capital letters: LED.")


def icao(value: object) -> str:
    """An ICAO airport code."""
    return _code(text(value), _ICAO, "an ICAO code", "Use four capital letters: ULLI.")


def _code(code: str, shape: re.Pattern[str], what: str, hint: str) -> str:
    if shape.fullmatch(code):
        return code
    if shape.fullmatch(code.upper()):
        hint = f"Did you mean {shown(code.upper())}?"
    raise WrongValueError(f"{shown(code)} is not {what}.", hint)


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
        hint = f"Did you mean 'https://{address}'?"
    raise WrongValueError(f"{shown(address)} is not a web address.", hint)


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
        near = (also or {}).get(word.casefold()) or nearest(word, known)
        meant = f"Did you mean {near!r}? " if near else ""
        raise WrongValueError(
            f"{shown(word)} is not one of the known words.", f"{meant}Known: {', '.join(known)}."
        )

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


def hours(value: object) -> float:
    """A time in hours, more than 0 and at most a week."""
    written = text(value)
    if _NUMBER.fullmatch(written) and 0 < float(written) <= MAX_HOURS:
        return float(written)
    hint = f"Write a number, more than 0 and at most {MAX_HOURS:.0f} (a week)."
    if match := _TIME.fullmatch(written):
        meant = float(match[1]) * (24 if match[2].casefold().startswith("d") else 1)
        if 0 < meant <= MAX_HOURS:
            hint = f"Write the hours alone: {meant:g}."
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


def listed(value: object) -> object:
    """A list with at least one item."""
    if value is None:
        raise WrongValueError(
            "has no value.", "Write a list: each item on its own line, after '- '."
        )
    if not isinstance(value, list):
        raise WrongValueError("must be a list.", "Put each item on its own line, after '- '.")
    if not value:
        raise WrongValueError("is an empty list.", "List at least one item, or delete the key.")
    return value


def one_or_many(value: object) -> object:
    """One text, or a list of texts."""
    return [value] if isinstance(value, str) else listed(value)


def chain(value: object) -> object:
    """One id or a list of ids; an empty list says that nobody is cited."""
    return value if value == [] else one_or_many(value)


def section(value: object) -> object:
    """A mapping from ids to entries, with at least one."""
    if value is None or value == {}:
        raise WrongValueError(
            "has no entries.", "Write at least one below it, indented by two spaces."
        )
    if not isinstance(value, dict):
        raise WrongValueError(
            "must hold entries, each with an id.", "Write 'some-id:' below it, indented."
        )
    return value


def entry(value: object) -> object:
    """A mapping with keys."""
    if value is None:
        raise WrongValueError("has no value.", "Write its keys below it, indented by two spaces.")
    if not isinstance(value, dict):
        raise WrongValueError(
            "must have keys of its own.", "Write 'key: value' lines below it, indented."
        )
    return value


def entry_or_text(key: str) -> Callable[[object], object]:
    """A mapping, or text that stands for a mapping with only ``key``."""

    def check(value: object) -> object:
        if isinstance(value, str):
            return {key: value}
        if isinstance(value, list):
            raise WrongValueError(
                "must be text, or keys of its own.", f"Write '{key}: ...' below it."
            )
        return entry(value)

    return check
