"""Candidates in words, for reasons and hints. Pure."""

from __future__ import annotations

from routes.model import Candidate


def described(candidate: Candidate) -> str:
    """Name and facts, as in "Kirov (city, RU, 507,155 people)"."""
    facts: list[str] = [candidate.kind]
    if candidate.admin1:
        facts.append(candidate.admin1)
    if candidate.country and candidate.kind != "country":
        facts.append(candidate.country)
    if candidate.population:
        facts.append(f"{candidate.population:,} people")
    # What a service calls "Springfield" is told apart by the address that it gives.
    name = candidate.matched if candidate.match == "online" else candidate.name
    return f"{name} ({', '.join(facts)})"


def located(candidate: Candidate) -> str:
    """`described`, with its place on earth."""
    return f"{described(candidate)} at lon {candidate.lon:.4f}, lat {candidate.lat:.4f}"


def matched(candidate: Candidate) -> str:
    """By what the candidate was found."""
    if candidate.match == "exact":
        return "by its main name"
    if candidate.match == "code":
        return f"by its code {candidate.matched}"
    if candidate.match == "online":
        return f"found by {candidate.gazetteer}"
    return f"by its name “{candidate.matched}”"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
