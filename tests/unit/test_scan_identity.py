"""Identifiers that are warned of: the sure ones are found, and ordinary texts have none."""

# ruff: noqa: RUF001
from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from routes.publish.scan import identity
from routes.publish.scan.identity import identifiers
from tests.conftest import ROOT, SHARED, Tell
from tests.unit.test_scan import _strings

SURE = {
    "account": [
        "@kim_22", "Telegram: @kim_22", "telegram kim_22", "WeChat ID: kimsecret",
        "Signal ID: kim_22", "QQ 12345678", "카톡 아이디 kim22", "微信号：kim22", "skype: kim.22",
        "(@kim22)", "&#64;kim22",
    ],
    "document": [
        "passport No. 123456789", "passport AB1234567", "Passport number: M 1234567",
        "паспорт 45 08 123456", "паспорт серия 4508 № 123456", "여권 번호 M12345678",
        "护照号码 E12345678", "11010519491231002X", "900101-1234567", "IMEI 490154203237518",
        "visa number 12345678", "Passport No. １２３４５６７８９",
    ],
    "bank": [
        "DE89 3704 0044 0532 0130 00", "DE89370400440532013000", "account number 12345678",
        "계좌번호 110-123-456789", "Konto-Nr. 1234567890",
    ],
    "card": ["4111 1111 1111 1111", "4111-1111-1111-1111"],
    "plate": [
        "licence plate AB-123-CD", "number plate: 12 AB 3456", "госномер А123ВС 77", "А123ВС77",
        "京A12345", "京A·12345", "차량번호 12가 3456",
    ],
    "machine": ["IP 192.0.2.17", "IP address is 192.0.2.17", "00:1A:2B:3C:4D:5E"],
}  # fmt: skip

ORDINARY = [
    "at 5 @ noon", "write to a@b.example", "@ home", "a passport of 2016-2017",
    "passport in 2016-07", "visas for 120 000 people", "the passport was 10 years old",
    "a bank account of 2,000,000 won", "on account of 12345678 people", "line 12345678",
    "on the line 1234-5678 km", "The Wire, 2016-07-15", "a telegram of 15 July 2016",
    "the Telegram channel of the ministry", "Telegram: he said so",
    "the registration number of 2016", "a licence plate from 2016",
    "the number plates of 12 cars", "12월 2016", "1.2.3.4", "version 10.0.0.1",
    "4111 1111 1111 1112", "DE89 3704 0044 0532 0130 01", "110105194912310021",
    "ISBN 978-3-16-148410-0", "S/RES/2371 (2017)", "IP rights 2016",
    "https://x.example/@kim/status/1", "WeChat ID cards", "QQ 2016-07-15",
    "passport control 24 hours", "900199-1234567", "12:30:45", "plate tectonics 2016",
    "number plate: 2016", "licence plate FRAME",
]  # fmt: skip


def kinds(text: str) -> set[str]:
    return {kind for kind, _ in identifiers(text)}


@pytest.mark.parametrize("around", ["{}", "He used {} on the way.", "({})", "그는 {} 썼다"])
@pytest.mark.parametrize("kind", SURE)
def test_identifiers_are_found(kind, around):
    texts = [around.format(each) for each in SURE[kind]]
    assert [text for text in texts if kind not in kinds(text)] == []


@pytest.mark.parametrize("around", ["{}", "He said {} on the way.", "({})"])
def test_what_only_looks_like_one_is_left_alone(around):
    texts = [around.format(each) for each in ORDINARY]
    assert {text: kinds(text) for text in texts if kinds(text)} == {}


@pytest.mark.parametrize("number", range(len(identity._FINDERS)))
def test_each_finder_is_needed(monkeypatch, number):
    """That the lists can fail."""
    finders = [each for n, each in enumerate(identity._FINDERS) if n != number]
    monkeypatch.setattr(identity, "_FINDERS", (identity._FINDERS[0], *finders)[1:])
    texts = [each for listed in SURE.values() for each in listed]
    assert not all(kinds(text) for text in texts)


CHECKS = "_is_iban _is_card _is_chinese _is_plate _is_undated _is_name _is_account"


@pytest.mark.parametrize("check", CHECKS.split())
def test_each_check_spares_something(monkeypatch, check):
    """That the list of ordinary texts can fail."""
    sure = getattr(identity, check)
    finders = [(k, p, (lambda _: True) if one is sure else one) for k, p, one in identity._FINDERS]
    monkeypatch.setattr(identity, "_FINDERS", tuple(finders))
    assert any(kinds(text) for text in ORDINARY)


def test_the_place_is_that_in_the_text_as_it_is():
    text = "He wrote: &#64;kim_22!"
    ((_, (start, end)),) = identifiers(text)
    assert text[start:end] == "kim_22"


def test_texts_of_the_gallery_the_guides_and_articles_have_none(tell: Tell):
    texts = [
        each
        for path in sorted((ROOT / "data/cases").glob("*.yaml"))
        for each in _strings(YAML(typ="safe").load(path))
    ]
    pages = [*sorted((ROOT / "docs" / "decisions").glob("*.md")), *_articles()]
    texts += [path.read_text(encoding="utf-8") for path in pages]
    found = [text[:60] for text in texts if kinds(text)]
    tell("texts scanned for identifiers", len(texts), found=len(found))
    assert len(texts) > 100
    assert found == []


def _articles() -> list[Path]:
    return sorted((SHARED / "seeds").glob("*.txt"))


HOSTILE = [
    "@", "@a", "passport ", "passport 1", "DE89 ", "1-", "A1", "IP 1.", "telegram a.", "00:",
    "number plate A1-", "No. ", "account: ", "京A", "여권 번호 ", "passport no no ",
]  # fmt: skip


def test_hostile_texts_end(tell: Tell):
    for unit in HOSTILE:
        list(identifiers((unit * 100_000)[:100_000]))
    tell("hostile texts of 100 kB scanned for identifiers", len(HOSTILE))
