"""The notebooks of the documentation: clean as they are committed, and they run."""

from __future__ import annotations

import json
import shutil
import warnings

import nbclient
import nbformat
import pytest

from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "notebooks"
NOTEBOOKS = sorted(path.stem for path in FOLDER.glob("*.ipynb"))
CASE = ROOT / "data" / "cases" / "trade-official-2016.yaml"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def test_there_are_notebooks():
    assert NOTEBOOKS == ["one-case", "own-table"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_is_kept_without_outputs_and_traces_of_a_machine(name):
    text = (FOLDER / f"{name}.ipynb").read_text("utf-8")
    book = json.loads(text)
    assert book["metadata"] == METADATA
    for number, cell in enumerate(book["cells"], 1):
        assert cell["id"] == f"cell-{number}"
        assert cell["metadata"] == {}
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
    assert text == json.dumps(book, indent=1, ensure_ascii=False) + "\n"
    nbformat.validate(nbformat.reads(text, as_version=4))


@pytest.fixture
def folder(tmp_path):
    """A folder like that of the notebooks, with the case that they read."""
    (tmp_path / "data" / "cases").mkdir(parents=True)
    shutil.copy(CASE, tmp_path / "data" / "cases")
    made = tmp_path / "docs" / "notebooks"
    made.mkdir(parents=True)
    return made


def executed(folder):
    """By notebook, the texts and the HTML of what each cell shows.

    One kernel runs them all, since each would import the same for seconds; no name of one is
    left to the next.
    """
    books = {name: nbformat.read(FOLDER / f"{name}.ipynb", as_version=4) for name in NOTEBOOKS}
    for name, book in books.items():
        for cell in book.cells:
            cell["id"] = f"{name}-{cell['id']}"
    forget = nbformat.v4.new_code_cell
    cells = [cell for book in books.values() for cell in (*book.cells, forget("%reset -f"))]
    together = nbformat.v4.new_notebook(cells=cells)
    with warnings.catch_warnings():
        # The kernel's client opens its sockets in ways that newer Pythons warn of.
        warnings.simplefilter("ignore")
        where = {"metadata": {"path": str(folder)}}
        nbclient.NotebookClient(together, timeout=120, resources=where).execute()
    return {name: [_shown(cell) for cell in book.cells] for name, book in books.items()}


def _shown(cell):
    told = {}
    for out in cell.get("outputs", []):
        told |= out["data"] if "data" in out else {out["name"]: out["text"]}
    return told


@pytest.mark.enable_socket
def test_they_run(folder):
    shown = executed(folder)
    assert not any("stderr" in cell for cells in shown.values() for cell in cells)
    _shows_one_case(shown["one-case"], folder)
    _shows_own_table(shown["own-table"])


def _shows_one_case(cells, folder):
    html = [cell.get("text/html", "") for cell in cells]
    assert "<iframe" in html[1]
    assert "across-russia" in cells[3]["text/plain"]
    assert "Sino-NK" in html[5]
    assert "<svg" in html[5]
    assert "Primorsky Krai" in cells[7]["text/html"]
    assert "hypothetical" in cells[10]["text/plain"]
    assert "A bibliography has no field for reliability" in cells[12]["text/plain"]
    names = ["map.html", "figure.svg", "legs.geojson", "sources.bib"]
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(names)


def _shows_own_table(cells):
    assert "<iframe" in cells[1]["text/html"]
    assert "unasserted" in cells[3]["text/plain"]
    assert "flew to Moscow" in cells[5]["text/html"]
