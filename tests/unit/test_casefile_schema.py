from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from routes.casefile import schema
from tests.conftest import ROOT
from tests.unit.casefile_sample import CASE, mistakes

SCHEMA = json.loads(schema.text())
CHECKER = jsonschema.Draft202012Validator(SCHEMA)


def test_shipped_schema_is_what_the_models_say():
    assert schema.text() == schema.dumps(schema.generate()), "run: python -m routes.casefile.schema"


def test_is_a_schema_with_a_stable_id():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:reported-routes:case:1"
    assert SCHEMA["$schema"].endswith("2020-12/schema")


def test_every_key_is_described():
    parts = {"CaseFile": SCHEMA, **SCHEMA["$defs"]}
    bare = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]
    assert bare == []
    assert len(parts) > 10


def test_no_key_may_be_null():
    assert "null" not in schema.text()


def _document(text: str) -> Any:
    """As an editor sees it: with the types of YAML 1.2."""
    return YAML(typ="safe", pure=True).load(text.replace("2024-03-02", "'2024-03-02'"))


@pytest.mark.parametrize(
    "text",
    [
        CASE,
        CASE.replace("An envoy goes north", "1984"),
        CASE.replace("2024-03-02", "2016"),
        CASE.replace("{name: Riga}", "{name: true, country: NO, lon: 24, lat: 57}"),
        f"{CASE}avoid: none\n",
        f"{CASE}avoid: []\n",
        f"{CASE}avoid: [China, NO, {{country: KP, reason: 1984}}]\n",
        f"{CASE}alternatives: [{{leg: first, by: any, via: riga, avoid: none, count: 8}}]\n",
        f"{CASE}alternatives: [{{from: riga, to: minsk, by: air, avoid: [CN], when: 2016}}]\n",
        f"{CASE}alternatives: [{{leg: first, by: road, hours: 24}}]\n",
        f"{CASE}alternatives: [{{from: riga, by: road, hours: 0.5, title: 1984}}]\n",
    ],
)
def test_accepts_what_the_reader_accepts(text):
    assert list(CHECKER.iter_errors(_document(text))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: An", "titel: An"),
        ("quote: went to Vilnius", "note: x"),
        ("[first, second]", "[]"),
        ("to: riga", "to: riga\n    by: plane"),
        ("to: riga", "to: riga\n    basis: computed"),
        ("{name: Riga}", "{country: LV}"),
        ("version: 1", "version: 2"),
    ],
)
def test_refuses_what_the_reader_refuses(old, new):
    assert old in CASE
    assert list(CHECKER.iter_errors(_document(CASE.replace(old, new, 1))))


@pytest.mark.parametrize(
    "add",
    [
        "avoid: [{reason: x}]",
        "avoid: {CN: x}",
        "alternatives: []",
        "alternatives: {leg: first, by: rail}",
        "alternatives: [{leg: first}]",
        "alternatives: [{by: rail}]",
        "alternatives: [{from: riga, by: rail}]",
        "alternatives: [{leg: first, to: riga, by: rail}]",
        "alternatives: [{leg: first, by: train}]",
        "alternatives: [{leg: first, by: foot}]",
        "alternatives: [{leg: first, by: rail, count: 9}]",
        "alternatives: [{leg: first, by: rail, count: -1}]",
        "alternatives: [{leg: first, by: rail, hours: 0}]",
        "alternatives: [{leg: first, by: rail, hours: 169}]",
        "alternatives: [{leg: first, by: rail, hours: 5, count: 1}]",
        "alternatives: [{leg: first, by: rail, hours: 5, via: riga}]",
        "alternatives: [{from: riga, to: minsk, by: rail, hours: 5}]",
        "alternatives: [{from: riga, by: air, hours: 5}]",
    ],
)
def test_refuses_alternatives_that_the_reader_refuses(tmp_path, add):
    assert list(CHECKER.iter_errors(_document(f"{CASE}{add}\n")))
    assert mistakes(tmp_path, f"{CASE}{add}\n")


def test_text_loads_neither_pydantic_nor_a_parser():
    code = (
        "import sys\nfrom routes.casefile import schema\nschema.text()\n"
        "print(sorted({'pydantic', 'ruamel', 'edtf'} & {m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
