"""No string of a case, a gazetteer or a table does anything in a page but stand there."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import routes
from routes.cli import run
from routes.errors import InputError
from routes.exports import geojson
from routes.webmap import embed
from routes.webmap import page as webpage
from routes.webmap.compose import compose
from routes.webmap.payload_types import Payload
from routes.webmap.picture import picture
from routes.webmap.published import published
from tests.browser.hosts import HOST, MAP, article, hosting
from tests.browser.injection import (
    TOKEN,
    Batch,
    HostileGazetteer,
    as_yaml,
    document,
    free_fields,
    number_of,
    strings,
)
from tests.browser.sample import sample
from tests.browser.sweep import Heard, Reader, reading
from tests.conftest import Tell

AT_ONCE = 24
PARTS = 2
"""So many tests share the strings, so that they can run beside each other."""
STRIDE = 16
"""One string in so many goes into every field of every output, unless ROUTES_EVERY_STRING is set,
which takes a quarter of an hour. `test_hostile` puts all of them into some fields."""
URL_LIKE = re.compile(r"[a-z\s\x00-\x20-]+:|//|\\\\", re.IGNORECASE)

# Written by an author and shown to no reader, each for its own reason.
UNSHOWN = {
    "for the desk": {"private", "because"},
    "names that are withheld": {"people.name", "people.also", "publish.withhold"},
    "not told": {"candidate.admin2"},
    "told in a finding, as service.finding is": {"candidate.note"},
    "what people are called in public": {"people.role"},
    "only to find the place of a quote in its document": {"quote.prefix", "quote.suffix"},
}


@cache
def _refused(text: str, folder: Path) -> InputError | None:
    """What the reader says of a string that no field may hold."""
    batch = Batch([text], 0)
    file = folder / "one.yaml"
    file.write_text(as_yaml({"version": 1, "title": batch.full("title", 0)}), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        routes.read(file)
    mistakes = [m for m in caught.value.mistakes if "title" in (m.key, "title") and _is_of_text(m)]
    return InputError(mistakes) if mistakes else None


def _is_of_text(mistake: Any) -> bool:
    """The other mistakes are that there are no sources, places and so on."""
    return mistake.key == "title" or ("missing" not in mistake.message and mistake.key == "file")


def batches(folder: Path) -> Iterator[Batch]:
    """What the reader takes, in case files; the rest, and all addresses, in the model itself."""
    stride = 1 if os.environ.get("ROUTES_EVERY_STRING") else STRIDE
    every = [t for n, t in enumerate(strings()) if n % stride == 0 or t.startswith("http")]
    taken = [t for t in every if _refused(t, folder) is None]
    others = [t for t in every if t not in set(taken) or URL_LIKE.match(t)]
    first = 0
    for texts, tokens in ((taken, False), (others, True)):
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            yield Batch(some, first, tokens)
            first += len(some)


def built(batch: Batch, folder: Path) -> tuple[Path, routes.Atlas]:
    """The atlas of a case in which every field holds every string of a batch."""
    file = folder / f"case{batch.first}.yaml"
    file.write_text(as_yaml(document(batch)), encoding="utf-8")
    case = routes.read(file)
    if batch.tokens:
        case = batch.put_in(case)
    return file, routes.build(case, gazetteer=HostileGazetteer(batch), profile="internal")


def served(batch: Batch, payload: Payload) -> Payload:
    """With what a service, a network or the basemap would say."""
    from tests.browser.test_hostile import computed_of  # noqa: PLC0415  its tests are its own

    def all_of(path: str) -> list[str]:
        return [batch.full(path, i) for i in range(len(batch.texts))]

    payload["credits"] = [*payload["credits"], *all_of("service.credit")]
    payload["network_credits"] = all_of("service.network")
    payload["basemap"] = {
        **payload["basemap"],
        "labels": [
            {"name": text, "at": [30.0 + i % 20, 55.0], "rank": 1}
            for i, text in enumerate(all_of("service.label"))
        ],
    }
    payload["arcs"] = sample()["arcs"]
    payload["alternatives"] = [
        *payload["alternatives"],
        *map(_not_ours, map(computed_of, all_of("service.way"), range(len(batch.texts)))),
    ]
    payload["findings"] = [
        *payload["findings"],
        *({"message": text} for text in all_of("service.finding")),
    ]
    return payload


def _not_ours(block: Any) -> Any:
    """Without the sentences that are only ever the program's: they begin with a capital.

    Ids are those of a case file, which holds no half of a character.
    """
    for each in (block, *block["paths"], *([block["reach"]] if block["reach"] else [])):
        each["id"] = re.sub("[\ud800-\udfff]", "\ufffd", each["id"])
    for way in block["paths"]:
        way.update(sharing="", stitched="", access=[])
    return block


@pytest.mark.parametrize("part", range(PARTS))
def test_every_string_in_every_field_of_every_output(
    part: int, chromium: Browser, tmp_path: Path, tell: Tell, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[Heard] = []
    files = Heard()
    with reading(chromium, tmp_path) as scripted, _unscripted(chromium, tmp_path) as plain:
        entries: list[webpage.Entry] = []
        told: dict[str, str] = {}
        for batch in list(batches(tmp_path))[part::PARTS]:
            file, atlas = built(batch, tmp_path)
            _in_geojson(batch, atlas, files)
            if not batch.tokens:
                _on_a_terminal(batch, file, files, capsys)
            payload = served(batch, compose(atlas))
            expected = batch.expected()
            html = webpage.html(payload)
            scripted.open(html)
            scripted.walk(expected)
            scripted.page.emulate_media(media="print")
            scripted.sweep(expected, "print")
            scripted.page.emulate_media(media="screen")
            scripted.leave()
            plain.open(html)
            plain.sweep(expected, "without scripts")
            entries += _entries(batch, picture(payload))
            told |= expected
            heard.append(_hosted(chromium, html, expected))
        scripted.open(webpage.index(entries))
        scripted.sweep(told, "list of maps")
        scripted.leave()
        heard += [scripted.heard, plain.heard, _tables(chromium, tmp_path)]
    assert [line for each in (*heard, files) for line in each.details] == []
    _all_fields_were_seen([*heard, files])
    tell(
        f"strings injected in a browser, part {part + 1} of {PARTS}",
        sum(each.injections for each in heard),
        executions=0, dialogs=0, navigations=0, requests=0, not_literal=0,
    )  # fmt: skip
    tell(
        f"strings injected in files and on a terminal, part {part + 1} of {PARTS}",
        files.injections,
        not_literal=0,
    )


def _unscripted(chromium: Browser, folder: Path) -> Any:
    inner = folder / "unscripted"
    inner.mkdir()
    return reading(chromium, inner, java_script_enabled=False)


def _entries(batch: Batch, drawn: str) -> Iterator[webpage.Entry]:
    expected = batch.expected()
    for i in range(len(batch.texts)):
        title, question, summary = (
            expected[f"{number_of(path)}.{batch.first + i}"]
            for path in ("title", "question", "summary")
        )
        yield {
            "title": title,
            "question": question,
            "summary": summary,
            "href": f"map-{batch.first + i}.html",
            "picture": drawn if i == 0 else "",
        }


def _in_geojson(batch: Batch, atlas: routes.Atlas, files: Heard) -> None:
    """Every text of the file that holds a mark holds the string of it."""
    expected = batch.expected()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                look(key)
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)
        elif isinstance(value, str):
            _literal(value, expected, "GeoJSON", files)

    look(json.loads(geojson.text(atlas)))


def _literal(text: str, expected: dict[str, str], where: str, found: Heard) -> None:
    for match in TOKEN.finditer(text):
        mark = f"{match[1]}.{match[2]}"
        # Of a query it is told which of its parts, between commas, were not understood.
        if all(each.strip() in text for each in expected[mark].split(",")):
            found.seen.setdefault(where, set()).add(mark)
        else:
            found.note("not literal", f"{where}: {mark} {text!r}")


def _on_a_terminal(
    batch: Batch, file: Path, files: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong is told without a character that steers a terminal; JSON tells it whole."""
    expected = batch.expected()
    capsys.readouterr()
    run(["check", str(file), "--profile", "internal", "--format", "json"])
    for finding in json.loads(capsys.readouterr().out):
        for text in [finding["message"], *finding["hints"]]:
            _literal(text, expected, "check, JSON", files)
    run(["check", str(file), "--profile", "internal"])
    shown = capsys.readouterr().out
    for line in shown.split("\n"):
        if not line.isprintable():
            files.note("steers the terminal", repr(line))
    for match in TOKEN.finditer(shown):
        files.seen.setdefault("check", set()).add(f"{match[1]}.{match[2]}")


def _hosted(chromium: Browser, html: str, expected: dict[str, str]) -> Heard:
    """The page in somebody else's: by address, inline, and as a picture."""
    page = published(html)
    snippets = [
        embed.linked_frame(MAP, page.title),
        embed.inline_frame(html, page.title),
        embed.figure(page, MAP),
        embed.script_element(),
    ]
    with hosting(chromium, {HOST: article(*snippets), MAP: html}) as it:
        frames = it.maps(2)
        reader = Reader(it.page, Path(), Heard(), own=HOST)
        reader.sweep(expected, "host page", loose=True)
        for frame, name in zip(frames, ("frame", "frame, inline"), strict=True):
            reader.sweep(expected, name, frame=frame)
        reader.leave()
        for asked in it.asked:
            reader.heard.note("requests", asked)
        for error in it.errors:
            reader.heard.note("errors", error)
        return reader.heard


def _tables(chromium: Browser, folder: Path) -> Heard:
    """Very many routes, with every string as a name, as a group and as the name of an end."""
    paths = ("title", "notes", "places.name", "legs.title", "itineraries.title", "summary")
    texts = [t for t in strings() if _refused(t, folder) is None]
    batch = Batch(texts, 0, tokens=True)  # a table is taken as it is
    file, out = folder / "table.csv", folder / "table.html"
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(
            ["start_lon", "start_lat", "end_lon", "end_lat", "name", "group", "start", "end"]
        )
        for i in range(len(texts)):
            said = [batch.full(path, i) for path in paths[1:5]]
            said[1] = said[1] if i < 250 else ""
            rows.writerow([10 + i / 50, 48, 40 - i / 60, 55, *said])
    thanks = [f"--credit={batch.full('service.credit', i)}" for i in range(40)]
    summary = " ".join(batch.full("summary", i) for i in range(60))
    code = run(["overview", str(file), "-o", str(out), f"--summary={summary}", *thanks])
    assert code == 0
    with reading(chromium, folder) as it:
        it.open(out.read_text(encoding="ascii"))
        it.page.wait_for_timeout(300)
        it.sweep(batch.expected(), "overview")
        it.leave()
    return it.heard


def _all_fields_were_seen(heard: list[Heard]) -> None:
    """Every string in every field was somewhere, but in fields that nobody is shown."""
    seen = {mark for each in heard for marks in each.seen.values() for mark in marks}
    by_field: dict[int, int] = {}
    for mark in seen:
        number = int(mark.split(".")[0])
        by_field[number] = by_field.get(number, 0) + 1
    hidden = {ending for endings in UNSHOWN.values() for ending in endings}
    unseen = [
        path
        for n, path in enumerate(free_fields())
        if not by_field.get(n) and not any(path.endswith(ending) for ending in hidden)
    ]
    assert unseen == []
    shown = [p for n, p in enumerate(free_fields()) if by_field.get(n) and p.endswith("private")]
    assert shown == []
