"""Codes of a case file: languages, countries, airports. All raise WrongValueError."""

from __future__ import annotations

import re
from collections.abc import Callable

from pydantic import ValidationInfo, ValidatorFunctionWrapHandler

from routes.casefile.containers import UNAVOIDED
from routes.casefile.countries import CODES, code_named, code_of
from routes.casefile.quoting import quoted, shown
from routes.casefile.values import text
from routes.casefile.wrong import WrongValueError
from routes.messages import Text as Telling
from routes.messages import written
from routes.messages.tongue import LANGUAGES, fitting

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
    near = quoted(f"Did you mean {shown(meant)}? ", "") if meant else ""
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
            f"{shown(code)} is not the ISO code.", f"Did you mean {shown(_COUNTRY_SLIPS[code])}?"
        )
    if code in CODES:
        return code

    def hint() -> str:
        if named := code_of(code):
            return f"Did you mean {shown(named[0])}, for {quoted(named[1])}?"
        return "Use the two capital letters of ISO 3166, as in BY for Belarus."

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

    def hint() -> str:
        if name.casefold() == UNAVOIDED:
            return "Write 'avoid: none', without a list."
        if named := code_of(name):
            return f"Did you mean {shown(named[0])}, for {quoted(named[1])}?"
        if name.upper() in CODES:
            return f"Did you mean {shown(name.upper())}?"
        return "Write its ISO code or its name in English: BY or Belarus."

    raise WrongValueError(f"{shown(name)} is not a country.", hint)


def iata(value: object) -> str:
    """An IATA airport code."""
    return _code(text(value), _IATA, "an IATA code", "Use three capital letters: LED.")


def icao(value: object) -> str:
    """An ICAO airport code."""
    return _code(text(value), _ICAO, "an ICAO code", "Use four capital letters: ULLI.")


def _code(code: str, shape: re.Pattern[str], what: str, hint: str | Callable[[], str]) -> str:
    if shape.fullmatch(code):
        return code
    if shape.fullmatch(code.upper()):
        hint = f"Did you mean {shown(code.upper())}?"
    raise WrongValueError(f"{shown(code)} is not {what}.", hint)
