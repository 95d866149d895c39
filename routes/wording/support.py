"""Who stands behind something, and how reliable that is: every count of origins is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from routes.messages import Text, listing, plural, say
from routes.model import Corroboration, Credibility, Reliability, Source

RELIABILITY: Mapping[Reliability, Text] = {
    "A": say("completely reliable"),
    "B": say("usually reliable"),
    "C": say("fairly reliable"),
    "D": say("not usually reliable"),
    "E": say("unreliable"),
    "F": say("reliability cannot be judged"),
}

CREDIBILITY: Mapping[Credibility, Text] = {
    1: say("confirmed by other sources"),
    2: say("probably true"),
    3: say("possibly true"),
    4: say("doubtful"),
    5: say("improbable"),
    6: say("truth cannot be judged"),
}

_NAMED = 8
"""So many titles are named in one sentence."""


def corroboration(counted: Corroboration, sources: Mapping[str, Source]) -> Text:
    """How well something is supported, in a sentence without a full stop."""
    if not counted.origins:
        return opposed(say("No source asserts it"), counted, sources)
    words = plural(
        "{n} report, {origins}",
        "{n} reports, {origins}",
        len(counted.reports),
        origins=origins(counted, sources),
    )
    return opposed(words, counted, sources)


def leg_rests_on(counted: Corroboration, sources: Mapping[str, Source]) -> Text:
    """On how many reports a leg rests, as the end of a sentence without its full stop."""
    if not counted.origins:
        return opposed(say("no source says so"), counted, sources)
    words = plural(
        "that leg rests on {n} report ({origins})",
        "that leg rests on {n} reports ({origins})",
        len(counted.reports),
        origins=origins(counted, sources),
    )
    return opposed(words, counted, sources)


def legs_rest_on(weakest: Corroboration, sources: Mapping[str, Source]) -> Text:
    """The same of several legs, by how well the weakest of them is supported."""
    if not weakest.origins:
        return opposed(say("no source asserts the weakest of these legs"), weakest, sources)
    words = plural(
        "these legs rest, at their weakest, on {n} report ({origins})",
        "these legs rest, at their weakest, on {n} reports ({origins})",
        len(weakest.reports),
        origins=origins(weakest, sources),
    )
    return opposed(words, weakest, sources)


def weighed(counted: Corroboration) -> Text:
    """In how many reports a way is weighed that none reports."""
    if not counted.reports:
        return say("no source weighs or reports it")
    return plural(
        "weighed in {n} report, reported by none",
        "weighed in {n} reports, reported by none",
        len(counted.reports),
    )


def opposed(words: Text, counted: Corroboration, sources: Mapping[str, Source]) -> Text:
    """``words``, and behind them who denies or doubts what they say."""
    if counted.denied_by:
        against = names(counted.denied_by, sources)
        words = say("{support}; denied by {sources}", support=words, sources=against)
    if counted.doubted_by:
        against = names(counted.doubted_by, sources)
        words = say("{support}; doubted by {sources}", support=words, sources=against)
    return words


def origins(counted: Corroboration, sources: Mapping[str, Source]) -> Text:
    """How many origins stand behind something: what corroboration counts."""
    if not counted.origins:
        return say("no origin")
    if counted.at_least == counted.at_most == 1:
        kind = sources[counted.origins[0]].identity
        if kind == "anonymous":
            return say("1 anonymous origin")
        if kind == "unidentified":
            return say("1 unidentified origin")
    if counted.at_least == counted.at_most:
        return plural("{n} origin", "{n} origins", counted.at_least)
    return say(
        "between {least} and {most} independent origins",
        least=counted.at_least,
        most=counted.at_most,
    )


def names(ids: Sequence[str], sources: Mapping[str, Source]) -> Text:
    """Labels of sources, joined for a sentence."""
    return listing([sources[i].label for i in ids])


def shortlist(titles: Sequence[str]) -> Text:
    """Titles joined for a sentence; of many the first eight, and how many others there are."""
    if len(titles) <= _NAMED + 1:
        return listing(titles)
    others = plural("{n} other", "{n} others", len(titles) - _NAMED)
    return listing([*titles[:_NAMED], others])
