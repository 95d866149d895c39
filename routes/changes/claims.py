"""What sources say otherwise of something that was there before: reports, denials, words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from routes.changes.both import Both, reporters, source_title, words
from routes.changes.change import Change, Effect, Kind
from routes.changes.match import Matched, plain
from routes.compare import corroborate
from routes.messages import Text, say
from routes.model import Atlas, Claim, Corroboration
from routes.wording import corroboration, names


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that sources speak of: its key, its title in a sentence, and at the head of one.

    ``is_weighed`` says that nobody reports it: who speaks of it only weighs it.
    """

    key: str
    title: Text
    head: Text
    is_weighed: bool = False


def on_claims(
    both: Both, subject: Subject, before: Sequence[Claim], after: Sequence[Claim]
) -> Iterator[Change]:
    """What changed in who says what of ``subject``, which both states have."""
    left, come, altered = _compared(before, after, both.matched)
    was, now = corroborate(before, both.old.case.sources), corroborate(after, both.new.case.sources)
    for source in reporters(come):
        yield from _come(both, subject, [c for c in come if c.source == source], was, now)
    for source in reporters(left):
        yield from _left(both, subject, [c for c in left if c.source == source], was, now)
    for old, new in altered:
        yield from _altered(both, subject, old, new)
    told = (support(both.old, was), support(both.new, now))
    if not come and not left and told[0] != told[1] and not subject.is_weighed:
        because = tuple(new.source for old, new in altered if old.citing != new.citing)
        yield Change(
            "corroboration",
            subject.key,
            say(
                "Who stands behind {what} is counted otherwise. {support}",
                what=subject.title,
                support=_rests(*told),
            ),
            *told,
            because=tuple(dict.fromkeys(because)),
        )


def on_voices(
    both: Both, subject: Subject, before: Sequence[Claim], after: Sequence[Claim]
) -> Iterator[Change]:
    """Who speaks of ``subject`` now and did not; of what the others say nothing is told."""
    _, come, _ = _compared(before, after, both.matched)
    was, now = corroborate(before, both.old.case.sources), corroborate(after, both.new.case.sources)
    for source in reporters(come):
        yield from _come(both, subject, [c for c in come if c.source == source], was, now)


def support(atlas: Atlas, counted: Corroboration) -> Text:
    """On how many reports and origins something rests; who is against it is told elsewhere."""
    alone = replace(counted, denied_by=(), doubted_by=())
    return corroboration(alone, atlas.case.sources)


def _rests(before: Text, after: Text) -> Text:
    return say("Before: {before}. Now: {after}.", before=before, after=after)


def _compared(
    before: Sequence[Claim], after: Sequence[Claim], matched: Matched
) -> tuple[list[Claim], list[Claim], list[tuple[Claim, Claim]]]:
    """The claims that are gone, that are new, and those of one source that are otherwise."""
    old = [(claim, _now(claim, matched)) for claim in before]
    left = _without(old, Counter(_whole(claim) for claim in after))
    come = _without([(c, c) for c in after], Counter(_whole(c) for _, c in old))
    altered: list[tuple[Claim, Claim]] = []
    for is_same in (_has_same_words, _has_same_voice):
        for was in list(left):
            now = next((each for each, _ in come if is_same(was[1], each)), None)
            if now is not None:
                altered.append((was[0], now))
                left.remove(was)
                come = [pair for pair in come if pair[0] is not now]
    return [claim for claim, _ in left], [claim for claim, _ in come], altered


def _without(
    claims: Iterable[tuple[Claim, Claim]], known: Counter[Hashable]
) -> list[tuple[Claim, Claim]]:
    rest: list[tuple[Claim, Claim]] = []
    for claim, told in claims:
        key = _whole(told)
        if known[key]:
            known[key] -= 1
        else:
            rest.append((claim, told))
    return rest


def _now(claim: Claim, matched: Matched) -> Claim:
    """A claim of the old state by the ids of the new one."""
    chain = [matched.new_id("sources", i) or "" for i in claim.chain]
    return replace(claim, source=chain[0], citing=tuple(chain[1:]))


def _whole(claim: Claim) -> Hashable:
    quote = claim.quote
    words = quote and tuple(
        map(plain, (quote.exact, quote.prefix, quote.suffix, quote.language, quote.translation))
    )
    more = (claim.says, claim.credibility, claim.when, claim.note)
    return (claim.chain, claim.stance, words, *map(plain, more))


def _has_same_words(one: Claim, other: Claim) -> bool:
    exact = one.quote and one.quote.exact, other.quote and other.quote.exact
    same = exact[0] == exact[1] and plain(one.says) == plain(other.says)
    return one.source == other.source and one.stance == other.stance and same


def _has_same_voice(one: Claim, other: Claim) -> bool:
    return one.chain == other.chain and one.stance == other.stance


def _come(
    both: Both, subject: Subject, claims: list[Claim], was: Corroboration, now: Corroboration
) -> Iterator[Change]:
    """What a source says of something of which it did not say that before."""
    what, by = subject.title, source_title(both.new.case.sources[claims[0].source])
    told = support(both.old, was), support(both.new, now)
    for stance in dict.fromkeys(claim.stance for claim in claims):
        some = [claim for claim in claims if claim.stance == stance]
        because, quotes = reporters(some), words(both.new, some)
        effect: Effect | None = "opposes"
        if stance == "denies":
            sentence = say("{source} denies {what}.", source=by, what=what)
            sentence = _against(sentence, now, told[1])
        elif stance == "doubts":
            sentence = say("{source} doubts {what}.", source=by, what=what)
            sentence = _against(sentence, now, told[1])
        elif subject.is_weighed:
            effect, sentence = None, say("{source} weighs {what}.", source=by, what=what)
        else:
            effect, sentence = _confirmed(both.new, subject, some, was, now)
            more = _rests(*told)
            sentence = say("{sentence} {support}", sentence=sentence, support=more)
        kind: Kind = "contradiction" if effect == "opposes" else "corroboration"
        was_now = told if kind == "corroboration" else (None, None)
        yield Change(kind, subject.key, sentence, was_now[0], was_now[1], because, quotes, effect)


def _against(sentence: Text, now: Corroboration, support: Text) -> Text:
    """A denial or a doubt, and how many it stands against."""
    if not now.origins:
        return sentence
    return say("{sentence} It stands against {support}.", sentence=sentence, support=support)


def _confirmed(
    atlas: Atlas, subject: Subject, claims: list[Claim], was: Corroboration, now: Corroboration
) -> tuple[Effect, Text]:
    """Whether a report adds an origin to those that were known, as far as that can be told."""
    sources, what = atlas.case.sources, subject.title
    by, origin = sources[claims[0].source], sources[claims[0].origin]
    told = {"source": source_title(by), "what": what, "origin": origin.label}
    if not was.origins:
        return "confirms", say("{source} is the first to report {what}.", **told)
    if len(now.origins) <= len(was.origins):
        return "repeats", say(
            "{source} repeats {what}, on the word of {origin}: that is no further origin.", **told
        )
    if now.at_least > was.at_least and origin.identity == "named":
        if origin is by:
            return "confirms", say("{source} confirms {what}, as an origin of its own.", **told)
        return "confirms", say(
            "{source} confirms {what}, on the word of {origin}, an origin of its own.", **told
        )
    if origin is by:
        return "joins", say(
            "{source} reports {what} as well. Whether that is an origin of its own is not known.",
            **told,
        )
    return "joins", say(
        "{source} reports {what} as well, on the word of {origin}. Whether that is another origin "
        "is not known.",
        **told,
    )


def _left(
    both: Both, subject: Subject, claims: list[Claim], was: Corroboration, now: Corroboration
) -> Iterator[Change]:
    """What a source is no longer cited for."""
    what, by = subject.title, source_title(both.old.case.sources[claims[0].source])
    told = support(both.old, was), support(both.new, now)
    for stance in dict.fromkeys(claim.stance for claim in claims):
        some = [claim for claim in claims if claim.stance == stance]
        kind: Kind = "withdrawal" if stance == "asserts" else "contradiction"
        if stance == "denies":
            sentence = say("{source} no longer denies {what}.", source=by, what=what)
        elif stance == "doubts":
            sentence = say("{source} no longer doubts {what}.", source=by, what=what)
        elif subject.is_weighed:
            sentence = say("{source} no longer weighs {what}.", source=by, what=what)
        else:
            sentence = say(
                "{source} is no longer cited for {what}. {support}",
                source=by,
                what=what,
                support=_rests(*told),
            )
        # Of a source that is gone, the id stays that of the old state.
        ids = [both.matched.now["sources"].get(i, i) for i in reporters(some)]
        was_now = told if kind == "withdrawal" else (None, None)
        yield Change(
            kind, subject.key, sentence, was_now[0], was_now[1], tuple(ids), words(both.old, some)
        )  # fmt: skip


def _altered(both: Both, subject: Subject, old: Claim, new: Claim) -> Iterator[Change]:
    """A claim that is still there, and told otherwise."""
    by = source_title(both.new.case.sources[new.source])
    told = {"source": by, "what": subject.title}
    because, quotes = (new.source,), words(both.new, [new])
    same = _now(old, both.matched)
    if _text(same) != _text(new):
        sentence = say("What {source} says of {what} is quoted otherwise.", **told)
        yield Change("quote", subject.key, sentence, _text(old), _text(new), because, quotes)
    elif _translated(same) != _translated(new):
        sentence = say("The translation of what {source} says of {what} was changed.", **told)
        was, now = _translated(old), _translated(new)
        yield Change("quote", subject.key, sentence, was, now, because, quotes)
    if same.citing != new.citing:
        was, now = (
            names(claim.citing, atlas.case.sources) or None
            for claim, atlas in ((old, both.old), (new, both.new))
        )
        told |= {"before": was or say("nobody else"), "after": now or say("nobody else")}
        sentence = say(
            "{source} is told to rest on {after} for {what}; before it was on {before}.", **told
        )
        yield Change("corroboration", subject.key, sentence, was, now, because, quotes)
    rest = (replace(each, citing=(), quote=None, says=None) for each in (same, new))
    if _whole(next(rest)) != _whole(next(rest)) or _around(same) != _around(new):
        sentence = say("Details of what {source} says of {what} were changed.", **told)
        yield Change("quote", subject.key, sentence, because=because)


def _text(claim: Claim) -> str | None:
    return claim.quote.exact if claim.quote else claim.says


def _translated(claim: Claim) -> str | None:
    return claim.quote.translation if claim.quote else None


def _around(claim: Claim) -> Hashable:
    """What stands around the words, and in which language they are said to be."""
    quote = claim.quote
    said = claim.says if quote else None
    return (plain(said), quote and (quote.prefix, quote.suffix, quote.language))
