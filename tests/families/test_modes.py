"""Every mode of travel: one file in routes/modes, and a word in the case file."""

from __future__ import annotations

import json

from routes.casefile import document, schema
from routes.modes import modes


def test_the_case_file_knows_the_modes_that_there_are():
    assert sorted(document.MODES) == [mode.id for mode in modes()], (
        "add the word to MODES in routes/casefile/document.py"
    )


def test_the_schema_offers_them():
    leg = json.loads(schema.text())["$defs"]["Leg"]["properties"]["by"]
    assert leg["enum"] == list(document.MODES)
    assert all(mode in leg["description"] for mode in document.MODES)


def test_what_is_usually_written_for_a_mode_leads_to_one_that_there_is():
    assert set(document._MODE_SLIPS.values()) <= set(document.MODES)
