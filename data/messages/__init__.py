"""Collects every sentence of the program, and brings the catalogues up to date.

Run as ``make messages`` or ``python -m data.messages``: it writes ``messages.pot`` in
routes/messages/catalogues, updates each ``.po`` there without losing a translation, and writes
into docs/languages.md how complete each is.
"""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from routes.messages.catalogue import is_translated
from routes.messages.tongue import LANGUAGES
from routes.modes import TOLD

COMPLETE = "This catalogue is complete: an entry without a translation is a mistake."
"""Stands in the head of a catalogue that claims to be complete."""

POT = "messages.pot"

_PYTHON: Mapping[str, Any] = {"say": None, "plural": (1, 2)}
_SCRIPT: Mapping[str, Any] = {
    name: keyword
    for prefix in ("", "Routes.")
    for name, keyword in ((f"{prefix}t", None), (f"{prefix}msg", None), (f"{prefix}tn", (1, 2)))
}
_DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To): .*\n'
    rb'|^"(Last-Translator|Language-Team): .*[<@](EMAIL|LL).*\n',
    re.MULTILINE,
)
_FORMS = re.compile(rb'^"Plural-Forms: .*\n', re.MULTILINE)
_MARKS = ("<!-- catalogues -->", "<!-- end of catalogues -->")
_TITLE = "# {} for reported-routes."


def collected(root: Path) -> Catalog:
    """All sentences in the checkout at ``root``, sorted; each names the files that say it."""
    catalog = Catalog(project="reported-routes", version="1", charset="utf-8", fuzzy=False)
    catalog.header_comment = _TITLE.format("The sentences to translate")
    for file in _files(root):
        name = file.relative_to(root).as_posix()
        for message in _messages(file):
            catalog.add(message, locations=[(name, 0)])
    return catalog


def _files(root: Path) -> Iterator[Path]:
    package = root / "routes"
    for pattern in ("**/*.py", "webmap/assets/*.js", "webmap/templates/*.html", "modes/*.toml"):
        yield from sorted(package.glob(pattern))


def _messages(file: Path) -> Iterable[str | tuple[str, str]]:
    if file.suffix == ".toml":
        return list(_looks(tomllib.loads(file.read_text("utf-8"))))
    methods = {".py": "python", ".js": "javascript", ".html": babel_extract}
    keywords = _SCRIPT if file.suffix == ".js" else _PYTHON
    with file.open("rb") as opened:
        return list(_extracted(methods[file.suffix], opened, keywords))


def _extracted(
    method: Any, opened: BinaryIO, keywords: Mapping[str, Any]
) -> Iterator[str | tuple[str, str]]:
    for _, message, _, _ in extract(method, opened, keywords):
        if message:
            yield tuple(message[:2]) if isinstance(message, tuple) else message


def _looks(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, list):
            for item in value:
                yield from _looks(item) if isinstance(item, dict) else ()
        elif key in TOLD:
            yield value


def updated(language: str, before: bytes | None, template: Catalog) -> Catalog:
    """The catalogue of ``language`` with the sentences of ``template``.

    ``before`` is its file so far. A sentence that was changed a little keeps its translation,
    marked as fuzzy; a translation that nothing needs any more is dropped.
    """
    if before is None:
        catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
        catalog.header_comment = _TITLE.format(LANGUAGES[language])
    else:
        catalog = read_po(io.BytesIO(before), locale=language)
    catalog.project, catalog.version = "reported-routes", "1"
    catalog.update(template, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def text(catalog: Catalog, *, is_template: bool = False) -> bytes:
    """A catalogue as it stands in its file: same sentences, same bytes, no dates."""
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_output=True, include_lineno=False)
    plain = _DATED.sub(b"", written.getvalue())
    return _FORMS.sub(b"", plain) if is_template else plain


def completeness(catalog: Catalog) -> tuple[int, int]:
    """How many sentences of a catalogue are translated, and how many there are."""
    entries = [message for message in catalog if message.id]
    return sum(map(is_translated, entries)), len(entries)


def table(catalogs: Mapping[str, Catalog]) -> str:
    """How complete the catalogues are, as a table in Markdown."""
    rows = ["| Tag | Language | Translated |", "|---|---|---|", "| en | English | the source |"]
    for language, catalog in catalogs.items():
        done, total = completeness(catalog)
        rows.append(f"| {language} | {LANGUAGES[language]} | {done} of {total} |")
    return "\n".join(rows)


def with_table(page: str, rows: str) -> str:
    """``page`` with ``rows`` between its marks. Raises ValueError where it has none."""
    start, end = _MARKS
    if start not in page or end not in page:
        raise ValueError(f"the page has no {start} and {end}")
    head, tail = page.partition(start)[0], page.partition(end)[2]
    return f"{head}{start}\n{rows}\n{end}{tail}"


def write(root: Path) -> dict[str, tuple[int, int]]:
    """Bring all files up to date; how complete each catalogue is, by tag."""
    folder = root / "routes" / "messages" / "catalogues"
    template = collected(root)
    (folder / POT).write_bytes(text(template, is_template=True))
    catalogs = {}
    for language in LANGUAGES:
        if language == "en":
            continue
        file = folder / f"{language}.po"
        before = file.read_bytes() if file.exists() else None
        catalogs[language] = updated(language, before, template)
        file.write_bytes(text(catalogs[language]))
    page = root / "docs" / "languages.md"
    page.write_text(with_table(page.read_text("utf-8"), table(catalogs)), "utf-8", newline="\n")
    return {language: completeness(catalog) for language, catalog in catalogs.items()}
