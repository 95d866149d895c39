"""The words for how exactly a place is published, and what people write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from routes.casefile.quoting import shown
from routes.casefile.report import nearest
from routes.casefile.wrong import WrongValueError
from routes.model import CLASSES

MEANT: Mapping[str, str] = {
    "withheld": "not at all",
    "country": "the state",
    "admin-1": "the region",
    "admin-2": "the district",
    "0.1": "a cell of some 11 km",
    "0.01": "a cell of some 1 km",
    "site": "the exact spot",
}
"""The classes, coarsest first, and what readers see of the place."""

DEGREES = ("0.1°", "0.01°")
"""What may be written for the cells, too."""

_SLIPS: Mapping[str, str] = {
    **dict.fromkeys(("none", "no", "false", "off", "never", "hidden", "hide"), "withheld"),
    **dict.fromkeys(("secret", "private", "confidential", "withhold", "unpublished"), "withheld"),
    **dict.fromkeys(("region", "province", "oblast", "krai", "admin1", "adm1"), "admin-1"),
    **dict.fromkeys(("district", "county", "rayon", "raion", "admin2", "adm2"), "admin-2"),
    "nation": "country",
}
"""Words that mean one class without a doubt. None stands for a finer one than it may mean."""

_GUESSED = ("withheld", "country", "admin-1", "admin-2")
"""Classes that a word with a slip may be taken for: no one becomes more exact by a guess."""

_CELL = re.compile(r"([0-9]*\.?[0-9]+)\s*(?:°|deg\.?|degrees?)?", re.ASCII | re.IGNORECASE)
_KM = re.compile(r"([0-9]*\.?[0-9]+)\s*(?:km|kilomet(?:er|re)s?)", re.ASCII | re.IGNORECASE)
_KM_PER_DEGREE = 111.0


def precision_class(value: str) -> str:
    """One of `routes.model.CLASSES`; "0.1°" is "0.1". Raises WrongValueError."""
    word = value.removesuffix("°").rstrip() if value in DEGREES else value
    if word in CLASSES:
        return word
    raise WrongValueError(f"{shown(value)} is not one of the known words.", lambda: _hint(value))


def _hint(written: str) -> str:
    word = " ".join(written.casefold().split())
    meant = _meant(word)
    if meant:
        return f"Write {meant} ({MEANT[meant]})."
    if meant := _cell(word):
        return f"Write {meant} ({MEANT[meant]}): it is the next coarser one."
    return f"Write what readers may see: {_all()}."


def _meant(word: str) -> str | None:
    """The class that a word means without a doubt."""
    joined = re.sub(r"[\s_-]+", "-", word)
    for each in (joined, joined.replace("-", "")):
        if each in CLASSES:
            return each
        if each in _SLIPS:
            return _SLIPS[each]
    degrees = _degrees(word)
    if degrees is not None:
        return next((each for each in ("0.1", "0.01") if float(each) == degrees), None)
    # "admin" may be either: the ends of such words are what counts.
    near = nearest(word, _GUESSED)
    return None if near is None or (near[-1].isdigit() and near[-1] != word[-1]) else near


def _cell(word: str) -> str | None:
    """The finest cell that is at least as large as a number that was written, if one is."""
    degrees = _degrees(word)
    if degrees is None or not degrees:
        return None
    return next((each for each in ("0.01", "0.1") if float(each) >= degrees), None)


def _degrees(word: str) -> float | None:
    if found := _CELL.fullmatch(word):
        return float(found[1])
    found = _KM.fullmatch(word)
    return float(found[1]) / _KM_PER_DEGREE if found else None


def _all() -> str:
    return ", ".join(f"{each} ({told})" for each, told in MEANT.items())
