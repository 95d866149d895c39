"""The key of a figure: its legs by number, each with who says so. Pure.

Figures and documents print the same entries, in the same order and with the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from routes.messages import Text, listing, plural, say
from routes.messages.speaker import Speaker
from routes.webmap.payload_types import ClaimOut, LegOut, Payload
from routes.webmap.rhythm import number

_NAMES = 4
"""So many sources of a leg are named at most; of more, their numbers."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A leg as the key has it, told in the language of the payload.

    ``number`` stands beside its line; ``leg`` and ``grammar`` are ids; ``mode`` and ``when`` are
    in words, ``when`` is empty where no date is told. ``told_by`` says who asserts, denies and
    doubts it, each with the number of the source; ``sources`` are these numbers, in order.
    ``text`` is all of it as a sentence or two.
    """

    number: int
    leg: str
    title: str
    mode: str
    when: str
    grammar: str
    told_by: str
    sources: tuple[int, ...]
    text: str


def entries(payload: Payload) -> list[KeyEntry]:
    """The legs of ``payload``: in the order of its versions, then those that none has."""
    speaker = Speaker(payload["languages"][0])
    numbers = {source["id"]: source["number"] for source in payload["sources"]}
    modes = {mode["id"]: mode["label"] for mode in payload["modes"]}
    grammars = {grammar["id"]: grammar["label"] for grammar in payload["grammars"]}
    found = []
    for nth, leg in enumerate(_ordered(payload), 1):
        mode = modes.get(leg["mode"], leg["mode"])
        told = _told_by(leg, numbers)
        facts = [_capital(mode), *([leg["when"]] if leg["when"] else [])]
        kind = grammars.get(leg["grammar"], leg["grammar"])
        text = say("{title}. {facts}.", title=leg["title"], facts=_joined([*facts, kind, told]))
        used = {numbers[claim["source"]] for claim in leg["claims"] if claim["source"] in numbers}
        found.append(
            KeyEntry(
                number=nth,
                leg=leg["id"],
                title=leg["title"],
                mode=mode,
                when=leg["when"] or "",
                grammar=leg["grammar"],
                told_by=speaker.tell(told),
                sources=tuple(sorted(used)),
                text=speaker.tell(text),
            )
        )
    return found


def _ordered(payload: Payload) -> list[LegOut]:
    legs = {leg["id"]: leg for leg in payload["legs"]}
    versions = sorted(payload["variants"], key=lambda variant: number(variant, payload))
    order = dict.fromkeys(leg for version in versions for leg in version["legs"] if leg in legs)
    return [legs[name] for name in {**order, **dict.fromkeys(legs)}]


def _told_by(leg: LegOut, numbers: dict[str, int]) -> str:
    """Who says so: "RIA Novosti [4]; denied by The ministry [5]"."""
    by: dict[str, list[ClaimOut]] = {"asserts": [], "denies": [], "doubts": []}
    for claim in leg["claims"]:
        by[claim["stance"]].append(claim)
    parts: list[Text] = []
    if by["asserts"] and leg["status"] == "hypothetical":
        parts.append(say("weighed by {names}", names=_names(by["asserts"], numbers)))
    elif by["asserts"]:
        parts.append(_names(by["asserts"], numbers))
    else:
        parts.append(say("asserted by no source"))
    if by["denies"]:
        parts.append(say("denied by {names}", names=_names(by["denies"], numbers)))
    if by["doubts"]:
        parts.append(say("doubted by {names}", names=_names(by["doubts"], numbers)))
    return _joined(parts)


def _names(claims: Sequence[ClaimOut], numbers: dict[str, int]) -> Text:
    by_source = {claim["source"]: claim["label"] for claim in claims}
    named = [
        say("{name} [{number}]", name=label, number=str(numbers.get(source, "?")))
        for source, label in by_source.items()
    ]
    if len(named) <= _NAMES:
        return listing(named)
    rest = [str(numbers.get(source, "?")) for source in list(by_source)[_NAMES - 1 :]]
    more = plural(
        "{n} more [{numbers}]", "{n} more [{numbers}]", len(rest), numbers=", ".join(rest)
    )
    return listing([*named[: _NAMES - 1], more])


def _joined(parts: Sequence[str]) -> str:
    told = parts[0]
    for part in parts[1:]:
        told = say("{before}; {after}", before=told, after=part)
    return told


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
