"""Coordinates in texts: what can be read, and what gives a position away all the same."""

from __future__ import annotations

import pytest

from routes.errors import UsageError
from routes.gazetteers.disclosure import may_be_sent
from routes.gazetteers.position import is_position, written

POSITIONS = [
    "53.9, 27.57",
    "43.1N 131.9E",
    "43°06N 131°52E",
    "43º06'N 131º52'E",
    "N 43 06.5 E 131 52.3",
    "43.1N" + " " * 100 + "131.9E",
    "４３.１Ｎ １３１.９Ｅ",  # noqa: RUF001
    "143N 131E",
    "43N 44N",
    "lat 43.1 lon 131.9",
    "Latitude: 43.1; Longitude: 131.9",
    "43.1 с.ш. 131.9 в.д.",  # noqa: RUF001
    "48.85 N, 2.35 O",
    "geo:43.1,131.9",
    "Vladivostok (43.115, 131.885)",
    "the house at 43.115N 131.885E",
    "the house at 43° north",
    "8GHC+2V",
    "8ghc+2v Vladivostok",
    "8Q7V4V8P+6R",
    "8Q7V0000+",
    "8Q7V4V8P+",
    "CFGH+JM",
    "52TGN1234567890",
    "52T GN 12345 67890",
    "52T 712345 4776543",
    "52T 712345 mE 4776543 mN",
]
NAMES = [
    "Kirov, Kaluga Oblast",
    "1 May Street",
    "6 October",
    "Ulitsa Lenina 5, 131",
    "Rue de la Paix 12, Paris",
    "Calle Mayor 3 5º B",
    "10th of Ramadan",
    "Checkpoint 3",
    "C++",
    "Q+A",
    "Mirny-2",
    "43rd Street W",
    "Пхеньян",
    "東区1丁目",
    "Area 51",
    "Highway 1.5 km",
]


@pytest.mark.parametrize("text", POSITIONS)
def test_a_position_is_noticed_and_never_sent(text):
    assert is_position(text)
    assert not may_be_sent(text)


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_position(text):
    assert not is_position(text)
    assert may_be_sent(text)


@pytest.mark.parametrize(
    "text", ["", "  ", "12345", "...", "VVO", " ULLI ", "RU-PRI", "https://maps.example.org/x"]
)
def test_what_else_is_never_sent(text):
    assert not may_be_sent(text)


def test_all_that_can_be_read_is_noticed():
    for text in ("43.1N 131.9E", "131:52:10E 43:06:30N", "12.5S,45W", "1e 2n", "0 0"):
        assert written(text) is not None
        assert is_position(text)


def test_coordinates_that_are_wrong_say_so():
    with pytest.raises(UsageError, match="not on earth"):
        written("200 10")
    assert written("Minsk") is None
