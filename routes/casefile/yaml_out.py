"""The writer of YAML: a case as a text file that somebody can go on with by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from routes.atomic import write_text
from routes.casefile import tree
from routes.casefile.tree import Tree
from routes.errors import OutputError
from routes.model import Case

_SCHEMA = "# yaml-language-server: $schema=case.schema.json\n"
_WIDTH = 110
_LINE_ENDS = frozenset("\r\x85\u2028\u2029\ufeff")
"""What the library takes for the end of a line, and YAML 1.2 for text."""

_SHORT = 60
"""A list of words that is no longer stands in brackets."""


def write(case: Case, path: Path, *, private: tree.Private | None = None) -> Sequence[str]:
    """Write ``case`` as YAML; ``private`` are its notes for the desk, by path.

    In blocks, with the keys in the order of the documentation. Reading it gives the same case.
    Only its owner may read the file. Raises OutputError.
    """
    write_text(path, text(tree.of(case, private), path), private=True)
    return ()


def text(written: dict[str, Tree], path: Path) -> str:
    """The tree as YAML. Raises OutputError that names ``path`` for text that YAML cannot hold."""
    from ruamel.yaml import YAML  # noqa: PLC0415  a third of the time that reading takes
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    yaml = YAML(typ="rt", pure=True)
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    try:
        yaml.dump(_laid_out(_shortened(written)), out)
    except YAMLError as error:
        raise OutputError(str(path), "holds text that YAML cannot") from error
    return _SCHEMA + out.getvalue()


def _shortened(written: dict[str, Tree]) -> dict[str, Tree]:
    """The tree with text for a place that is only a name, and for a quote that is only its words.

    Keys of the file alone are looked at, never ids, which may be called as they like.
    """
    made = dict(written)
    places = made.get("places")
    if isinstance(places, dict):
        made["places"] = {ident: _alone(place, "name") for ident, place in places.items()}
    return {key: _quotes(each) for key, each in made.items()}


def _quotes(value: Tree) -> Tree:
    if isinstance(value, list):
        return [_quotes(each) for each in value]
    if not isinstance(value, dict):
        return value
    # Only a claim and a check have a quote beside what says whose it is.
    says = "source" in value and "quote" in value
    return {
        key: _alone(each, "exact") if says and key == "quote" else _quotes(each)
        for key, each in value.items()
    }


def _alone(value: Tree, key: str) -> Tree:
    return value[key] if isinstance(value, dict) and list(value) == [key] else value


def _laid_out(value: Tree) -> object:
    """The value with short lists of words in brackets, and odd line ends written as escapes."""
    from ruamel.yaml.comments import CommentedSeq  # noqa: PLC0415  as above
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString  # noqa: PLC0415

    if isinstance(value, str) and _LINE_ENDS.intersection(value):
        return DoubleQuotedScalarString(value)
    if isinstance(value, dict):
        return {key: _laid_out(each) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    listed = CommentedSeq([_laid_out(each) for each in value])
    words = [each for each in value if isinstance(each, str) and " " not in each]
    if len(words) == len(value) and sum(map(len, words)) <= _SHORT:
        listed.fa.set_flow_style()
    return listed
