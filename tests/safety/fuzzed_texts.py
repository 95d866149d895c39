"""Targets that read a text: vague dates, and what is searched before it is published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from routes.casefile import dates as vague
from routes.casefile.wrong import WrongValueError
from routes.model import CLASSES, When
from routes.publish import scan
from routes.publish.dates import coarsened
from tests.safety.playing import Check
from tests.unit.notations import NOTATIONS

_DATES = """\
2016 2016-07 2016-07-15 2016-07~ 2016-07? 2016-07% 2016-07/2016-08 2016-07/.. ../2016 2016-21
2016-24 201X 2016-XX 20XX-12 2016-07~/2016-08? [2016,2017] {2016..2018} 2016-07-15/2016-07-16
?2016 2016-?07 2016?-07-15~ 9999-12-31 0001-01 1984-06-02?/.. 156X-12-25 Y-17E7""".split()  # noqa: SIM905


@contextmanager
def dates() -> Iterator[tuple[Sequence[bytes], Check]]:
    def check(data: bytes) -> str:
        try:
            when = vague.parse(data.decode("utf-8", "replace"))
        except WrongValueError as error:
            _check_brief(error)
            return "refused"
        _check_span(when)
        for shown in CLASSES:
            coarse = coarsened(when, shown)
            if coarse is not None:
                _check_span(coarse)
                _check_holds(coarse, when)
        return "read"

    yield [each.encode() for each in _DATES], check


def _check_brief(error: WrongValueError) -> None:
    assert len(error.message) + len(error.hint or "") < 2_000


def _check_span(when: When) -> None:
    first, last = when.earliest, when.latest
    assert first or last, when
    for day in (first, last):
        assert day is None or date.fromisoformat(day).isoformat() == day, when
    assert not (first and last) or first <= last, when


def _check_holds(coarse: When, when: When) -> None:
    """The coarse one says no day less, and is read as what it is."""
    assert coarse.earliest is None or (when.earliest and coarse.earliest <= when.earliest)
    assert coarse.latest is None or (when.latest and coarse.latest >= when.latest)
    again = vague.parse(coarse.edtf)
    assert (again.earliest, again.latest) == (coarse.earliest, coarse.latest), coarse


PLANTED = "Zvenyatka Quorlbeck"
_SPOT = "41\N{DEGREE SIGN}45'55.6\"N 128\N{DEGREE SIGN}59'15.6\"E"
_MAIL = "mole.canary@wvj-mail.example"

_WHOLE = {
    # With more letters it is another word, and of a name each part is looked for.
    each: re.compile("|".join(rf"(?<!\w){re.escape(part)}(?!\w)" for part in parts))
    for each, parts in ((PLANTED, PLANTED.split()), (_SPOT, (_SPOT,)), (_MAIL, (_MAIL,)))
}
_LONGEST = 3_000
"""As long as texts of a case are: each is searched many times over."""


@contextmanager
def texts() -> Iterator[tuple[Sequence[bytes], Check]]:
    """The first line is a name that is withheld, the rest a text around what is planted in it."""
    words = [
        "Kim Secret met Ann at 12.45, 14.50.",
        "See doi:10.1000/182 (p. 41.77, 128.98) %20&amp;",
    ]
    words += [f"They wrote: {write(41.7654, 128.9876)} or so." for write in NOTATIONS.values()]
    names = ["Kim Secret", "Ким Секрет", "김비밀", "Weißzahn-O'Hara", "AB 1234", "de la Cruz"]
    corpus = [f"{names[n % len(names)]}\n{each}\n{each}" for n, each in enumerate(words)]

    def check(data: bytes) -> str:
        head, _, rest = data[:_LONGEST].decode("utf-8", "replace").partition("\n")
        known = scan.Names([(head,), (PLANTED,)], persons=[0, 1])
        hits = _searched(rest, known)
        lines = rest.split("\n")
        for planted in (PLANTED, _SPOT, _MAIL):
            middle = len(lines) // 2
            text = "\n".join([*lines[:middle], f" {planted} ", *lines[middle:]])
            _searched(text, known, planted)
        return "found" if hits else "clean"

    yield [each.encode() for each in corpus], check


def _searched(text: str, known: scan.Names, planted: str | None = None) -> int:
    """How much is found. Hits are in order, and neither one nor what is planted is left."""
    hits = scan.find(text, known)
    ends = [end for hit in hits for end in (hit.start, hit.end)]
    assert ends == sorted(ends)
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))
    assert all(hit.start < hit.end for hit in hits)
    left, _ = scan.redacted(text, known, lambda _: "[a worker]")
    assert scan.find(left, known) == (), "found again in what is published"
    if planted:
        assert not _WHOLE[planted].search(left), f"{planted} is left"
    return len(hits)
