"""Spellings that take out more than is meant, or less: what the author is told of them. Pure.

No finding holds a spelling. It is told by the entry and its line.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from routes.gazetteers.fold import fold
from routes.gazetteers.generics import says_nothing
from routes.messages import listing
from routes.model import Finding
from routes.publish.scan import Names
from routes.publish.texts import Secret

_SHORT = 2  # letters; of scripts without small letters half as many
_FEW = 2  # letters of a script, which are no text in it yet
_SCRIPTS = {
    "CJK": "Han or Kana", "HIRAGANA": "Han or Kana", "KATAKANA": "Han or Kana",
    "KATAKANA-HIRAGANA": "Han or Kana",
}  # fmt: skip
"""Scripts that stand in one text, by the first word of what Unicode calls their letters."""

_TAGS = {"Hangul": "ko", "Cyrillic": "ru", "Han or Kana": "zh", "Latin": "en"}
"""A language that is written in a script, for an example."""

_SEVERAL = re.compile(r"[,;\u3001\uff0c\uff1b]|\band\b", re.IGNORECASE)


def ordinary_words(texts: Sequence[str], secrets: Iterable[Secret]) -> Iterator[Finding]:
    """Secrets that are searched for by a word which the texts also have as an ordinary one."""
    asked = [
        (secret, spelling)
        for secret in secrets
        for spelling in secret.spellings
        if _may_be_a_word(spelling)
    ]
    if not asked:
        return
    names = Names([(spelling,) for _, spelling in asked], persons=())
    lost: dict[tuple[Secret, bool], set[tuple[int, int]]] = {}
    for number, text in enumerate(texts):
        for start, end, ref in names.found(text):
            secret, spelling = asked[ref]
            if _is_ordinary(text[start:end], spelling):
                lost.setdefault((secret, _is_short(spelling)), set()).add((number, start))
    for (secret, is_short), places in lost.items():
        yield _ordinary(secret, len(places), is_short=is_short)


def _ordinary(secret: Secret, count: int, *, is_short: bool) -> Finding:
    what = "has only one or two letters" if is_short else "is also an ordinary word"
    times = "at one place" if count == 1 else f"at {count} places"
    message = f"a spelling that is searched for {what}: readers lose it {times} of the texts."
    hint = "Look at these with 'routes review'. If too much is lost, "
    if secret.is_person:
        hint += "give more of the name, and no single word of it."
    elif secret.about.startswith("places"):
        hint += "give the place a longer 'name'. Codes of airports count, too."
    else:
        hint += "give more words of it."
    return Finding("ordinary-word", "warning", message, secret.about, secret.mark, (hint,))


def _may_be_a_word(spelling: str) -> bool:
    """Whether it is one word of letters alone, and not written as an ordinary one by the author."""
    is_word = len(spelling.split()) == 1 and spelling.strip(".").isalpha()
    return is_word and (spelling != spelling.lower() or _is_short(spelling))


def _is_short(spelling: str) -> bool:
    letters = spelling.strip(".")
    return len(letters) <= (_SHORT if letters.lower() != letters.upper() else _SHORT // 2)


def _is_ordinary(written: str, spelling: str) -> bool:
    """Whether a find may be no name: small, or one that could be any, or of a kind of place."""
    is_small = written == written.lower() and spelling != spelling.lower()
    return is_small or _is_short(spelling) or says_nothing(fold(spelling))


def one_or_several(texts: Sequence[str], secrets: Iterable[Secret]) -> Iterator[Finding]:
    """Words to withhold that stand nowhere, and may be several that were written as one."""
    for secret in secrets:
        (first, *_) = secret.spellings
        if not secret.about.startswith("publish") or not _SEVERAL.search(first):
            continue
        names = Names([(first,)], persons=())
        if not any(found for text in texts for found in names.found(text)):
            message = "what is withheld here is searched for as one word, and stands in no text."
            hint = "One word or several? Write several as a list: 'withhold: [a, b]'."
            yield Finding("one-or-several", "warning", message, secret.about, secret.mark, (hint,))


def one_script(texts: Iterable[str], secrets: Sequence[Secret], language: str) -> Iterator[Finding]:
    """Names that are given in fewer scripts than the case, in ``language``, has texts in."""
    if not secrets:
        return
    spoken = _spoken(texts)
    known = [fold(each) for s in secrets if s.about == "people" for each in s.spellings]
    for secret in secrets:
        given = _given(secret)
        # Of a source that is listed among the people, too, those spellings count.
        listed = secret.about.startswith("sources") and fold(secret.spellings[0]) in known
        is_word = secret.about.startswith("publish")
        is_title = secret.about.startswith("sources") and not secret.is_person
        lacking = spoken - given
        if given and lacking and not (listed or is_word or is_title):
            yield _lacks(secret, lacking, given, language)
    yield from _uneven([s for s in secrets if s.about.startswith("publish")], spoken)


def _lacks(secret: Secret, lacking: set[str], given: set[str], language: str) -> Finding:
    message = (
        f"the case has texts in {_told(lacking)} letters, and this name is only given in "
        f"{_told(given)} letters: it is not found there."
    )
    if secret.about == "people":
        hint = "Add how it is written there under 'also'."
    elif secret.about.startswith("places"):
        others = sorted(_TAGS.get(script, "...") for script in lacking)
        tags = ", ".join(f"{tag}: ..." for tag in dict.fromkeys((language, *others)))
        hint = (
            f"Add how it is written there under 'label', beside the language of the case: 'label: "
            f"{{{tags}}}'. It is withheld like the name."
        )
    else:
        hint = "List the author under 'people', and how it is written there under 'also'."
    return Finding("one-script", "warning", message, secret.about, secret.mark, (hint,))


def _uneven(words: Sequence[Secret], spoken: set[str]) -> Iterator[Finding]:
    """Words that are withheld: nobody knows which is which, so they are counted."""
    counted = Counter(script for word in words for script in _given(word))
    most = max(counted.values(), default=0)
    lacking = {script for script in spoken if counted[script] < most}
    if lacking:
        message = (
            f"the case has texts in {_told(lacking)} letters, and fewer of the words that are "
            "withheld are written in them than in others."
        )
        hint = "Add how each word is written there as another word."
        mark = words[0].mark
        yield Finding("one-script", "warning", message, "publish.withhold", mark, (hint,))


def _told(scripts: Iterable[str]) -> str:
    return str(listing(sorted(scripts)))


def _given(secret: Secret) -> set[str]:
    """The scripts of its spellings that are names: no numbers, addresses or descriptions."""
    names = [
        each
        for each in secret.spellings
        if (not any(sign.isdigit() or sign in "/@" for sign in each) and each != each.lower())
        or _has_no_case(each)
    ]
    return {script for name in names for script in map(_script, name) if script}


def _has_no_case(name: str) -> bool:
    return name.lower() == name.upper() and any(map(str.isalpha, name))


def _spoken(texts: Iterable[str]) -> set[str]:
    """The scripts of the texts. Of Latin letters only what is mostly of them is a text.

    Names of papers and the like have them everywhere.
    """
    spoken: set[str] = set()
    for text in texts:
        counted = Counter(script for script in map(_script, text) if script)
        total = counted.total()
        spoken.update(
            script
            for script, count in counted.items()
            if count >= _FEW and (script != "Latin" or 2 * count > total)
        )
    return spoken


@lru_cache(maxsize=8192)
def _script(sign: str) -> str | None:
    """What the script of a letter is called."""
    if not sign.isalpha():
        return None
    first = unicodedata.name(sign, "").split(" ", 1)[0]
    return _SCRIPTS.get(first, first.capitalize()) or None
