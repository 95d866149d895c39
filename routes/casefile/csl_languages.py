"""Languages as people write them in a reference manager, to tags: "Russian", "русский", "en_US"."""

from __future__ import annotations

import re

from routes.casefile import codes
from routes.casefile.csl_text import text
from routes.casefile.wrong import WrongValueError
from routes.intake.items import Json

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")

_NAMES = """
    ar arabic العربية; az azerbaijani; be belarusian беларуская; bg bulgarian български;
    bs bosnian; cs czech čeština; da danish dansk; de german deutsch; el greek ελληνικά;
    en english; es spanish español castellano; et estonian eesti; fa persian farsi فارسی;
    fi finnish suomi; fr french français; he hebrew עברית; hi hindi हिन्दी; hr croatian hrvatski;
    hu hungarian magyar; hy armenian հայերեն; id indonesian; it italian italiano;
    ja japanese 日本語; ka georgian ქართული; kk kazakh; ko korean 한국어; ky kyrgyz;
    lt lithuanian lietuvių; lv latvian latviešu; mk macedonian; mn mongolian; nb norwegian norsk;
    nl dutch nederlands; pl polish polski; ps pashto; pt portuguese português; ro romanian română;
    ru russian русский; sk slovak slovenčina; sl slovenian slovene; sq albanian; sr serbian српски;
    sv swedish svenska; tg tajik; th thai; tr turkish türkçe; uk ukrainian українська; ur urdu;
    uz uzbek; vi vietnamese; zh chinese 中文
"""
"""Codes of ISO 639-1, each with the name of the language in English and its own."""

_BY_NAME = {
    name: code
    for code, *names in (row.split() for row in _NAMES.split(";"))
    for name in names
}  # fmt: skip


def language(value: Json) -> str | None:
    """The tag of a language that is given as a tag or a name, or None."""
    if not isinstance(value, str):
        return None
    told = text(value)[0]
    named = _BY_NAME.get(told.casefold())
    if named or not _CODE.fullmatch(told):
        return named
    try:
        return codes.language(told.replace("_", "-"))
    except WrongValueError:
        return None
