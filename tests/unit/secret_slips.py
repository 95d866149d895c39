"""A case with every secret, and the slips that people make where they write one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

CANARIES = ("qwzx", "7193")
"""In small letters: a word that is in no message, and digits that are in no number of one."""

PLACE = {
    "name": "H", "query": "H", "label": "H", "country": "BY", "kind": "city", "precision": "city",
    "radius-m": "500", "near": "a", "publish": "admin-1", "public-label": "P", "note": "n",
    "lon": "28.1", "lat": "53.1", "iata": "MSQ", "icao": "UMMS", "within": "[Belarus]",
    "because": "b",
}  # fmt: skip
SOURCE = {
    "title": "T", "publisher": "P", "author": "A", "issued": "2016-07", "language": "en",
    "url": "https://a.example/b", "archive": "https://a.example/c", "reliability": "A",
    "identity": "named", "read-in": "s", "citing": "[s]", "sha256": "0" * 64, "seed": "a.txt",
    "withhold": "true", "note": "n",
}  # fmt: skip
_CLAIM = {"source": "s", "quote": {"exact": "q", "private": "p"}, "private": "p"}
CASE = {
    "version": "1",
    "title": "T",
    "private": "p",
    "sources": {"s": {"publisher": "S", "issued": "2016", "private": "p"}, "t": dict(SOURCE)},
    "people": {
        "kim": {"role": "a driver", "name": "K", "also": "[Kim]", "because": "b", "private": "p"},
    },
    "publish": {
        "withhold": "[W]",
        "embargo": {"days": "30", "because": "b", "private": "p"},
        "private": "p",
    },
    "places": {
        "a": {"name": "A", "lon": "27.5", "lat": "53.9", "private": "p"},
        "b": "B",
        "h": dict(PLACE),
    },
    "legs": {
        "l": {
            "from": "a",
            "to": "b",
            "status": "closed",
            "closed": {"since": "2020", "claims": [_CLAIM], "private": "p"},
            "claims": [_CLAIM],
            "private": "p",
        },
        "m": {"from": "b", "to": "h"},
    },
    "itineraries": {"i": {"title": "I", "legs": "[l, m]", "private": "p"}},
    "events": {"e": {"title": "E", "at": "a", "private": "p"}},
    "disputes": {
        "d": {
            "question": "Q",
            "positions": [{"says": "y", "claims": [_CLAIM], "private": "p"}],
            "private": "p",
        }
    },
    "checks": [{"closer": "a", "than": "b", "to": "h", "private": "p"}],
    "avoid": [{"country": "KP", "private": "p"}],
    "alternatives": [{"leg": "l", "by": "rail", "private": "p"}],
}
"""Every part that a case has, with a private note, and a hidden place and source with every key.

Its values are YAML as it is written. The keys of the hidden place do not go together, so that
every reading of it has mistakes.
"""

SLIPS = (
    # of another type
    "[Qwzx, 71935]", "{Qwzx: Qwzx}", "{en: Qwzx, Qwzx: 71935}", "[[Qwzx]]", "[{a: Qwzx}]", "Qwzx",
    "{name: Qwzx}", "{}", "[]", "[#Qwzx\n]", "{lon: 71.93571, lat: [71935]}", "[Qwzx, ~]",
    # something lost: after a '#', a comma, a colon, a quote, a bracket
    "#Qwzx", "he #Qwzx", "Qwzx #Qwzx lives", "71.9 #71935", "she, Qwzx lives", "71,93571",
    "she, Qwzx: lives", "she, Qwzx, Qwzx", "a, b: Qwzx, c: Qwzx, Qwzx", "met: Qwzx", "Qwzx: met",
    "a: b: Qwzx", "[a, b: Qwzx", '"Qwzx', "'Qwzx's'", "'a' Qwzx", '"a, "Qwzx", b"', "{Qwzx",
    "Qwzx}", "[Qwzx: a, Qwzx]", "Qwzx #x, private: Qwzx, publish: withheld", "a\n  Qwzx",
    "- Qwzx", "a: Qwzx, publish: withheld", "? Qwzx", "? [Qwzx] : a", "% Qwzx", "@Qwzx", "`Qwzx`",
    "|\n     Qwzx", ">-\n     Qwzx: #Qwzx", "\tQwzx: 71935",
    # out of range, or written otherwise
    "719.3571", "-719.3571", '"71,93571"', '"-71,93571"', "71°93'57\"N", "71 9 35.71935",
    "7.1935e9", "7.1935e400", "71935 km", "71935 days", "71935 hours", "71935", "0.071935",
    "71935°", "-7193571935",
    # dates
    "15.07.7193", "July 7193", "7193-02-30", "7193-13", "2016/7193/2017", "7193-07/2016-07",
    "7193-1-1",
    "[7193-01]", "7193 BC", "1-7193",
    # codes, addresses, digests, files, words that are nearly known
    "qwzx", "QWZX", "Qwzx.example/a", "htp://qwzx.example", "https://qw zx@qwzx", "http://[qwzx",
    "AB7193" + "C" * 58, "ab7193" + "c" * 57, "../Qwzx", "Qwzx/a.txt", "Qwzx village", "vil-Qwzx",
    "Qwzx-withheld", "qwzx-1", "publish: site", "Qwzxvillage city",
    # what YAML has and a case has not
    "!Qwzx a", "!!Qwzx a", "!<tag:qwzx,2000:a> b", "&Qwzx a", "*Qwzx", "&Qwzx [a]", "<<: *Qwzx",
    # characters
    '"\\x01Qwzx"', '"\\uD800Qwzx"', '"\\UFFFF7193Qwzx"', '"\\QQwzx"', '"\u202eQwzx"', "Qwzx\x07",
    '"Qwzx' + "\u0301" * 40 + '"', "\u00a0Qwzx: Qwzx", "Qwzx" * 3000,
)  # fmt: skip
"""What is written in place of a value, as it stands in the file."""

SLIPS_OF_KEYS = (
    "{key}: x, Qwzx", "{key}: x, Qwzx: Qwzx", "{key}: Qwzx, {key}: Qwzx", "{key} Qwzx",
    "{key}:Qwzx", "{key}x: Qwzx", "'{key}: Qwzx'", "{key} : #Qwzx", "Qwzx {key}: a",
    "'a' {key}: Qwzx", "{key}: Qwzx: Qwzx", "? {key}", "{key}: x, [Qwzx]: a",
    "{key}: x, Qwzx, Qwzx",
    "{key}: x, &Qwzx Qwzx: a", "{key}: x, !Qwzx Qwzx", "{key}: x, : Qwzx", "- {key}: Qwzx",
    "{key}: x, <<: *Qwzx", "{key}: x, a #Qwzx: Qwzx",
)  # fmt: skip
"""What is written in place of a key, here {key}, and its value."""

_ALL_OF = {("people", "kim"), ("places", "h"), ("sources", "t")}
Slot = tuple[str | int, ...]


def _slots(node: object, path: Slot = ()) -> Iterator[Slot]:
    """The paths of all values that are secrets."""
    if path and (
        path[-1] in ("private", "lon", "lat")
        or (path[:2] in _ALL_OF and len(path) == 3)
        or path in (("publish", "withhold"), ("people",), ("people", "kim"))
    ):
        yield path
    for key, value in _items(node):
        yield from _slots(value, (*path, key))


def _items(node: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(node, dict):
        return node.items()
    return enumerate(node) if isinstance(node, list) else ()


SLOTS = tuple(_slots(CASE))


def written(changes: Mapping[Slot, str], in_lines: bool = True, skip: Slot = ()) -> str:
    """The case with other values, or pairs where they hold a key: a line each, or in braces."""

    def text(node: object, path: Slot, lines: bool) -> str:
        if path in changes and not _is_pair(changes[path]):
            return changes[path]
        parts = [part(key, value, (*path, key), lines) for key, value in _items(node)]
        parts = [each for each in parts if each]
        if not isinstance(node, dict | list):
            return str(node)
        if lines:
            return "".join(f"\n{'  ' * len(path)}{each}" for each in parts)
        return f"{{{', '.join(parts)}}}" if isinstance(node, dict) else f"[{', '.join(parts)}]"

    def part(key: str | int, value: object, path: Slot, lines: bool) -> str:
        if path == skip:
            return ""
        if path in changes and _is_pair(changes[path]):
            return changes[path].replace(_PAIR, "")
        inner = text(value, path, lines and (in_lines or len(path) == 0) and isinstance(key, str))
        if isinstance(key, int):
            return f"- {inner}" if lines else inner
        return f"{key}: {inner}"

    return text(CASE, (), True).lstrip() + "\n"


_PAIR = "\N{WORD JOINER}"


def _is_pair(text: str) -> bool:
    return text.startswith(_PAIR)


def change(slot: Slot, slip: str) -> dict[Slot, str]:
    return {slot: _PAIR + slip.replace("{key}", str(slot[-1])) if "{key}" in slip else slip}
