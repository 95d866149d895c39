"""Which encoding text that is not UTF-8 is likely in: a hint for people, never a way to read it."""

from __future__ import annotations

import codecs
import re
import unicodedata

_LOOKED_AT = 100_000
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_KANA = ("HIRAGANA", "KATAKANA LETTER")
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

_Way = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Name for people, codec, what its letters are called in Unicode, and which must be there."""

_HANGUL, _HAN = ("HANGUL SYLLABLE",), ("CJK UNIFIED",)
# What asks for most comes first: much of what is Korean would decode as Chinese.
_MANY_BYTES: tuple[_Way, ...] = (
    ("Japanese text in EUC-JP", "euc_jp", (*_KANA, *_HAN), _KANA),
    ("Japanese text in Shift-JIS", "shift_jis", (*_KANA, *_HAN), _KANA),
    ("Korean text in EUC-KR (CP949)", "euc_kr", _HANGUL, ()),
    ("Chinese text in GB 18030 (GBK)", "gb18030", _HAN, ()),
    ("Chinese text in Big5", "big5", _HAN, ()),
)
_CYRILLIC: tuple[_Way, ...] = (
    ("Cyrillic text in Windows-1251", "cp1251", ("CYRILLIC SMALL",), ()),
    ("Russian text in KOI8-R", "koi8_r", ("CYRILLIC SMALL",), ()),
)
_RARE: tuple[_Way, ...] = (("Korean text in CP949", "cp949", _HANGUL, ()),)
_WESTERN: tuple[_Way, ...] = (
    ("Western text in Windows-1252 (ANSI)", "cp1252", ("LATIN SMALL",), ()),
)
_MOST = 0.6
"""So many of the letters beyond ASCII must be of the script."""


def likely(data: bytes) -> str | None:
    """The likeliest encoding in words, or None. ``data`` is not UTF-8."""
    if data.startswith(_BOMS):
        return "UTF-16 text"
    beginning = data[:_LOOKED_AT]
    if beginning.count(0) > len(beginning) // 4:
        return "UTF-16 text without a byte order mark"
    together = _are_together(beginning)
    for some in (_MANY_BYTES, _CYRILLIC, _RARE) if together else (_WESTERN,):
        for what, codec, words, needed in some:
            if _share(beginning, codec, words, needed) >= _MOST:
                return what
    return None


def _are_together(data: bytes) -> bool:
    """Whether bytes beyond ASCII mostly stand side by side, as where a letter takes two."""
    return 2 * sum(map(len, _ALONE.findall(data))) < sum(byte > 127 for byte in data)


def _share(data: bytes, codec: str, words: tuple[str, ...], needed: tuple[str, ...]) -> float:
    """How much of what is beyond ASCII is of the script; 0 where ``data`` is not in ``codec``.

    The end may be cut in the middle of a letter. 0, too, where none of the letters is ``needed``.
    """
    try:
        text = codecs.getincrementaldecoder(codec)("strict").decode(data)
    except UnicodeDecodeError:
        return 0.0
    beyond = [unicodedata.name(c, "") for c in text if c > "\x7f"]
    if needed and not any(name.startswith(needed) for name in beyond):
        return 0.0
    return sum(name.startswith(words) for name in beyond) / max(len(beyond), 1)
