"""Numbers and coordinates as people write them: degrees on WGS 84, lon before lat."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")


class NotDegreesError(ValueError):
    """What is wrong with a coordinate; ``hint`` says what would be right.

    Neither repeats it: where somebody was may be a secret, and messages end up in logs.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(message)


def number(text: str, *, comma: bool = False) -> float:
    """A finite number. With ``comma``, 39,5 is 39.5 as well.

    Raises NotDegreesError.
    """
    bare = text.strip()
    if _COMMA.fullmatch(bare):
        if not comma:
            raise NotDegreesError("what stands there is no number", "Write 39.5 and not 39,5.")
        bare = bare.replace(",", ".")
    # Above 1e308 there is only infinity.
    if not _NUMBER.fullmatch(bare) or abs(found := float(bare)) == float("inf"):
        raise NotDegreesError(
            "what stands there is no number", "Write degrees like 131.9 or -8.25."
        )
    return found


def on_earth(lon: float, lat: float) -> tuple[float, float]:
    """The point ``lon``, ``lat``.

    Raises NotDegreesError for one that is not on earth, saying when the two look swapped.
    """
    if -180 <= lon <= 180 and -90 <= lat <= 90:  # False for what is no number, too
        return float(lon), float(lat)
    hint = "Longitude is from -180 to 180, latitude from -90 to 90."
    if 90 < abs(lat) <= 180 and abs(lon) <= 90:
        hint = "Are the two swapped? " + hint
    raise NotDegreesError("the point is not lon, lat in degrees", hint)
