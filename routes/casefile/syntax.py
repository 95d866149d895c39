"""YAML 1.2 text to events, and the parser's complaints to words a reporter can use.

Two slips are so common that reading goes on after them, so that the other mistakes
of the file are reported in the same run: an unquoted colon, and tabs used as indentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import Event, ScalarEvent

from routes.casefile.decode import lines_of, position
from routes.casefile.quoting import quoted
from routes.casefile.report import Report
from routes.errors import Mark

_KEY_AND_TEXT = re.compile(r"^(?P<head>[ ]*(?:- +)*[^\s#:'\"\[{&*!|>][^:]*:[ \t]+)(?P<text>\S.*)$")
_TAB_INDENT = re.compile(r"[ \t]*\t")
_WIDE_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")
# YAML 1.1 took these for line ends and the parser still does; in YAML 1.2 they are text.
_OLD_LINE_ENDS = "\x85\u2028\u2029"

_QUOTES = "Put quotes round the text."
_PLAIN: tuple[tuple[str, str, str], ...] = (
    # part of the parser's words, what is wrong, what would be right
    (
        "unknown escape character",
        "has a backslash that means nothing inside double quotes.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "sequence entries are not allowed here",
        "a list may not begin on the line of its key.",
        "Put each '- ' on a line of its own below the key.",
    ),
    (
        "expected alphabetic or numeric character",
        "text that begins with '*' or '&' means something else in YAML.",
        _QUOTES,
    ),
    ("tag", "text that begins with '!' means something else in YAML.", _QUOTES),
    (
        "<document start>",
        "lines that begin with '%' are not used in case files.",
        "Delete the line.",
    ),
    (
        "'<block mapping start>'",
        "is not in line with the keys around it.",
        "Give all keys of one entry the same number of spaces before them.",
    ),
    (
        "found '<scalar>'",
        "has text after a closing quotation mark.",
        "Use double quotes round a text that holds an apostrophe.",
    ),
    (
        "expected <block end>",
        "does not fit what stands above it: a list and keys are mixed, or the spaces differ.",
        "Give lines that belong together the same number of spaces before them.",
    ),
    (
        "expected ',' or",
        "has a bracket that is not closed, or a colon in a text without quotes.",
        "Close the bracket, and put quotes round text that holds , : [ ] { or }.",
    ),
)


def parse(text: str) -> Iterator[Event]:
    """The events of ``text`` one by one. Raises what ``FAILURES`` lists."""
    masks = _masks(text)
    back = {ord(mask): char for char, mask in masks.items()}
    masked = text.translate({ord(char): mask for char, mask in masks.items()})
    for event in YAML(typ="safe", pure=True).parse(masked):
        if back and isinstance(event, ScalarEvent):
            event.value = event.value.translate(back)
        yield event


def attempts(text: str) -> int:
    """How often to try: each repair means reading the text once more."""
    return 25 if len(text) < 200_000 else 2


FAILURES = (YAMLError, ValueError, OverflowError)
"""What the parser raises: the last two for escapes such as ``\\UFFFFFFFF``."""


def repair(error: Exception, text: str, file: str, report: Report) -> str | None:
    """Report the syntax mistake behind ``error``; return text to go on with, or None."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        _explain_unmarked(text, file, report)
        return None
    problem = f"{error.context or ''} | {error.problem or ''}"
    mark, lines = error.problem_mark, lines_of(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    if "'\\t' that cannot start" in problem:
        return _repair_tabs(lines, mark.line, file, report)
    if "mapping values are not allowed" in problem:
        return _repair_colon(lines, mark, file, report)
    start = error.context_mark if error.context_mark is not None else mark
    _explain(problem, line, (mark, start), lines, file, report)
    return None


def _masks(text: str) -> dict[str, str]:
    present = [char for char in _OLD_LINE_ENDS if char in text]
    unused = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
    return dict(zip(present, unused, strict=False))


def _mark(mark: StringMark, file: str) -> Mark:
    return Mark(file, mark.line + 1, mark.column + 1)


def _repair_tabs(lines: list[str], first: int, file: str, report: Report) -> str | None:
    mended = []
    for number, line in enumerate(lines, start=1):
        tab = _TAB_INDENT.match(line)
        if tab or number == first + 1:
            at = Mark(file, number, tab.end() if tab else 1)
            message = "has a tab before the text; YAML wants spaces."
            report.mistake(at, (), message, "Use two spaces for each step.")
        mended.append(_TAB_INDENT.sub(lambda m: m.group().replace("\t", "  "), line))
    return "".join(mended) if mended != lines else None


def _repair_colon(lines: list[str], mark: StringMark, file: str, report: Report) -> str | None:
    line = lines[mark.line].rstrip("\r\n") if mark.line < len(lines) else ""
    match = _KEY_AND_TEXT.match(line)
    if match is None or mark.column <= match.end("head"):
        report.mistake(
            _mark(mark, file),
            (),
            "has a key where no key can stand.",
            "Check the spaces before it and the line above: a key with a value of its own has "
            "nothing indented below it, and text that holds ': ' needs quotes.",
        )
        return None
    words = re.split(r"\s#", match["text"])[0].rstrip()  # without the comment
    safe = "'" + words.replace("'", "''") + "'"
    sample = safe if '"' in words or len(words) > 60 else f'"{words}"'
    sample = sample if len(sample) <= 300 else f"{sample[:60]}\u2026'"
    key = match["head"].strip(" -\t:")
    head = match["head"].strip()
    head = head if len(head) <= 60 else f"\u2026{head[-30:]}"
    report.mistake(
        Mark(file, mark.line + 1, match.start("text") + 1),
        (key,),
        "the text holds a colon followed by a space, so it needs quotes.",
        f"Put quotes round the text{quoted(f': {_seen(head)} {_seen(sample)}', '.')}",
    )
    end = lines[mark.line][len(line) :]
    return "".join([*lines[: mark.line], match["head"], safe, end, *lines[mark.line + 1 :]])


def _seen(text: str) -> str:
    """The text without what a terminal would take for a command or for the end of a line."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _explain(
    problem: str,
    line: str,
    marks: tuple[StringMark, StringMark],
    lines: list[str],
    file: str,
    report: Report,
) -> None:
    mark, start = (_mark(m, file) for m in marks)
    if "that cannot start any token" in problem:
        char = line[mark.column - 1 : mark.column]
        report.mistake(mark, (), f"text may not begin with {char!r} in YAML.", _QUOTES)
    elif "could not find expected ':'" in problem:
        report.mistake(start, (), *_no_colon(lines[start.line - 1]))
    elif "quoted scalar" in problem and "end of" in problem:
        report.mistake(
            start, (), "this quotation mark is never closed.", "Close it at the end of the text."
        )
    else:
        for words, message, hint in _PLAIN:
            if words in problem:
                return report.mistake(mark, (), message, hint)
        report.mistake(
            mark,
            (),
            "cannot be read as YAML from here on.",
            "Look for a missing quote or bracket, or a wrong indent, here or just above.",
        )
    return None


def _no_colon(line: str) -> tuple[str, str]:
    if "\u00a0" in line:
        return (
            "has a no-break space, which looks like a space and is none.",
            "Type the space again with the space bar.",
        )
    if re.match(r"\s*(?:- +)*[\w.-]+:\S", line):
        return "has no space after the colon.", "Write 'key: value'."
    return (
        "is neither a key with a value nor the continuation of a text.",
        "Write 'key: value', or indent the line deeper than the key it continues.",
    )


def _explain_unmarked(text: str, file: str, report: Report) -> None:
    for match in _WIDE_ESCAPE.finditer(text):
        if int(match[1], 16) > 0x10FFFF:
            at = position(text, match.start(), file)
            message = f"the escape {quoted(match.group())} stands for no character."
            return report.mistake(at, (), message, "Write the character itself.")
    return report.mistake(
        Mark(file, 1), (), "cannot be read as YAML.", "Check quotes, brackets and indentation."
    )
