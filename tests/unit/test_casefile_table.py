"""Tables as cases: what is read from CSV and workbooks, and what is said of mistakes in them."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from routes import casefile
from routes.casefile import document, keys, table, table_out, tree, yaml, yaml_out
from routes.casefile.table_columns import (
    CLAIM,
    LISTS,
    NARROW,
    NOTES,
    OF_CASE,
    POSITIONS,
    SECTIONS,
    WITHHOLD,
    head,
)
from routes.casefile.table_text import guarded, items, joined, made_id, unguarded
from routes.errors import InputError, UsageError
from routes.model import Case
from tests.conftest import ROOT
from tests.unit import casefile_sample, secret_case

FIVE = """\
from,to,source,quote,by
"Vladivostok, Russia",Minsk,The Review,'-he flew on,air
Minsk,Kyiv,The Review,then to Kyiv,
"Vladivostok, Russia",Minsk,https://a.example/b,flew,air
"""


def given(folder: Path, text: str, name: str = "an_official-leaves.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook as a spreadsheet program makes it; days are days, numbers numbers."""
    made = xlsxwriter.Workbook(path, {"default_date_format": "mmm yy"})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name.replace("_", " "))
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    made.close()
    return path


def mistakes(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        casefile.read(path)
    assert all(m.mark.file == path.as_posix() for m in caught.value.mistakes)
    return [str(m).removeprefix(f"{path.as_posix()}:") for m in caught.value.mistakes]


def bare(case: Case) -> Case:
    """The case without where it stands."""
    findings = tuple(replace(each, mark=None) for each in case.findings)
    return replace(case, file=None, findings=findings)


def same(one: Case, other: Case) -> bool:
    """Whether two cases are equal, the texts in other languages included."""
    told = [sorted(secret_case.texts(bare(case))) for case in (one, other)]
    return bare(one) == bare(other) and told[0] == told[1]


def test_five_columns_are_a_case(tmp_path):
    case = casefile.read(given(tmp_path, FIVE))
    assert (case.id, case.title) == ("an_official-leaves", "an official leaves")
    assert list(case.places) == ["vladivostok-russia", "minsk", "kyiv"]
    assert case.places["vladivostok-russia"].query == "Vladivostok, Russia"
    assert [s.publisher for s in case.sources.values()] == ["The Review", "a.example"]
    assert case.sources["a-example"].url == "https://a.example/b"
    assert {k: (v.mode, len(v.claims)) for k, v in case.legs.items()} == {
        "vladivostok-russia-minsk": ("air", 2),
        "minsk-kyiv": ("unknown", 1),
    }
    quote = case.legs["vladivostok-russia-minsk"].claims[0].quote
    assert quote is not None
    assert quote.exact == "-he flew on"
    # The third row does not go on from Kyiv: it begins a telling of its own.
    assert {i.title: len(i.legs) for i in case.itineraries.values()} == {
        "Vladivostok, Russia – Kyiv": 2,  # noqa: RUF001
        "Vladivostok, Russia – Minsk": 1,  # noqa: RUF001
    }
    assert case.legs["minsk-kyiv"].mark.line == 3
    assert case.findings == ()


def test_itineraries_chains_languages_and_positions(tmp_path):
    text = "leg,from,to,from-lon,from-lat,to-within,itinerary,source,says,says (ko),citing,#mine\n"
    text += "a,Camp,the West,10.5,-3,Germany; Belgium,One; Two,P,went,갔다,An aide; Q,x\n"
    case = casefile.read(given(tmp_path, text))
    assert (case.places["camp"].lon, case.places["camp"].lat) == (10.5, -3)
    assert case.places["the-west"].within == ("Germany", "Belgium")
    assert {i.id: i.legs for i in case.itineraries.values()} == {"one": ("a",), "two": ("a",)}
    (claim,) = case.legs["a"].claims
    assert claim.citing == ("an-aide", "q")
    assert dict(claim.says.told) == {"en": "went", "ko": "갔다"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("by,sais\nair,x\n", "1:2: line 1, column 'sais': there is no column 'sais' here. Did"),
        ("leg,from,to,by\na,X,Y,plane\n", "2:4: line 2, column 'by' (legs.a.by): 'plane' is not"),
        ("leg,from,to\na,X,Y\na,X,Z\n", "3:3: line 3, column 'to' (legs.a.to): is not what line 2"),
        ("leg,from,to,when\na,X,Y,July 2016\n", "(legs.a.when): 'July 2016' is not a date. Did"),
        ("from,source,quote\nX,P,q\n", "(legs.x.to): is missing"),
        ("from,to,quote\nX,Y,q\n", "2:1: line 2 (legs.x-y.claims[1].source): is missing"),
        ("from,to,source\nX,Y,P\n", "needs 'quote' or 'says'"),
        ("source,quote\nP,q\n", "does not say what it is about"),
        ("a,b\n1,2\n", "no column that there is here. Columns to begin with: from, to, source"),
        ("from,to,source,quote,by\n", "1:1: line 1: no row stands below it"),
        ("from,to,when\nX,Y,2016-07-03 14:30:00\n", "is not a date. Did you mean 2016-07-03?"),
        ("from,from,to\nX,Y,Z\n", "two columns are called 'from'"),
        ("from,to,\nX,Y,Z\n", "2:3: line 2: stands in a column without a name"),
        ("from,to,by (ko)\nX,Y,air\n", "the column 'by' has no languages"),
        ("from,to,says,says (en)\nX,Y,a,b\n", "stands here twice in 'en'"),
        ("event,source,quote\nx,P,q\n", "no event has this id"),
        ("leg,event,source,quote\nx,y,P,q\n", "names a leg as well"),
        ("from,to,from-lon\nX,Y,131\n", "needs 'lat' with it"),
        ("from,to,about\nX,Y,open\n", "Write 'closed' where"),
        ("from,to,source,quote\nX,#REF!,P,q\n", "an error of the spreadsheet program"),
        ("from,to,source,quote\nX,Y\x0b,P,q\n", "control character U+000B"),
        ("itinerary,itinerary-id,from,to\nA; B,a,X,Y\n", "as many items as 'itinerary'"),
    ],
)
def test_mistakes_name_the_cell(tmp_path, text, words):
    assert words in "\n".join(mistakes(given(tmp_path, text)))


def test_rows_that_do_not_follow_are_refused_with_a_way_out(tmp_path):
    rows = "".join(f"A{n},B{n},P,q\n" for n in range(101))
    (only,) = mistakes(given(tmp_path, f"from,to,source,quote\n{rows}"))
    assert "make 101 journeys" in only
    assert "routes overview" in only


def test_a_second_report_of_a_loop_is_the_same_telling(tmp_path):
    rows = "A,B,P,q\nB,A,P,q\nA,B,R,q\nB,A,R,q\n"
    case = casefile.read(given(tmp_path, f"from,to,source,quote\n{rows}"))
    assert [i.legs for i in case.itineraries.values()] == [("a-b", "b-a")]


def test_the_only_sheet_of_a_workbook_is_read_as_csv(tmp_path):
    rows = [line.split(";") for line in ("from;to;source;quote", "A;B;P;q")]
    case = casefile.read(book(tmp_path / "w.xlsx", Sheet1=rows))
    assert list(case.legs) == ["a-b"]


def test_what_stands_beside_the_table_of_a_workbook_is_left_alone(tmp_path):
    rows = [[], [], *(line.split(";") for line in ("From ;TO;source;quote", "A;B;P;q"))]
    own = {"#scratch": [["total"], ["", 7]], "read me": [["", "my remarks"]]}
    case = casefile.read(book(tmp_path / "w.xlsx", claims=rows, **own))
    assert (list(case.legs), case.legs["a-b"].mark.line) == (["a-b"], 4)


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"Sheet1": [["from", "to"]], "Old": [["x"]]}, ["called 'Sheet1'.", "called 'Old'."]),
        ({"#mine": [["from"]]}, ["holds no table."]),
        ({"Sheet1": [["from", "to"]]}, ["row 1: no row stands below it."]),
    ],
)
def test_a_workbook_without_claims_is_told_once(tmp_path, sheets, words):
    told = mistakes(book(tmp_path / "w.xlsx", **sheets))
    assert len(told) == len(words)
    assert all(word in line for word, line in zip(words, told, strict=True))


def test_a_formula_that_was_never_calculated_is_nobodys_words(tmp_path):
    import xlsxwriter  # noqa: PLC0415

    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for column, head in enumerate(("from", "to", "source", "quote", "#sum")):
            sheet.write(0, column, head)
        for column, value in enumerate(("A", "B", "P")):
            sheet.write_string(1, column, value)
        for column in (3, 4):
            sheet.write_formula(1, column, "=D2", value="")
    (only,) = mistakes(path)
    assert "2:4: sheet 'Sheet1', cell D2: holds a formula that has no result." in only


def test_numbers_and_days_of_a_workbook_are_what_was_typed(tmp_path):
    import datetime as dt  # noqa: PLC0415

    day = dt.date(2016, 7, 1)
    rows = [["from", "to", "source", "quote", "when", "claim-when"], ["A", "B", 7, 2016, day, 2016]]
    (leg,) = casefile.read(book(tmp_path / "w.xlsx", claims=rows)).legs.values()
    assert leg.when.edtf == "2016-07"  # the format shows no day, so none was typed
    (claim,) = leg.claims
    assert (claim.quote.exact, claim.when.edtf, claim.source) == ("2016", "2016", "7")


CLAIMS = [["leg", "source", "quote"], ["go", "p", "q"]]
LEGS = [["id", "from", "to", "by"], ["go", "a", "b", "air"]]
PLACES = [["id", "name"], ["a", "Minsk"], ["b", "Riga"]]
SOURCES = [["id", "publisher"], ["p", "The Paper"]]


@pytest.mark.parametrize(
    ("sheets", "words"),
    [
        ({"claims": [CLAIMS[0], ["gone", "p", "q"]]}, "sheet 'claims', cell A2: no leg has this"),
        (
            {"claims": [CLAIMS[0], ["go", "x", "q"]]},
            "cell B2 (legs.go.claims[1].source): no source",
        ),
        ({"legs": [LEGS[0], ["go", "a", "c", "air"]]}, "sheet 'legs', cell C2 (legs.go.to): no pl"),
        (
            {"legs": [*LEGS, ["go", "a", "b", "air"]]},
            "cell A3 (legs.go): the id stands in sheet 'l",
        ),
        ({"places": [*PLACES, ["", "Kyiv"]]}, "sheet 'places', row 4 (places): the place has no"),
        ({"plases": PLACES}, "no sheet of a case is called 'plases'. Did you mean 'places'?"),
        (
            {"case": [["key", "value"], ["titel", "x"]]},
            "no key 'titel' here. Did you mean 'title'?",
        ),
        ({"positions": [["dispute", "says"], ["d", "x"]]}, "disputes.d.question): is missing"),
    ],
)
def test_mistakes_in_a_workbook_name_sheet_and_cell(tmp_path, sheets, words):
    whole = {"claims": CLAIMS, "legs": LEGS, "places": PLACES, "sources": SOURCES}
    assert words in "\n".join(mistakes(book(tmp_path / "w.xlsx", **{**whole, **sheets})))


def test_no_message_repeats_a_secret(tmp_path):
    people = [["id", "role", "name", "becuase"], ["x", "", "Kim Secret", "Kim Secret"]]
    places = [["id", "name", "lon", "publish"], ["a", "Qwzx Farm", "131,88", "nowhere"]]
    path = book(tmp_path / "w.xlsx", claims=CLAIMS, people=people, places=places)
    told = "\n".join(mistakes(path))
    assert "people.x.role" in told
    assert "places.a.lon" in told
    assert not [word for word in ("Kim", "Qwzx", "131", "nowhere") if word in told]


def _cases(folder: Path) -> list[Case]:
    texts = [secret_case.CASE, casefile_sample.CASE]
    files = [given(folder, text, f"c{n}.yaml") for n, text in enumerate(texts)]
    files += sorted((ROOT / "data" / "cases").glob("*.yaml"))
    return [casefile.read(each) for each in (*files, ROOT / "tests" / "browser" / "sample.yaml")]


def test_a_workbook_and_yaml_lose_nothing(tmp_path):
    for case in _cases(tmp_path):
        for ending, write in (("xlsx", table_out.write_xlsx), ("yaml", yaml_out.write)):
            path = tmp_path / f"{case.id}.{ending}"
            write(case, path)
            assert same(casefile.read(path), case)
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            first = path.read_bytes()
            write(case, path)
            assert path.read_bytes() == first


def test_private_notes_go_where_they_stood(tmp_path):
    text = secret_case.CASE.replace("quote: met}", "quote: {exact: met, private: P1}, private: P2}")
    text = text.replace("name: Camp,", "name: Camp, private: P3,") + "private: P4\n"
    noted = yaml.checked(given(tmp_path, text, "n.yaml"))
    private = tree.private_notes(noted.document)
    assert sorted(private.values()) == ["P1", "P2", "P3", "P4"]
    case = noted.case(tmp_path / "n.yaml")
    table_out.write_xlsx(case, tmp_path / "n.xlsx", private=private)
    assert tree.private_notes(table.checked(tmp_path / "n.xlsx").document) == private


_FULL_ROW = """\
from,from-radius-m,from-lon,from-lat,to,source,source-identity,source-note,source-note (ko),says
A,50,1.5,2,B,P,anonymous,A remark,말,left
"""


def test_csv_keeps_what_it_can_and_refuses_the_rest(tmp_path):
    small = casefile.read(given(tmp_path, casefile_sample.CASE, "small.yaml"))
    table_out.write_csv(small, tmp_path / "small.csv")
    assert same(casefile.read(tmp_path / "small.csv"), small)
    text = casefile.read(given(tmp_path, _FULL_ROW, "full.csv"))
    (tmp_path / "again").mkdir()
    table_out.write_csv(text, tmp_path / "again" / "full.csv")
    assert same(casefile.read(tmp_path / "again" / "full.csv"), text)
    secret = casefile.read(given(tmp_path, secret_case.CASE, "secret.yaml"))
    with pytest.raises(
        UsageError, match=r"cannot hold notes, .*people, .*write an \.xlsx"
    ) as error:
        table_out.write_csv(secret, tmp_path / "secret.csv")
    assert not (tmp_path / "secret.csv").exists()
    assert not [word for word in secret_case.SECRETS if word in str(error.value)]


@pytest.mark.parametrize(
    ("model", "columns", "elsewhere"),
    [
        (document.Source, SECTIONS["sources"], ()),
        (document.Place, SECTIONS["places"], ()),
        (document.Leg, SECTIONS["legs"], ("claims",)),
        (document.Itinerary, SECTIONS["itineraries"], ("claims",)),
        (document.Event, SECTIONS["events"], ("claims",)),
        (document.Dispute, SECTIONS["disputes"], ("positions",)),
        (document.Position, POSITIONS, ("claims",)),
        (document.Person, SECTIONS["people"], ()),
        (document.Check, LISTS["checks"], ()),
        (document.Avoided, LISTS["avoid"], ()),
        (document.Alternative, LISTS["alternatives"], ()),
        (document.Claim, CLAIM, ()),
        (document.CaseFile, OF_CASE, (*SECTIONS, *LISTS, "notes")),
    ],
)
def test_every_key_has_a_column(model, columns, elsewhere):
    there = {column.at[0] for column in columns.values()}
    assert set(keys.of(model)) - there == set(elsewhere)
    assert {NOTES["note"].kind, WITHHOLD["word"].kind, NARROW["why"].kind} == {"told", "text"}


def test_cells_of_text():
    for each in (["a", "b;c", "d\\e", "f\\;"], ["\\"], [], ["a\nb"]):
        assert items(joined(each)) == each
    assert items("a;; b \uff1bc;") == ["a", "b", "c"]
    for text in ("=1", "'=1", "'a", "-3", "a"):
        assert unguarded(guarded(text)) == text
    assert made_id("Kim's  “Café”, 2", ["kim-s-café-2"], "x") == "kim-s-café-2-2"
    assert made_id("?!", [], "place") == "place"
    assert str(head("Read_in (zh-Hant)")) == "read-in (zh-Hant)"
