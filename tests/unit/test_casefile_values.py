from __future__ import annotations

import pytest

from routes.casefile import codes, values
from routes.casefile.wrong import WrongValueError


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        (values.text, "  x\u0301y\u200f z ", "x\u0301y\u200f z"),
        (values.text, "e\u0301", "\u00e9"),
        (values.identifier, "st-petersburg_2.b", "st-petersburg_2.b"),
        (values.identifier, "평양", "평양"),
        (values.identifier, "दिल्ली", "दिल्ली"),
        (values.number, "-131.88", -131.88),
        (values.number, "1e-3", 0.001),
        (values.radius_m, "5000", 5000.0),
        (codes.language, "zh-Hant", "zh-Hant"),
        (codes.country, "NO", "NO"),
        (codes.iata, "LED", "LED"),
        (codes.icao, "ULLI", "ULLI"),
        (values.url, "https://пример.example/a?b=c#d", "https://пример.example/a?b=c#d"),
        (values.file_name, "000_52ec.txt", "000_52ec.txt"),
        (values.credibility, "6", 6),
        (values.basis, "inferred", "inferred"),
    ],
)
def test_accepts(check, text, value):
    assert check(text) == value


@pytest.mark.parametrize(
    ("check", "text", "words"),
    [
        (values.text, "  ", "is empty"),
        (values.text, "x" * 10_001, "10001 characters"),
        (values.identifier, "border post", "Write 'border-post'"),
        (values.identifier, "a/b", "Write 'a-b'"),
        (values.identifier, "-a", "begin with a letter"),
        (values.identifier, "a" * 65, "65 characters"),
        (values.identifier, "a\u200bb", "holds"),
        (values.number, "39,03", "Write 39.03."),
        (values.number, "39:02:15", "decimal degrees: 39.0375"),
        (values.number, "39\u00b002'15\"S", "decimal degrees: -39.0375"),
        (values.number, "-.INF", "not a finite number"),
        (values.number, ".nan", "not a finite number"),
        (values.number, "1e999", "not a finite number"),
        (values.number, "1_000", "not a number"),
        (values.number, "\u0663\u0669", "not a number"),
        (values.radius_m, "0", "no radius"),
        (values.radius_m, "-5", "no radius"),
        (values.radius_m, "20037509", "no radius"),
        (codes.language, "Russian", "language tag"),
        (codes.language, "r", "language tag"),
        (codes.country, "UK", "Did you mean 'GB'?"),
        (codes.country, "no", "Did you mean 'NO'?"),
        (codes.country, "RUS", "as in BY for Belarus"),
        (codes.country, "XX", "as in BY for Belarus"),
        (codes.country, "Belarus", "Did you mean 'BY', for Belarus?"),
        (codes.country, "belorus", "Did you mean 'BY', for Belarus?"),
        (codes.country, "USA", "Did you mean 'US', for United States?"),
        (codes.iata, "led", "Did you mean 'LED'?"),
        (codes.icao, "LED", "four capital letters"),
        (values.url, "javascript:alert(1)", "web address"),
        (values.url, "file:///etc/hosts", "web address"),
        (values.url, "www.example.org/a", "Did you mean 'https://www.example.org/a'?"),
        (values.url, "https://", "web address"),
        (values.url, "https://a b", "web address"),
        (values.url, "http://[", "web address"),
        (values.file_name, "seeds/a.txt", "Write 'a.txt'"),
        (values.sha256, "abc", "64 digits"),
        (values.sha256, "AB" * 32, f"small letters: {'ab' * 32}"),
        (values.file_name, "..", "names a folder"),
        (values.credibility, "7", "1 (confirmed)"),
        (values.version, "2", "reads version 1"),
        (values.basis, "computed", "not for people to write"),
        (values.basis, "inferrred", "Did you mean 'inferred'?"),
    ],
)
def test_refuses(check, text, words):
    with pytest.raises(WrongValueError) as caught:
        check(text)
    assert words in f"{caught.value.message} {caught.value.hint}"


@pytest.mark.parametrize(
    ("slip", "right"), [("plane", "air"), ("TRAIN", "rail"), ("raod", "road"), ("Sea", "sea")]
)
def test_words_suggest_what_was_meant(slip, right):
    check = values.one_of(("air", "rail", "road", "sea"), {"plane": "air", "train": "rail"})
    with pytest.raises(WrongValueError) as caught:
        check(slip)
    assert f"Did you mean '{right}'?" in str(caught.value.hint)
