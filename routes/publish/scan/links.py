"""Addresses that lead to a spot on a map or to a person's telephone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from routes.publish.scan.codes import is_mixed

__all__ = ["addresses", "chats", "map_links"]

Span = tuple[int, int]

_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]++|\bwww\.[^\s<>\"]++", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'\u00bb\u300d"

_NUMBER = r"[+-]?\d{1,3}(?:\.\d++)?"
_FINE = r"[+-]?\d{1,3}\.\d++"
_SPLIT = r"(?:,|;|~|\+|\s|%20|/){1,2}"
_GEO_URI = re.compile(
    rf"\bgeo:\s?{_NUMBER},{_NUMBER}(?:,[+-]?\d++(?:\.\d++)?)?(?:[;?&][^\s<>\"]*+)?", re.IGNORECASE
)
_SPOT = re.compile(
    rf"@{_NUMBER},{_NUMBER}"
    rf"|[?&#;/](?:q|ll|sll|cll|cp|c|p|pt|center|centre|daddr|saddr|destination|origin|query|cbll|viewpoint"
    rf"|map|loc|location|coords?|coordinates|position|pos|point|where|whatshere\[point\]|marker|markers|rtext|near)"
    rf"=(?:loc:|[a-z0-9_|:-]{{0,24}}\|)?{_NUMBER}{_SPLIT}{_NUMBER}"
    rf"|\#(?:map=)?\d{{1,2}}(?:\.\d++)?/{_NUMBER}/{_NUMBER}"
    rf"|![34]d{_NUMBER}![1-4]d{_NUMBER}"
    rf"|!2d{_NUMBER}!3d{_NUMBER}"
    rf"|[?&]m?la(?:t|titude)={_NUMBER}&(?:amp;)?m?lo(?:n|ng|ngitude)={_NUMBER}"
    rf"|[?&]m?lo(?:n|ng|ngitude)={_NUMBER}&(?:amp;)?m?la(?:t|titude)={_NUMBER}"
    rf"|[?&](?:x|cx)={_FINE}&(?:amp;)?(?:y|cy)={_FINE}"
    rf"|/(?:place|dir|search|maps|\@)/+(?:[^/\s]*/)?{_NUMBER}(?:,|\+|%20){{1,2}}{_NUMBER}",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:maps\.app\.goo\.gl/|goo\.gl/maps/|g\.co/maps/|(?:osm|openstreetmap)\.org/go/|w3w\.co/"
    r"|what3words\.com/|plus\.codes/|geohash\.org/|maps\.apple/p/|yandex\.\w{2,3}/maps/-/|naver\.me/"
    r"|kko\.to/|surl\.amap\.com/|j\.map\.baidu\.com/|go\.2gis\.com/|bing\.com/maps\?.{0,80}where1=)[^\s<>\"]{2,}",
    re.IGNORECASE,
)
_TILE = re.compile(
    r"/(\d{1,2})/(\d{1,7})/(\d{1,7})(?:@2x)?\.(?:png|jpe?g|webp|pbf|mvt)", re.IGNORECASE
)
_SHOWS_MAP = re.compile(r"map|geo|osm|openstreet|gis|earth|location", re.IGNORECASE)
_CELL = re.compile(r"(?<=[/=#:])([0-9b-hjkmnp-z]{7,12})(?![A-Za-z0-9_-])")

_CHAT = re.compile(
    r"(?:https?://|\b)(?:www\.)?(?:wa\.me|(?:chat|api|web)\.whatsapp\.com|whatsapp\.com/channel|t\.me|telegram\.me"
    r"|telegram\.dog|signal\.me|signal\.group|line\.me/(?:ti|R)|viber\.click|zalo\.me|m\.me"
    r"|qr\.kakao\.com|open\.kakao\.com)/[^\s<>\"]++"
    r"|\b(?:tg|whatsapp|viber|sgnl|signal|skype|facetime|callto|sms|imo)(?:://|:)(?=[^\s<>\"]*[\d=])[^\s<>\"]{3,}+",
    re.IGNORECASE,
)


def addresses(text: str) -> list[Span]:
    """Where web addresses stand, without the full stop or bracket after them."""
    if "//" not in text and "www." not in text.lower():
        return []
    return [_trimmed(text, found.span()) for found in _ADDRESS.finditer(text)]


def map_links(text: str, found: list[Span]) -> Iterator[Span]:
    """Where addresses and their parts stand that show one spot on a map.

    Of a web address all is given, since its other parts often name the spot; ``found``
    says where those stand.
    """
    for spot in _GEO_URI.finditer(text):
        yield _trimmed(text, spot.span())
    for spot in (*_SPOT.finditer(text), *_SHORT.finditer(text)):
        yield _trimmed(text, spot.span())
    for start, end in found:
        address = text[start:end]
        if _is_tile(address) or (_SHOWS_MAP.search(address) and _has_cell(address)):
            yield start, end


def chats(text: str) -> Iterator[Span]:
    """Where addresses of a person's account in a messenger stand."""
    for found in _CHAT.finditer(text):
        yield _trimmed(text, found.span())


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    return start, start + max(1, len(text[start:end].rstrip(_TRAILING)))


def _is_tile(address: str) -> bool:
    """Whether it is a tile of a map that shows less than some 150 km."""
    found = _TILE.search(address)
    if not found:
        return False
    zoom, column, row = map(int, found.groups())
    return 8 <= zoom <= 24 and max(column, row) < 1 << zoom


def _has_cell(address: str) -> bool:
    return any(is_mixed(found[1]) for found in _CELL.finditer(address))
