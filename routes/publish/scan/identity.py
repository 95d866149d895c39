"""Numbers and names by which a person or a car may be known in some register. Pure.

They are warned of and not taken out: what is found here is sure enough for a question to the
author, and not for a gap in a quotation.
"""

# ruff: noqa: RUF001 - words and letters of other scripts
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from routes.publish.scan import harmless
from routes.publish.scan.views import views

__all__ = ["Identifier", "identifiers"]

Identifier = Literal["account", "document", "bank", "card", "plate", "machine"]

Span = tuple[int, int]

_NUMBER_WORD = (
    r"(?:[\s:=#№.,()\"'«»“”]|\b(?:nos?|nr|n°|num|numbers?|id|is|was|code|reads?|reading"
    r"|номер\w{0,2}|сери\w)(?![^\W\d_])|-nr\b|번호[는은가]?|號碼|号码|号){0,6}"
)
_LONG_NUMBER = r"(?<![^\W_])(?P<token>[A-Z]{0,3}[ -]?\d(?:[\d -]|No\.?){4,18}\d)(?![\w-])"

_HANDLE = re.compile(r"(?<![\w@./:+=-])@(?P<token>[A-Za-z_](?:[\w.]{1,30})?[A-Za-z0-9_])(?![@\w])")
_MESSENGER = (
    r"(?:\b(?:telegram|we ?chat|weixin|kakao ?talk|kakao|viber|skype|qq|zalo|whatsapp|threema"
    r"|телеграмм?\w?|вотсап\w?|вайбер\w?|скайп\w?)\b"
    r"|微信|카카오톡|카톡|위챗|텔레그램|라인)"
)
_SAID_ID = re.compile(
    rf"(?:{_MESSENGER}|\b(?:signal|line|wire|imo)\b)\s?"
    r"(?:id\b|user ?name|handle|account|nick(?:name)?|login|아이디|계정|ник\w?|号|號)"
    r"[\s:=\"'«“]{0,4}(?:is\s)?(?P<token>[A-Za-z0-9_.-]{3,32})",
    re.IGNORECASE,
)
_SAID_MESSENGER = re.compile(
    rf"{_MESSENGER}\s?[:=]?\s?(?P<token>(?=[A-Za-z0-9_.-]*[0-9_])[A-Za-z0-9_.-]{{5,32}})(?![\w-])",
    re.IGNORECASE,
)

_PAPER = (
    r"(?:\b(?:passports?|reisepass\w{0,3}|passeport|pasaporte|паспорт\w{0,2}"
    r"|id(?:entity)?[ -]cards?"
    r"|national id|personalausweis\w{0,3}|carte d'identité|driving licen[cs]e|driver'?s licen[cs]e"
    r"|social security|visa|удостоверени\w личности|загранпаспорт\w{0,2}|снилс|инн"
    r"|imei|imsi|iccid)\b"
    r"|여권|주민등록|신분증|공민증|护照|護照|身份证|身分證)"
)
_DOCUMENT = re.compile(rf"{_PAPER}{_NUMBER_WORD}{_LONG_NUMBER}", re.IGNORECASE)
_CHINESE = re.compile(r"(?<![\w-])[1-9]\d{16}[\dXx](?![\w-])")
_KOREAN = re.compile(r"(?<![\w-])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])-[1-8]\d{6}(?![\w-])")

_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_ACCOUNT = re.compile(
    r"(?:\b(?:bank )?(?:account|acct|konto|kontonummer|compte|cuenta|сч[её]та?)\b"
    r"|계좌|账号|帐号|賬號)"
    rf"(?=[\s:-]{{0,2}}(?:no|nr|num|n°|номер|№|번호|号|:|\d)){_NUMBER_WORD}{_LONG_NUMBER}",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w-])\d{4}(?P<gap>[ -])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\w-])")

_PLATE_WORD = (
    r"(?:\b(?:licen[cs]e plates?|number plates?|registration plates?|registration numbers?"
    r"|vehicle registration|kennzeichen|nummernschild|plaque d'immatriculation|immatricul\w{2,6}"
    r"|matrícula|гос\.? ?номер\w{0,2}|номерн\w{2,3} знак\w{0,2}|номер\w? машины"
    r"|автомобильн\w{2,3} номер\w?)"
    r"(?![^\W\d_])|차량번호|번호판|车牌(?:号码?)?|車牌(?:號碼?)?)"
)
_SIGN = r"[^\W_a-zа-яё]"
_PLATE_SAID = re.compile(
    rf"{_PLATE_WORD}{_NUMBER_WORD}(?<![^\W_])"
    rf"(?-i:(?P<token>{_SIGN}{{1,4}}[ -]?{_SIGN}{{2,6}}(?:[ -]{_SIGN}{{1,4}})?)(?!\w))",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"(?<!\w)(?:[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2} ?\d{2,3}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-Z][·. ]?(?=[A-Z]{0,5}\d)[A-Z0-9]{5,6})"
    r"(?!\w)"
)

_MACHINE = re.compile(
    r"\bIP(?:v4)?(?:[ -](?:address(?:es)?|adresse|адрес\w{0,2}|주소|地址))?\W{1,3}(?:is |was )?"
    r"(?P<token>(?:\d{1,3}\.){3}\d{1,3})(?![\d.]\d)"
    r"|(?<![\w:])(?P<mac>(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2})(?![\w:])"
)


def identifiers(text: str) -> Iterator[tuple[Identifier, Span]]:
    """What looks like an identifier in a text, in no order, and where it stands; some twice."""
    for view in views(text):
        for kind, start, end in _in_view(view.text):
            yield kind, view.written(start, end)


def _in_view(text: str) -> Iterator[tuple[Identifier, int, int]]:
    if "@" not in text and not any(map(str.isdigit, text)):
        patterns: tuple[_Finder, ...] = (_FINDERS[0],)
    else:
        patterns = _FINDERS
    for kind, pattern, is_one in patterns:
        for found in pattern.finditer(text):
            if is_one(found):
                named = "token" if found.re.groupindex.get("token") and found["token"] else 0
                yield kind, *found.span(named)


def _any(_: re.Match[str]) -> bool:
    return True


def _is_handle(found: re.Match[str]) -> bool:
    """Whether it is no domain, of which an address has been found already."""
    return not re.search(r"\.[a-z]{2,}$", found["token"])


def _is_name(found: re.Match[str]) -> bool:
    """Whether a word after "WeChat ID" is one of an account, and not the next of the sentence."""
    word = found["token"]
    said = found[0][: -len(word)].rstrip()
    return not word.isalpha() or said.endswith((":", "="))


def _is_account(found: re.Match[str]) -> bool:
    """Whether a word after the name of a messenger is no date; numbers alone are those of QQ."""
    word = found["token"]
    return any(map(str.isalpha, word)) or (
        found[0][:2].upper() == "QQ" and not harmless.dated(word)
    )


def _is_undated(found: re.Match[str]) -> bool:
    return not harmless.dated(found["token"]) and sum(map(str.isdigit, found["token"])) >= 6


def _is_plate(found: re.Match[str]) -> bool:
    """Whether it has a digit and is no year."""
    word = found["token"]
    is_year = re.fullmatch(r"(?:19|20)\d\d(?:\W.*)?", word)
    return any(map(str.isdigit, word)) and not is_year


def _is_chinese(found: re.Match[str]) -> bool:
    """By its last digit: GB 11643-1999."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(found[0], weights, strict=False))
    return "10X98765432"[total % 11] == found[0][-1].upper()


def _is_iban(found: re.Match[str]) -> bool:
    """By its check digits: ISO 13616, the remainder by 97 is 1."""
    plain = found[0].replace(" ", "")
    if not 15 <= len(plain) <= 34:
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def _is_card(found: re.Match[str]) -> bool:
    """By its last digit: ISO/IEC 7812-1, annex B."""
    digits = [int(sign) for sign in found[0] if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[::2]]
    return (sum(doubled) + sum(digits[1::2])) % 10 == 0 and any(digits)


_Finder = tuple[Identifier, re.Pattern[str], Callable[[re.Match[str]], bool]]

_FINDERS: tuple[_Finder, ...] = (
    ("account", _SAID_ID, _is_name),
    ("account", _HANDLE, _is_handle),
    ("account", _SAID_MESSENGER, _is_account),
    ("document", _DOCUMENT, _is_undated),
    ("document", _CHINESE, _is_chinese),
    ("document", _KOREAN, _any),
    ("bank", _IBAN, _is_iban),
    ("bank", _ACCOUNT, _is_undated),
    ("card", _CARD, _is_card),
    ("plate", _PLATE_SAID, _is_plate),
    ("plate", _PLATE, _any),
    ("machine", _MACHINE, _any),
)
"""The first one needs neither an "@" nor a digit."""
