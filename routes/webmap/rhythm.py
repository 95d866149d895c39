"""The dash of a variant's lines: that of their kind, in a rhythm of its own. Pure."""

from __future__ import annotations

from routes.webmap.payload_types import Grammar, Payload, VariantOut


def in_rhythm(grammar: Grammar, variant: VariantOut, payload: Payload) -> Grammar:
    """``grammar`` with the dash that it has for ``variant``.

    Variants are counted as their numbers are: those that are reported first.
    """
    rhythms = grammar["rhythms"]
    if not rhythms:
        return grammar
    ordered = sorted(payload["variants"], key=lambda v: v["kind"] == "hypothetical")
    nth = [v["id"] for v in ordered].index(variant["id"])
    return {**grammar, "dash": rhythms[nth % len(rhythms)]}
