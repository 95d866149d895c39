"""What the program found of its own: versions at odds, checks, paths that nobody reports. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator

from routes.changes.both import Both, quoted, reporters, words
from routes.changes.change import Change
from routes.changes.claims import Subject
from routes.changes.match import Matched, plain
from routes.changes.texts import rewritten
from routes.messages import Text, plural, say
from routes.model import Alternatives, Atlas, Check, CheckResult, Claim, Wanted
from routes.wording import shortlist


def on_odds(both: Both) -> Iterator[Change]:
    """Versions that cannot both be true any more, as they are drawn, or can now."""
    before, after = _pairs(both.old), _pairs(both.new)
    old = {tuple(both.matched.new_id("itineraries", i) for i in pair) for pair in before}
    come = [pair for pair in after if pair not in old and pair[::-1] not in old]
    yield from (_at_odds(both, *each) for each in _by_version(both, come))
    for one, other in before:
        new = tuple(both.matched.new_id("itineraries", i) for i in (one, other))
        is_over = new not in after and new[::-1] not in after
        if is_over and all(i in both.new.case.itineraries for i in new):
            yield _reconciled(both, str(new[0]), str(new[1]))


_Pair = tuple[str, str]


def _pairs(atlas: Atlas) -> list[_Pair]:
    order = list(atlas.case.itineraries)
    return [
        (i, other)
        for i, others in atlas.comparison.at_odds.items()
        for other in others
        if order.index(i) < order.index(other)
    ]


def _by_version(both: Both, pairs: list[_Pair]) -> Iterator[tuple[str, list[str]]]:
    """The pairs by the version that brought them: a new one, else the one of the most pairs."""
    known = both.matched.before("itineraries")
    counted = Counter(i for pair in pairs for i in pair)
    order = list(both.new.case.itineraries)
    rest = list(pairs)
    for version in sorted(counted, key=lambda i: (i in known, -counted[i], order.index(i))):
        mine = [pair for pair in rest if version in pair]
        rest = [pair for pair in rest if version not in pair]
        if mine:
            yield version, [other for pair in mine for other in pair if other != version]


def _new_claims(both: Both, version: str) -> list[Claim]:
    """Who asserts a version or a leg of it and did not before."""
    case, old = both.new.case, both.old.case
    legs, versions = both.matched.before("legs"), both.matched.before("itineraries")
    held = [
        (case.legs[i].claims, old.legs.get(legs.get(i, ""))) for i in case.itineraries[version].legs
    ]
    whole = old.itineraries.get(versions.get(version, ""))
    found: list[Claim] = []
    for claims, was in [*held, (case.itineraries[version].claims, whole)]:
        known = {both.matched.new_id("sources", c.source) for c in was.claims} if was else set()
        found += [c for c in claims if c.stance == "asserts" and c.source not in known]
    return found


def _at_odds(both: Both, version: str, others: list[str]) -> Change:
    """A version, and those that it cannot be true together with; who tells of it by new claims."""
    case, said = both.new.case, _new_claims(both, version)
    told = {
        "version": quoted(case.itineraries[version].title),
        "others": shortlist([quoted(case.itineraries[i].title) for i in others]),
    }
    is_new = version not in both.matched.before("itineraries")
    if is_new:
        sentence = say(
            "As drawn, the new version {version} cannot be true together with {others}: this is "
            "our deduction.",
            **told,
        )
    else:
        sentence = say(
            "As drawn, {version} can no longer be true together with {others}: this is our "
            "deduction.",
            **told,
        )
    keys = tuple(f"itineraries.{i}" for i in others)
    return Change(
        "contradiction", f"itineraries.{version}", sentence, None, told["others"],
        reporters(said), words(both.new, said), "contradicts", keys,
    )  # fmt: skip


def _reconciled(both: Both, one: str, other: str) -> Change:
    titles = both.new.case.itineraries
    told = {"version": quoted(titles[one].title), "other": quoted(titles[other].title)}
    sentence = say("As drawn, {version} and {other} can both be true now.", **told)
    return Change("contradiction", f"itineraries.{one}", sentence, told["other"], None)


def on_checks(both: Both) -> Iterator[Change]:
    """Claims about geography that hold now and did not, or the other way round."""
    before = {_asked(both.matched, c): (c, r) for c, r in _checks(both.old)}
    after = {(c.closer, c.than, c.to): (c, r) for c, r in _checks(both.new)}
    for key, (check, result) in after.items():
        title = _check(both.new, check)
        if key not in before:
            sentence = say("{verdict} {statement}", **_verdict(title, result, is_new=True))
            yield Change("check", "checks", sentence, None, result.statement, _by(check))
            continue
        old, was = before[key]
        if any(plain(getattr(old, n)) != plain(getattr(check, n)) for n in ("quote", "note")):
            told = say("the claim that {claim}", claim=title)
            yield rewritten(Subject("checks", told, told), ["check"])
        if was.holds != result.holds:
            sentence = say("{verdict} {statement}", **_verdict(title, result))
            yield Change("check", "checks", sentence, was.statement, result.statement, _by(check))
        elif str(was.statement) != str(result.statement):
            sentence = say(
                "The distances changed for the claim that {claim}. {statement}",
                claim=title,
                statement=result.statement,
            )
            yield Change("check", "checks", sentence, was.statement, result.statement, _by(check))
    for check, result in _checks(both.old):
        if _asked(both.matched, check) not in after:
            title = _check(both.old, check)
            sentence = say("The claim that {claim} is not computed any more.", claim=title)
            yield Change("check", "checks", sentence, result.statement, None)


def _checks(atlas: Atlas) -> list[tuple[Check, CheckResult]]:
    return list(zip(atlas.case.checks, atlas.checks, strict=True))


def _asked(matched: Matched, check: Check) -> Hashable:
    closer = tuple(matched.new_id("places", i) for i in check.closer)
    return (closer, matched.new_id("places", check.than), matched.new_id("places", check.to))


def _by(check: Check) -> tuple[str, ...]:
    return (check.source,) if check.source else ()


def _check(atlas: Atlas, check: Check) -> Text:
    places = atlas.case.places
    return plural(
        "{places} is closer to {place} than {other}",
        "{places} are closer to {place} than {other}",
        len(check.closer),
        places=shortlist([places[i].shown for i in check.closer]),
        place=places[check.to].shown,
        other=places[check.than].shown,
    )


def _verdict(claim: Text, result: CheckResult, *, is_new: bool = False) -> dict[str, str]:
    if result.holds is None:
        verdict = say("Whether {claim}, cannot be computed now.", claim=claim)
        new = say("The claim that {claim} is new; it cannot be computed.", claim=claim)
    elif result.holds:
        verdict = say("It holds now that {claim}.", claim=claim)
        new = say("The claim that {claim} is new; it holds.", claim=claim)
    else:
        verdict = say("It does not hold now that {claim}.", claim=claim)
        new = say("The claim that {claim} is new; it does not hold.", claim=claim)
    return {"verdict": new if is_new else verdict, "statement": result.statement}


def on_alternatives(both: Both) -> Iterator[Change]:
    """Paths that nobody reports: asked for now, or no longer, or found otherwise."""
    before = {_wanted(both.matched, each.wanted): each for each in both.old.alternatives}
    after = {_wanted(None, each.wanted): each for each in both.new.alternatives}
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        told = now or was
        if told is None:
            continue
        ends = say("{start} to {end}", start=told.start, end=told.end)
        ends = ends if told.wanted.end else say("{start}", start=told.start)
        if now is None:
            sentence = say("Computed paths are not asked for any more: {ends}.", ends=ends)
        elif was is None:
            sentence = say("Computed paths are asked for now: {ends}.", ends=ends)
        elif [_length(p.length_m) for p in was.paths] == [_length(p.length_m) for p in now.paths]:
            continue
        else:
            sentence = say("Other paths are computed now: {ends}.", ends=ends)
        subject = f"alternatives.{told.wanted.id}"
        yield Change("computed", subject, sentence, _paths(was), _paths(now))


def _paths(found: Alternatives | None) -> Text | None:
    return None if found is None else plural("{n} path", "{n} paths", len(found.paths))


def _length(metres: float) -> int:
    return round(metres)


def _wanted(matched: Matched | None, wanted: Wanted) -> Hashable:
    ends = (wanted.start, wanted.end, *wanted.via)
    if matched is not None:
        ends = tuple(matched.new_id("places", i) for i in ends)
    return (*ends, wanted.mode, wanted.avoid, wanted.count, wanted.hours)
