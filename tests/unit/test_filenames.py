"""Names of cases become names of files that are right everywhere and never meet."""

# ruff: noqa: E501  a list is easier to read so
from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes import filenames
from routes.filenames import MAX_BYTES, safe_names, same_file
from tests.conftest import SHARED, Tell

DATA = Path(__file__).parents[1] / "data" / "strings.json"
WINDOWS = ["CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$"] + [
    f"{device}{n}" for device in ("COM", "LPT") for n in "0123456789\u00b9\u00b2\u00b3"
]
HOSTILE = [
    "", " ", ".", "..", "...", "-rf", "--help", "../../x", "..\\..\\x", "/etc/passwd", "a/b", "a\\b",
    "C:", "C:\\x", "\\\\?\\x", "a:b", 'a*?"<>|', "name.", "name ", "name. .", "nul.txt", "aux", "Con",
    "COM1.html", "com\u00b9", "lpt9.tar.gz", "con .x", "a\0b", "a\nb", "bell\a", "x\u202egpj", "x\u200by",
    "a\u2028b", "\ufeffa", "e\u0301", "\u00e9", "\u00c9", "\ud800", "caf\udce9", "\ud3c9" * 200,
    "e\u0301" * 90, "a" * 300, "\U0001f600" * 80, ".hidden", "index", "Index", "INDEX", "\u0131ndex",
    "~", "~user", "$HOME", "$(id)", "`id`", "%2e%2e%2f", "desktop.ini", "\u212aelvin", "kelvin", "stra\u00dfe",
    "STRASSE", "\ufb01le", "file", "\u2024\u2024", "constructor", "\U000e0001",
]  # fmt: skip


def stored() -> list[str]:
    """Strings for file names of the lists that are at hand."""
    found = [entry["text"] for entry in json.loads(DATA.read_text("utf-8"))["strings"]]
    shared = SHARED / "hostile" / "strings.json"
    if shared.is_file():
        found += [entry["text"] for entry in json.loads(shared.read_text("utf-8"))["strings"]]
    return found


def is_portable(name: str) -> bool:
    """What Windows, macOS and Linux all take, written down apart from the product."""
    base = name.split(".", maxsplit=1)[0].rstrip(" ").upper()
    return (
        bool(name)
        and len(unicodedata.normalize("NFD", name).encode()) <= MAX_BYTES
        and not set(name) & set('<>:"/\\|?*')
        and all(ord(char) > 31 and char != "\x7f" for char in name)
        and all(unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in name)
        and name[0] not in "-. "
        and name[-1] not in ". "
        and base not in WINDOWS
        and name == unicodedata.normalize("NFC", name)
    )


def never_meet(names: list[str], taken: tuple[str, ...] = ()) -> bool:
    """Whatever a file system does with case and with forms of characters."""
    forms = ("NFC", "NFD")
    folds = (str.casefold, str.upper, str.lower, str)
    every = [*names, *taken]
    return all(
        len({fold(unicodedata.normalize(form, name)) for name in every}) == len(every)
        for form in forms
        for fold in folds
    )


def test_names_that_are_right_stay() -> None:
    plain = ["trade-official-2016", "Дело 7", "사건", "a.b_c", "x" * 100]
    assert safe_names(plain) == plain


@pytest.mark.parametrize("stem", HOSTILE)
def test_a_hostile_name_becomes_a_portable_one(stem: str, tmp_path: Path) -> None:
    (name,) = safe_names([stem], taken=["index"])
    assert is_portable(name)
    file = tmp_path / f"{name}.html"
    assert file.resolve().parent == tmp_path.resolve()
    file.write_text("x", encoding="ascii")


def test_all_at_once(tmp_path: Path, tell: Tell) -> None:
    stems = list(dict.fromkeys([*HOSTILE, *stored()]))
    names = safe_names(stems, taken=["index"])
    assert all(map(is_portable, names))
    assert never_meet(names, ("index",))
    for name in names:
        (tmp_path / f"{name}.html").write_text(name, encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == len(stems)
    tell("file names", len(stems), not_portable=0, collisions=0, outside=0)


def test_names_that_differ_in_case_or_form_are_told_apart() -> None:
    stems = ["Case", "case", "CASE", "\u00e9", "e\u0301", "\u00c9", "stra\u00dfe", "STRASSE"]
    names = safe_names(stems)
    assert never_meet(names)
    assert all("-" in name for name in names)


def test_a_name_depends_on_others_only_where_they_meet() -> None:
    assert safe_names(["a", "b", "a:b"])[2] == safe_names(["a:b"])[0]
    met = safe_names(["x", "X", "y"])
    assert met[2] == "y"
    assert safe_names(["y", "X", "x"]) == [met[2], met[1], met[0]]


def test_equal_names_are_told_apart() -> None:
    names = safe_names(["same", "same", "same"])
    assert never_meet(names)


def test_who_guesses_a_tag_gains_nothing() -> None:
    (tagged,) = safe_names(["a:b"])
    names = safe_names(["a:b", tagged, tagged.upper()])
    assert never_meet(names)


def test_the_check_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filenames, "same_file", lambda name: name)
    assert not never_meet(safe_names(["Case", "case"]))
    assert not never_meet(["stra\u00dfe", "STRASSE"])
    assert not is_portable("nul.txt")


@given(st.lists(st.text(max_size=12) | st.sampled_from(HOSTILE), max_size=12))
def test_any_names(stems: list[str]) -> None:
    names = safe_names(stems, taken=["index"])
    assert all(map(is_portable, names))
    assert never_meet(names, ("index",))
    assert len({same_file(name) for name in names}) == len(stems)


@given(
    st.lists(st.text("aAbB-.: \u00e9\u0301e", max_size=4), unique=True, max_size=8), st.randoms()
)
def test_the_order_of_the_names_does_not_matter(stems: list[str], random: object) -> None:
    mixed = sorted(stems, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert dict(zip(stems, safe_names(stems), strict=True)) == dict(
        zip(mixed, safe_names(mixed), strict=True)
    )
