"""The guide to the case file, run: every sample reads, or fails as the guide says."""

from __future__ import annotations

import re

import pytest

from routes import casefile
from routes.casefile import nodes
from routes.casefile.document import Alternative, Avoided, CaseFile, Claim, Leg, Place, Source
from routes.errors import InputError
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "case-file.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```(yaml\S*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def _samples(kind):
    return [text for name, text in SAMPLES if name == kind]


def test_the_guide_has_samples_of_each_kind():
    assert len(_samples("yaml")) == 1
    assert len(_samples("yaml-part")) + len(_samples("yaml-error")) + 1 == len(SAMPLES)
    assert len(_samples("yaml-error")) > 5


@pytest.mark.parametrize("text", _samples("yaml"))
def test_whole_case_reads_without_a_warning(tmp_path, text):
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    assert [str(f) for f in casefile.read(path).findings] == []


@pytest.mark.parametrize("text", _samples("yaml-part"))
def test_part_is_sound_yaml(tmp_path, text):
    path = tmp_path / "part.yaml"
    path.write_text(text, encoding="utf-8")
    assert nodes.load(path).entries


@pytest.mark.parametrize("sample", _samples("yaml-error"))
def test_error_is_what_the_guide_shows(tmp_path, sample):
    text, _, expected = sample.partition("---\n")
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        casefile.read(path)
    # The samples are parts of cases, so other mistakes (what is missing) are there too.
    found = [str(m).removeprefix(f"{path.as_posix()}:") for m in caught.value.mistakes]
    assert set(expected.splitlines()) <= set(found)


@pytest.mark.parametrize("model", [CaseFile, Source, Place, Leg, Claim, Alternative, Avoided])
def test_every_key_is_in_the_guide(model):
    keys = {field.alias for field in model.model_fields.values()}
    assert {key for key in keys if f"`{key}`" not in GUIDE} == set()


def test_every_date_in_the_table_is_one(tmp_path):
    table = GUIDE[GUIDE.index("## Dates") : GUIDE.index("## When something")]
    written = re.findall(r"`([^`]+)`", table)
    path = tmp_path / "case.yaml"
    for date in written:
        text = _samples("yaml")[0].replace("when: 2024-03-08~", f"when: {date}")
        path.write_text(text, encoding="utf-8")
        leg = casefile.read(path).legs["to-vilnius"]
        assert leg.when is not None
        assert leg.when.edtf == date
    assert len(written) > 8


def test_the_guide_and_the_editor_say_the_same_of_who_is_anonymous():
    told = "one particular person, group or office whose name is withheld"
    described = Source.model_fields["identity"].description
    assert described is not None
    assert f"anonymous: {told};" in described
    assert f"`anonymous`: {told};" in GUIDE
