"""The catalogues: what the program says, and what translators made of it."""

from __future__ import annotations

import io
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from data.messages import COMPLETE, POT, collected, completeness, table, text, updated, with_table
from routes.errors import ArtefactError
from routes.messages import catalogue as catalogues
from routes.messages.tongue import LANGUAGES
from tests.conftest import ROOT

FOLDER = ROOT / "routes" / "messages" / "catalogues"
TRANSLATED = [tag for tag in LANGUAGES if tag != "en"]


@pytest.fixture(scope="module")
def template():
    return collected(ROOT)


def _english(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


def _names(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _entries(language):
    return [message for message in catalogues.parsed(language) if message.id]


def test_the_template_has_what_the_program_says(template):
    assert text(template, is_template=True) == (FOLDER / POT).read_bytes(), "run: make messages"


def test_it_has_sentences_of_python_scripts_templates_and_modes(template):
    endings = {name.rpartition(".")[2] for m in template if m.id for name, _ in m.locations}
    assert endings == {"py", "js", "html", "toml"}


def test_there_is_a_catalogue_for_every_language():
    assert sorted(file.stem for file in FOLDER.glob("*.po")) == sorted(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_catalogue_has_what_nobody_says_or_lacks_what_is_said(language, template):
    said = {tuple(_english(message)) for message in template if message.id}
    assert {tuple(_english(message)) for message in _entries(language)} == said


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_file_is_as_the_command_writes_it(language, template):
    before = (FOLDER / f"{language}.po").read_bytes()
    assert text(updated(language, before, template)) == before, "run: make messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_names_in_braces(language):
    wrong = []
    for message in _entries(language):
        wanted = set().union(*map(_names, _english(message)))
        for form in filter(None, catalogues.forms(message)):
            # A form for one thing alone may leave the number out: "one report".
            lacking = (
                wanted - _names(form) - ({"n"} if len(catalogues.forms(message)) > 1 else set())
            )
            if lacking or _names(form) - wanted:
                wrong.append((message.id, form))
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_that_claims_to_be_complete_is(language):
    catalog = catalogues.parsed(language)
    done, total = completeness(catalog)
    assert COMPLETE not in catalog.header_comment or done == total


def test_the_languages_page_says_how_complete_they_are():
    page = (ROOT / "docs" / "languages.md").read_text("utf-8")
    rows = table({language: catalogues.parsed(language) for language in TRANSLATED})
    assert with_table(page, rows) == page, "run: make messages"


def _made(*messages):
    catalog = Catalog(project="reported-routes", version="1", charset="utf-8", fuzzy=False)
    for message in messages:
        catalog.add(message, locations=[("routes/a.py", 0)])
    return catalog


def test_an_update_loses_no_translation_and_drops_what_is_gone():
    before = _made("Kept", "Gone for good", ("{n} leg", "{n} legs"))
    before.locale = "de"
    before["Kept"].string = "Behalten"
    before["Gone for good"].string = "Weg"
    before["{n} leg"].string = ("{n} Abschnitt", "{n} Abschnitte")
    after = updated("de", text(before), _made("Kept", "Quite new", ("{n} leg", "{n} legs")))
    assert after["Kept"].string == "Behalten"
    assert after["{n} leg"].string == ("{n} Abschnitt", "{n} Abschnitte")
    assert {m.id for m in after if m.id} == {"Kept", "Quite new", ("{n} leg", "{n} legs")}
    assert not after.obsolete


def test_a_sentence_that_changed_a_little_waits_for_the_translator(monkeypatch, tmp_path):
    before = _made("No source reports this way.")
    before.locale = "de"
    before["No source reports this way."].string = "Keine Quelle berichtet diesen Weg."
    after = updated("de", text(before), _made("No source reports this path."))
    (message,) = [m for m in after if m.id]
    assert message.string
    assert message.fuzzy
    (tmp_path / "catalogues").mkdir()
    (tmp_path / "catalogues" / "de.po").write_bytes(text(after))
    monkeypatch.setattr(catalogues.resources, "files", lambda _: tmp_path)
    read = catalogues.catalogue.__wrapped__("de")
    assert read.sentences == {}
    assert list(read.said_in(".py")) == ["No source reports this path."]


def test_files_hold_no_dates(template):
    catalog = updated("ko", None, template)
    assert b"-Date" not in text(catalog)
    assert b"EMAIL" not in text(catalog)
    assert text(read_po(io.BytesIO(text(catalog)), locale="ko")) == text(catalog)


@pytest.mark.parametrize("content", [None, b'msgid "a"\nno keyword\n', b'msgid "\xff"\n'])
def test_a_broken_catalogue_is_an_artefact_error(monkeypatch, tmp_path, content):
    (tmp_path / "catalogues").mkdir()
    if content is not None:
        (tmp_path / "catalogues" / "de.po").write_bytes(content)
    monkeypatch.setattr(catalogues.resources, "files", lambda _: tmp_path)
    with pytest.raises(ArtefactError, match=r"de\.po cannot be read"):
        catalogues.catalogue.__wrapped__("de")
