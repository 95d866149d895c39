"""Web Annotations: the words of each claim in the document, and who cites whom for them."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from routes import pipeline
from routes.exports import annotations, unheld
from routes.records import rows
from tests.conftest import ROOT
from tests.unit import linked_sample, secret_case

SCHEMA = json.loads((ROOT / "tests/data/annotations.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)
PROV = "http://www.w3.org/ns/prov#"


@pytest.fixture(scope="module")
def atlas():
    return linked_sample.full()


@pytest.fixture(scope="module")
def items(atlas):
    data = json.loads(annotations.text(atlas))
    CHECK.validate(data)
    assert data["total"] == len(data["first"]["items"])
    return {each["id"].split(":", 4)[4]: each for each in data["first"]["items"]}


def bodies(item, purpose):
    return [each.get("value") for each in item["body"] if each["purpose"] == purpose]


def test_the_schema_is_a_schema_and_says_no():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert not CHECK.is_valid({"@context": "http://www.w3.org/ns/anno.jsonld", "total": 0})


def test_every_claim_is_one_annotation_with_its_words(items, atlas):
    claims = {
        row.id.replace("/", "%2F"): row.columns for row in rows(atlas) if row.layer == "claims"
    }
    assert list(items) == list(claims)
    assert len(claims) == 20
    for name, told in claims.items():
        selector = items[name]["target"].get("selector", {"exact": None})
        assert selector["exact"] == told["quote"]
        assert selector.get("dc:language") == told["language"]
        assert told["stance"] in bodies(items[name], "tagging")
        assert items[name]["body"][0]["source"].endswith(f":{told['subject']}")


def test_the_document_is_the_one_that_was_read(items):
    """The weekly was read in the review: its words are in that one."""
    target = items["leg%2Facross%2F2"]["target"]
    assert target["source"]["id"] == "https://review.example/neva"
    assert target["source"]["dc:date"] == "2016-09-12"
    assert target["state"] == {"type": "TimeState", "cached": "https://archive.example/neva"}


def test_who_cites_whom_is_a_chain_down_to_the_origin(items):
    voice = items["leg%2Facross%2F2"]["target"].get(f"{PROV}wasDerivedFrom")
    chain = []
    while voice:
        who = voice[f"{PROV}wasAttributedTo"]
        chain.append((who["id"].rpartition(":")[2], who["dc:type"]))
        voice = voice.get(f"{PROV}wasDerivedFrom")
    assert chain == [("nedelya", "named"), ("wire", "named"), ("official", "anonymous")]


def test_a_denial_a_closure_and_our_words_are_told_as_such(items):
    denied = items["leg%2Fbelavia%2F2"]
    assert bodies(denied, "tagging") == ["denies"]
    assert "selector" not in denied["target"]
    assert bodies(denied, "describing") == ["Nobody of that name was on the flight."]
    closed = items["leg-closure%2Faway%2F1"]
    assert bodies(closed, "tagging") == ["asserts", "closure"]
    assert closed["body"][0]["source"] == "urn:reported-routes:sample:leg:away"
    assert bodies(items["dispute%2Frank%2F2"], "classifying") == ["Above the third secretary."]


def test_a_document_without_an_address_is_known_by_its_hash_else_by_the_case(items, atlas):
    paper = items["leg%2Fto-seoul%2F1"]["target"]["source"]
    assert paper["id"] == "urn:reported-routes:sample:source:yonsan"
    assert paper["dc:publisher"] == "연산뉴스 Yonsan News"
    read = replace(atlas.case.sources["yonsan"], sha256="AB" * 32)
    case = replace(atlas.case, sources={**atlas.case.sources, "yonsan": read})
    text = annotations.text(replace(atlas, case=case))
    assert f'"id": "urn:sha256:{"ab" * 32}"' in text
    CHECK.validate(json.loads(text))


def test_no_time_of_writing_is_in_it_and_it_is_always_the_same(atlas):
    text = annotations.text(atlas)
    assert text == annotations.text(atlas)
    assert '"created"' not in text
    assert text.count('"@context"') == 1


def test_what_it_leaves_out_is_said(atlas, tmp_path):
    said = " ".join(annotations.write(atlas, tmp_path / "a"))
    assert "2 documents have no addresses on the web" in said
    assert "2 claims have no quotes" in said
    assert "1 check of geography" in said


def test_hostile_text_stays_text(atlas):
    for text in linked_sample.hostile():
        data = json.loads(annotations.text(linked_sample.saying(atlas, text)))
        CHECK.validate(data)
        told = data["first"]["items"][0]["target"]["selector"]
        assert {told["exact"], told["prefix"], told["suffix"]} == {unheld.whole(text)}


def test_what_cuts_texts_short_is_replaced_and_said(atlas, tmp_path):
    cut = linked_sample.saying(atlas, linked_sample.CUTS)
    said = annotations.write(cut, tmp_path / "a")
    assert any("U+FFFD" in each for each in said)
    assert "\\u0000" not in (tmp_path / "a").read_text("utf-8")


def test_the_desk_s_file_says_so_in_every_annotation(case_from, square_world, tmp_path):
    case = case_from(secret_case.CASE)
    desk = pipeline.build(case, gazetteer=square_world, profile="internal")
    annotations.write(desk, tmp_path / "a")
    assert (tmp_path / "a").stat().st_mode & 0o077 == 0
    data = json.loads((tmp_path / "a").read_text("utf-8"))
    notice = "Internal: not for publication"
    assert data["label"].startswith(notice)
    assert all(notice in bodies(each, "tagging") for each in data["first"]["items"])


def test_the_public_file_holds_no_secret(case_from, square_world):
    text = annotations.text(secret_case.public(case_from(secret_case.CASE), square_world))
    assert "The Paper" in text
    assert [each for each in secret_case.SECRETS if each in text] == []
