"""Write ``docs/data.md`` from what the manifest says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

_HEAD = """\
# Data

Where the places and maps in this program come from, under which terms, and what was changed.
This page is written by `make data` from `data/manifest.toml`, which also names every file that
was read, with its checksum. Nothing is fetched when the program runs.

If you publish a map made with it, keep the line of attribution that the page shows.
"""

_VIEW = """\
## Disputed places

Borders and names of states follow the United Nations: its resolutions first, then ISO 3166 as
statisticians use it. Where it takes no view, a place stays with the state that holds it, or with
none. This is a choice, not a finding; what is disputed carries a note that says so and names the
document where there is one. These are the decisions:

"""


def page(manifest: dict[str, Any], decisions: Iterable[tuple[str, str]]) -> str:
    """The text of the page. ``decisions`` are disputed places and their notes, in order."""
    parts = [_HEAD]
    parts += [_artefact(artefact) for artefact in manifest["artefact"]]
    parts.append(_VIEW + "".join(f"- **{name}.** {note}\n" for name, note in decisions))
    return "\n".join(parts)


def _artefact(artefact: dict[str, Any]) -> str:
    return "\n".join(
        [
            f"## `{artefact['file']}`",
            "",
            f"{artefact['size'] / 1e6:.1f} MB, made by `{artefact['command']}`.",
            "",
            *_layers(artefact["layer"]),
            "",
            *_origins(artefact["origin"]),
            "",
        ]
    )


def _layers(layers: list[dict[str, Any]]) -> Iterator[str]:
    yield "| layer | count | from | what was done |"
    yield "|---|---:|---|---|"
    for layer in layers:
        packages = ", ".join(layer["packages"])
        yield f"| {layer['name']} | {layer['count']:,} | {packages} | {layer['changed']} |"


def _origins(origins: list[dict[str, Any]]) -> Iterator[str]:
    yield "| package | version | licence | attribution |"
    yield "|---|---|---|---|"
    for origin in origins:
        cells = (origin[key] for key in ("package", "version", "licence", "attribution"))
        yield f"| {' | '.join(cells)} |"
