"""Tells texts in the language of a reader: sentences, plurals, numbers, dates, countries.

Numbers, dates, lists and names of countries and languages follow CLDR, through Babel. Of English
it is loaded only for the names of languages.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from string import Formatter
from typing import TYPE_CHECKING, Any

from routes.messages.text import (
    Day,
    Listing,
    Name,
    Number,
    Sentence,
    Territory,
    Text,
    Written,
    listing,
    number,
)
from routes.messages.tongue import fitting

if TYPE_CHECKING:
    from babel import Locale

OF = "of"
"""As in ``{month:of}``: the form a month has within a date, as Russian "июля" for "июль"."""

_CATEGORIES = {1: (), 2: ("one",), 3: ("one", "few")}
"""By number of forms, the CLDR categories of all but the last, in the order of a catalogue."""

_GROUPED_FROM = {"es": 10_000}
"""From which number on a language sets thousands apart, where it is not 1000: CLDR's
``minimumGroupingDigits``, which Babel does not read and a browser's Intl does."""


class Speaker:
    """Tells in one of `routes.messages.tongue.LANGUAGES`.

    ``names`` are what places are called in that language, by what the case calls them; only a
    `Name` is looked up there, because a source may be called as a country is. Raises
    ArtefactError when the catalogue of the language cannot be read.
    """

    def __init__(self, language: str, names: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.names = names or {}
        self._locale: Locale | None = None
        self._sentences: Mapping[str, str | tuple[str, ...]] = {}
        if language != "en":
            from babel import Locale  # noqa: PLC0415  see above

            from routes.messages.catalogue import catalogue  # noqa: PLC0415

            self._locale = Locale.parse(language)
            self._sentences = catalogue(language).sentences

    def tell(self, text: str) -> str:
        """``text`` in this language, or as it stands where that is not known.

        Only a `Text` is told anew; any other string goes through.
        """
        return self._told(text, "") if isinstance(text, Text) else text

    def language_of(self, text: str) -> str | None:
        """The language in which ``text`` is told, if another one than this; else None.

        Of a sentence that no catalogue has, that is English.
        """
        if isinstance(text, Written):
            tag = fitting(self.language, text.told) or _tag_of(text)
            return None if tag and fitting(self.language, [tag]) else tag
        if isinstance(text, Sentence) and self._locale is not None:
            return None if text.template in self._sentences else "en"
        return None

    def name_of(self, tag: str) -> str:
        """What the language of ``tag`` is called in this one; the tag where CLDR has no name."""
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415  see above

        known = Locale.parse(self.language).languages
        try:
            locale = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):  # not well formed, or without a locale of its own
            return str(known.get(tag, tag))
        return str(known.get(str(locale)) or locale.get_display_name(self.language) or tag)

    def _told(self, value: Any, form: str) -> str:
        """A value of a sentence; ``form`` is what stands behind a colon in its place."""
        if isinstance(value, Sentence):
            return self._sentence(value, form)
        if isinstance(value, Written):
            return value.told.get(fitting(self.language, value.told) or "") or str(value)
        if isinstance(value, Listing):
            return self._listing(value)
        if isinstance(value, Name):
            return self.names.get(value, str(value))
        if self._locale is None:
            return str(value)
        return _by_locale(value, form, self._locale)

    def _sentence(self, text: Sentence, outer: str) -> str:
        template = self._sentences.get(text.template)
        if isinstance(template, tuple):
            template = template[self._form(text.values["n"], len(template))]
        if template is None:
            is_one = text.one is not None and text.values["n"] == 1
            template = text.one if is_one and text.one is not None else text.template
        values = text.values
        if text.one is not None:  # told with its thousands apart, as `plural` does
            values = {**values, "n": number(values["n"])}
        told = ""
        for before, name, form, _ in Formatter().parse(template):
            # What ends in the full stop of an abbreviation, as Russian years do, ends its sentence.
            told += before[1:] if before.startswith(".") and told.endswith(".") else before
            told += "" if name is None else self._told(values[name], form or outer)
        return told

    def _form(self, n: float, count: int) -> int:
        category = self._locale.plural_form(n) if self._locale is not None else "other"
        order = _CATEGORIES[count]
        return order.index(category) if category in order else count - 1

    def _listing(self, text: Listing) -> str:
        items = [self._told(item, "") for item in text.items]
        if self._locale is None:
            return str(listing(items))
        from babel.lists import format_list  # noqa: PLC0415

        return format_list(items, locale=self._locale)


def _tag_of(text: Written) -> str | None:
    return next((tag for tag, told in text.told.items() if told == text), None)


def _by_locale(value: Any, form: str, locale: Locale) -> str:
    if isinstance(value, Number):
        return _number(value, locale)
    if isinstance(value, Day):
        return _day(value.iso, form, locale)
    if isinstance(value, Territory):
        return str(locale.territories.get(value.code, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return _by_locale(number(value), form, locale)
    return str(value)


def _number(number: Number, locale: Locale) -> str:
    from babel.numbers import format_decimal, format_percent  # noqa: PLC0415

    if number.percent:
        return format_percent(number.value, locale=locale, decimal_quantization=not number.decimals)
    decimals = f".{'0' * number.decimals}" if number.decimals else ""
    is_short = abs(number.value) < _GROUPED_FROM.get(locale.language, 0)
    pattern = f"0{decimals}" if is_short else f"#,##0{decimals}"
    return format_decimal(number.value, pattern, locale=locale)


def _day(iso: str, form: str, locale: Locale) -> str:
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    year, *rest = iso.split("-")
    if not 1 <= int(year) <= 9999:
        return iso
    date = datetime.date(int(year), *map(int, [*rest, "1", "1"][:2]))
    if len(rest) == 2:
        return format_date(date, "long", locale=locale)
    if not rest:
        return year if form == OF else format_skeleton("y", date, locale=locale)
    pattern = locale.datetime_skeletons["yMMMM"].pattern
    within = pattern.replace("LLLL", "MMMM") if form == OF else pattern
    return format_date(date, within, locale=locale)
