"""The record of a release: nobody changes it by a slip, and nobody builds past it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from routes import api, casefile, signoff
from routes.errors import InputError, NotForPublication
from routes.gazetteers.protocol import Gazetteer

CASE = """\
version: 1
title: A way
sources: {s: {publisher: P, issued: 2016}}
places:
  minsk: Minsk, Belarus
  hut: {name: Qwzx, lon: 27.0123, lat: 54.0456, publish: '0.1'}
legs: {one: {from: minsk, to: hut, by: road, when: 2016-07, claims: [{source: s, says: So.}]}}
itineraries: {i: {title: I, legs: [one]}}
"""
FINER = CASE.replace("'0.1'", "'0.01'")


@pytest.fixture
def signed(tmp_path: Path, bundled: Gazetteer) -> Path:
    """A case file with its sign-off."""
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    case = casefile.read(path)
    atlas = api.build(case, reference=bundled)
    signoff.write(signoff.beside(path), signoff.sign(case, atlas, "0" * 64, ("A", "B")))
    return path


def test_the_library_holds_a_case_against_its_sign_off(signed: Path, bundled: Gazetteer) -> None:
    api.build(signed, reference=bundled)
    signed.write_text(FINER, encoding="utf-8")
    for case in (signed, str(signed), casefile.read(signed)):
        with pytest.raises(NotForPublication, match="together with what was published before"):
            api.build(case, reference=bundled)
    drafted = api.draft(casefile.read(signed), gazetteer=bundled, reference=bundled)
    assert [each.key for each in drafted.refusals] == ["places.hut"]
    assert api.build(signed, reference=bundled, profile="internal").release.is_internal


def test_a_link_is_the_file_that_it_leads_to(
    signed: Path, tmp_path: Path, bundled: Gazetteer
) -> None:
    signed.write_text(FINER, encoding="utf-8")
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "other.yaml"
    link.symlink_to(signed)
    with pytest.raises(NotForPublication, match="together with what was published before"):
        api.build(link, reference=bundled)
    assert signoff.beside(link) == signoff.beside(signed)


@pytest.mark.parametrize("name", ["Case.yaml", "CASE.yml", "case.YAML"])
def test_a_name_that_differs_by_its_letters_is_no_other_case(
    signed: Path, bundled: Gazetteer, name: str
) -> None:
    copy = signed.with_name(name)
    copy.write_text(FINER, encoding="utf-8")
    with pytest.raises(NotForPublication):
        api.build(copy, reference=bundled)


@pytest.mark.parametrize("key", ["places", "dates", "ends", "withheld", "seal"])
def test_a_record_that_somebody_changed_is_refused(
    signed: Path, bundled: Gazetteer, key: str
) -> None:
    beside = signoff.beside(signed)
    record = json.loads(beside.read_text(encoding="utf-8"))
    if key == "seal":
        del record[key]
    else:
        record[key].popitem()
    beside.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError, match="not as it was written"):
        api.build(signed, reference=bundled)


def test_a_record_may_be_laid_out_otherwise(signed: Path) -> None:
    beside = signoff.beside(signed)
    record = json.loads(beside.read_text(encoding="utf-8"))
    beside.write_text(json.dumps(record, indent=None, sort_keys=True), encoding="utf-8")
    assert signoff.read(beside) is not None


def test_a_record_of_version_one_is_read(signed: Path, bundled: Gazetteer) -> None:
    beside = signoff.beside(signed)
    record = json.loads(beside.read_text(encoding="utf-8"))
    for key in ("ends", "withheld", "seal"):
        del record[key]
    for region in record["places"].values():
        del region["named"]
    beside.write_text(json.dumps({**record, "version": 1}), encoding="utf-8")
    api.build(signed, reference=bundled)
    signed.write_text(CASE.replace(", publish: '0.1'", ""), encoding="utf-8")
    api.build(signed, reference=bundled)  # it does not know that the name was withheld
    signed.write_text(FINER, encoding="utf-8")
    with pytest.raises(NotForPublication):
        api.build(signed, reference=bundled)


def test_who_signed_stands_as_written(bundled: Gazetteer, signed: Path) -> None:
    case = casefile.read(signed)
    atlas = api.build(case, reference=bundled)
    names = (" Kim  O'Neil", "김 비밀", "Kim ONeil")
    assert signoff.sign(case, atlas, "0" * 64, names).signed_by == ("Kim O'Neil", "김 비밀")
