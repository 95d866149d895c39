"""What tells the lines of variants apart without colour: their numbers, and ticks. Pure."""

from __future__ import annotations

from routes.webmap.payload_types import Grammar, Payload, VariantOut

BEGIN = 22.0
"""From where a line begins to its first tick, in pixels."""

ACROSS = 4.4
"""How far the bars of a line reach beyond its edges, both together, in pixels."""


def number(variant: VariantOut, payload: Payload) -> int:
    """Which one it is, from 1: those that are reported are counted first."""
    ordered = sorted(payload["variants"], key=lambda v: v["kind"] == "hypothetical")
    return [v["id"] for v in ordered].index(variant["id"]) + 1


def ticks(grammar: Grammar, variant: VariantOut, payload: Payload) -> str:
    """The dash array of the bars across a variant's lines; "" where it has none.

    There are as many patterns as colours. When the colours begin anew each has the pattern of
    the next, so that colour and pattern together repeat only after all pairs.
    """
    patterns = grammar["ticks"]
    nth = number(variant, payload) - 1
    return patterns[(nth + nth // len(patterns)) % len(patterns)] if patterns else ""
