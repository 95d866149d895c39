"""A case of which every field is a canary: what of it is in a public output, should not be.

`text` gives the YAML, `secrets` what to look for in every file, log and error that came of it.
`PUBLIC` are canaries of the other kind: a build that shows none of them shows nothing at all, and
finding no secret in it would prove nothing.
"""

from __future__ import annotations

from tests.safety.canaries import Point, Secrets

LAT, LON = 41.7654321, 128.9876543
"""Where the safe house is: in the hills between Hyesan and Kimchaek."""

NAME = "WVJ-Ono Hushed-Magpie"
ALSO = ("Kanarienvogel-Weißzahn", "김비밀-카나리아", "Птица-Секретова")
PLACE = "Wvjk-dong 23-ri"
NOTE = "HAYLOFT-WORDS-9c2e"
SOURCE_URL = "https://hushed-magpie.example/nest"
SOURCE_NAME = "Zvenyatka Quorlbeck"
DESK = "DESKNOTE-KRONFLIX-91"
WORD = "Plate-QX-4417-ZZ"
PHONE = "+82 10-5550-1374"
MAIL = "mole.canary@wvj-mail.example"

PUBLIC = ("A way out that is told", "The open letter", "Vladivostok")
"""Words that a public page does show."""

_CLASSES = ("withheld", "country", "admin-1", "admin-2", "0.1", "0.01")


def secrets(publish: str = "withheld", *, home: str = "", user: str = "") -> Secrets:
    """What to look for where the place is published as ``publish``.

    ``home`` and ``user`` are those of whoever builds, to be looked for too. Coordinates as coarse
    as the class publishes are no find.
    """
    decimals, declared_m = {"0.1": (2, 2_000.0), "0.01": (3, 100.0)}.get(publish, (2, 2_000.0))
    texts = (
        NAME, *ALSO, PLACE, NOTE, SOURCE_URL, SOURCE_NAME, WORD, PHONE, MAIL,
        *(f"{DESK}-{where}" for where in _DESKS),
    )  # fmt: skip
    return Secrets(
        texts=(*texts, *((user,) if user else ())),
        points=(Point(LAT, LON, decimals=decimals, declared_m=declared_m),),
        paths=(home,) if home else (),
    )


_DESKS = ("case", "person", "place", "source", "leg", "claim", "itinerary", "event", "embargo")


def _desk(where: str) -> str:
    return f'private: "{DESK}-{where}: ask {NAME} at {PLACE}"'


def text(publish: str = "withheld", *, days: int = 30) -> str:
    """The YAML of the case; ``publish`` is how exactly the place may be published.

    Raises ValueError for what is no class of precision, or one that publishes the place.
    """
    if publish not in _CLASSES:
        raise ValueError(f"{publish!r} is none of {', '.join(_CLASSES)}")
    return f"""\
version: 1
title: {PUBLIC[0]}
question: Did {NAME} reach {PLACE}, or did {ALSO[0].upper()}?
summary: >-
  {NAME} left Vladivostok and was last seen in {PLACE} ({LAT}, {LON}). Call {PHONE} or write to
  {MAIL}. The car was {WORD}.
language: en
{_desk("case")}
notes:
  - "{ALSO[1]} said: {NOTE}. {ALSO[2]} denies it."
  - "41°45'55.6\\"N 128°59'15.6\\"E is where {ALSO[0]} waited."

people:
  driver:
    role: a driver
    name: {NAME}
    also: [{", ".join(ALSO)}]
    {_desk("person")}

publish:
  withhold: [{NOTE}, {WORD}, "{PHONE}", {MAIL}]
  embargo:
    days: {days}
    because: The editor allows it after {days} days.
    {_desk("embargo")}

sources:
  letter:
    title: {PUBLIC[1]} about {PLACE}
    publisher: The Example Review
    issued: 2016-09-12
    language: en
    url: https://review.example/letter
    reliability: B
    {_desk("source")}
  insider:
    title: What {NAME} told
    author: {SOURCE_NAME}
    identity: named
    language: en
    url: {SOURCE_URL}
    reliability: C
    withhold: true
    note: Met in {PLACE}; {NOTE}.

places:
  vladivostok:
    {{name: Vladivostok, lon: 131.87, lat: 43.11, publish: site, because: A public station.}}
  house:
    name: {PLACE}
    lon: {LON}
    lat: {LAT}
    radius-m: 50
    publish: {publish if publish[0].isalpha() else f'"{publish}"'}
    note: The house of {NAME}. {NOTE}.
    {_desk("place")}

legs:
  drive:
    title: The drive to {PLACE}
    from: vladivostok
    to: house
    by: road
    when: 2016-07-03
    note: "{ALSO[2]} drove; {WORD}."
    {_desk("leg")}
    claims:
      - source: letter
        quote: "{NAME} drove him to {PLACE}"
        credibility: 3
        {_desk("claim")}
      - source: insider
        quote: {{exact: "Мы ехали в {PLACE}, {ALSO[2]}", language: ru,
                translation: "We drove to {PLACE}, {ALSO[2]}"}}
        note: Heard from {ALSO[1]} on {PHONE}.

itineraries:
  north:
    title: North to {PLACE}
    summary: "{NAME} drove, {NOTE}."
    legs: [drive]
    {_desk("itinerary")}

events:
  seen:
    title: "{ALSO[0]} seen"
    at: house
    when: 2016-07-04
    claims:
      - {{source: insider, says: "{NAME} was there at {LAT:.4f}, {LON:.4f}."}}
    {_desk("event")}
"""


def opened(case: str, publish: str = "withheld") -> str:
    """A case like `text` before anybody thought of a danger: it withholds nothing."""
    head, rest = case.split("people:\n")
    told = rest[rest.index("sources:\n") :].replace("    withhold: true\n", "")
    shown = publish if publish[0].isalpha() else f'"{publish}"'
    told = told.replace(f"    publish: {shown}\n", "")
    return f"{head}publish: {{embargo: {{days: 30, because: Old.}}}}\n{told}"


def deleted(case: str, *, keeps_rules: bool = False) -> str:
    """A case like `text` from which everything was deleted that leads to the house.

    ``keeps_rules`` keeps persons and words that are withheld, the place and the source.
    """
    head, rest = case.split("question:", 1)
    rules = rest[rest.index("people:\n") : rest.index("sources:\n")]
    sources, places = rest[rest.index("sources:\n") : rest.index("legs:\n")].split("places:\n")
    if not keeps_rules:
        rules = "publish: {embargo: {days: 30, because: Old.}}\n"
        sources = _SOURCES
        places = places[: places.index("  house:")]
    return (
        f"{head}{rules}{sources}places:\n{places}  minsk: Minsk, Belarus\n"
        "legs:\n  away: {from: vladivostok, to: minsk, by: rail, when: 2016-07,"
        " claims: [{source: letter, quote: he left}]}\n"
        "itineraries: {west: {title: West, legs: [away]}}\n"
    )


_SOURCES = f"sources: {{letter: {{title: {PUBLIC[1]}, publisher: The Example Review}}}}\n"
