"""The document for Word: what is in the file, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from routes.figures import drawn
from routes.report.blocks import Heading, Picture, References, Report, Span, Table, line
from routes.report.cleaning import clean
from routes.report.content import report_of
from routes.report.held import lacks
from routes.report.word import document
from tests.browser.sample import sample
from tests.unit.report_sample import hostile, plain, poisoned

A4_PT = (595, 842)
MARGIN_PT = 50


def pixels(width=8, height=6):
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def report():
    return plain()


@pytest.fixture(scope="module")
def content(report):
    return document(report, pixels())


@pytest.fixture(scope="module")
def opened(content):
    return docx.Document(io.BytesIO(content))


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def styles(opened):
    return [paragraph.style.name for paragraph in opened.paragraphs]


def test_same_report_same_bytes_and_no_date(content, report):
    assert document(report, pixels()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = parts(content)["docProps/core.xml"].decode()
    assert not re.search(r"created|modified|python-docx|\d{4}-\d\d", core)


def test_it_has_the_parts_of_the_report_in_real_styles(report, opened):
    found = styles(opened)
    assert found[0] == "Title"
    assert opened.paragraphs[0].text == report.title
    for level in (1, 2, 3):
        number = sum(isinstance(b, Heading) and b.level == level for b in report.blocks)
        assert found.count(f"Heading {level}") == number
    assert found.count("Caption") == 1
    assert found[found.index("Caption") - 1] == "Figure"
    (listed,) = [block for block in report.blocks if isinstance(block, References)]
    assert found.count("List Number") == len(listed.items)


def test_tables_repeat_their_header_and_fit_the_paper(report, opened):
    wanted = [block for block in report.blocks if isinstance(block, Table)]
    assert len(opened.tables) == len(wanted)
    for table in opened.tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert sum(cell.width.cm for cell in first.cells) == pytest.approx(17, abs=0.1)


def test_the_figure_is_described(report, opened):
    (picture,) = [block for block in report.blocks if isinstance(block, Picture)]
    (shape,) = opened.inline_shapes
    assert shape._inline.docPr.get("descr") == clean(picture.described)
    assert shape._inline.get("distL") == "0"


def test_lists_do_not_begin_on_another_page_than_what_leads_to_them(opened):
    paragraphs = [(each.style.name, each.paragraph_format) for each in opened.paragraphs]
    before_lists = [
        form.keep_with_next
        for (style, form), (following, _) in pairwise(paragraphs)
        if style in ("Normal", "Remark") and following == "List Bullet"
    ]
    assert before_lists
    assert all(before_lists)


def test_latin_letters_of_a_korean_document_break_between_words():
    text = parts(document(Report("T", None, None, "ko", "f", ()), None))["word/styles.xml"].decode()
    (spoken,) = re.findall(r"<w:rPrDefault>.*?<w:lang ([^>]*)/>", text, re.DOTALL)
    assert 'w:val="en-GB"' in spoken
    assert 'w:eastAsia="ko-KR"' in spoken


def test_links_lead_to_the_web_and_nothing_else_leads_outside(content):
    found = parts(content)
    relations = "".join(text.decode() for name, text in found.items() if name.endswith(".rels"))
    outside = re.findall(r'<Relationship [^>]*TargetMode="External"[^>]*>', relations)
    assert outside
    assert all('/hyperlink"' in each and 'Target="http' in each for each in outside)
    assert not [name for name in found if re.search("vba|macro|thumbnail|customXml", name)]


def test_references_point_at_bookmarks(content):
    text = parts(content)["word/document.xml"].decode()
    anchors = set(re.findall(r'w:anchor="([^"]*)"', text))
    assert anchors
    assert anchors <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', text))


def test_the_only_field_is_the_number_of_the_page(content):
    found = b"".join(parts(content).values())
    assert re.findall(rb'w:instr="([^"]*)"', found) == [b"PAGE"]
    assert b"instrText" not in found


@pytest.fixture(scope="module")
def poison():
    return document(poisoned(hostile()), pixels())


def test_hostile_text_is_shown_as_it_is(poison):
    texts = hostile()
    opened = docx.Document(io.BytesIO(poison))
    shown = [p.text for p in opened.paragraphs if p.style.name == "Heading 2"]
    assert shown == [clean(text) for text in texts]
    cells = [row.cells[0].text for row in opened.tables[0].rows[1:]]
    assert cells == [clean(text) for text in texts]


def test_every_part_is_xml_that_a_strict_reader_takes(poison):
    for name, text in parts(poison).items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(text)  # noqa: S314  our own


def test_control_characters_are_counted():
    report = Report("A\0", None, None, "en", "f", (Heading(1, line("b\x07")),))
    assert lacks(report) == ["2 lines hold control characters: U+FFFD stands for them"]
    assert lacks(Report("A", None, None, "en", "f", ())) == []


def test_letters_of_east_asia_have_a_font_and_arabic_its_direction():
    spans = (Span("Say 연산"), Span("本", language="ja"), Span("ようこそ"), Span("本"))
    blocks = (Heading(1, spans), Heading(1, line("مرحبا")))
    text = parts(document(Report("T", None, None, "en", "f", blocks), None))["word/document.xml"]
    fonts = re.findall(r'w:eastAsia="([^"]*Gothic|[^"]*YaHei)"', text.decode())
    assert fonts == ["Malgun Gothic", "Yu Gothic", "Yu Gothic", "Microsoft YaHei"]
    assert text.count(b"<w:bidi/>") == 1
    assert text.count(b"<w:rtl/>") == 1


def test_what_is_internal_says_so_on_every_page():
    report = Report("T", None, "Internal: not for publication", "en", "f", ())
    opened = docx.Document(io.BytesIO(document(report, None)))
    assert opened.sections[0].header.paragraphs[0].text == report.mark
    assert opened.paragraphs[0].text == report.mark


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The report on the invented case with its figure, as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("printed")
    payload = sample()
    picture, _ = drawn(payload, "png", key=False)
    (folder / "report.docx").write_bytes(document(report_of(payload), picture))
    own = f"-env:UserInstallation=file://{folder}/profile"
    office = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*office, str(folder), str(folder / "report.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder / "report.pdf"


def asked(*command):
    return subprocess.run([*map(str, command)], check=True, capture_output=True).stdout.decode()


def test_libreoffice_prints_it_within_the_margins(printed):
    pages = int(re.search(r"Pages:\s+(\d+)", asked("pdfinfo", printed))[1])
    assert 6 <= pages <= 25
    assert "A4" in asked("pdfinfo", printed)
    boxes = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"',
        asked("pdftotext", "-bbox", printed, "-"),
    )
    assert len(boxes) > 1000
    left, top, right, bottom = zip(*(tuple(map(float, box)) for box in boxes), strict=True)
    width, height = A4_PT
    assert min(left) >= MARGIN_PT
    assert max(right) <= width - MARGIN_PT
    assert min(top) >= 20
    assert max(bottom) <= height - 20


def test_libreoffice_prints_what_it_says_and_the_figure(printed):
    text = " ".join(asked("pdftotext", printed, "-").split())
    payload = sample()
    for wanted in (payload["title"], payload["question"], payload["version_id"]):
        assert wanted in text
    assert [leg["title"] for leg in payload["legs"] if leg["title"] not in text] == []
    fonts = asked("pdffonts", printed).splitlines()[2:]
    assert fonts
    assert all(re.search(r"\byes\s+(yes|no)\s+(yes|no)\s", row) for row in fonts), "not embedded"
    asked("pdftoppm", "-png", "-r", "40", "-l", "8", printed, printed.with_name("page"))
    coloured = []
    for file in printed.parent.glob("page-*.png"):
        with Image.open(file) as page:
            found = page.convert("HSV").getcolors(1 << 20)
        coloured.append(sum(number for number, (_, saturation, _) in found if saturation > 8))
    usual, most = sorted(coloured)[len(coloured) // 2], max(coloured)
    assert most > 5 * usual, "the figure is blank"


def test_a_high_figure_stands_where_it_leaves_no_page_half_empty(report, opened):
    low = styles(opened)
    high = styles(docx.Document(io.BytesIO(document(report, pixels(8, 12)))))
    assert low.index("Figure") < low.index("Heading 1")
    assert high[high.index("Caption") + 1] == "Heading 1"
    assert high[: high.index("Caption")].count("Heading 1") == 1
    assert sorted(low) == sorted(high)
