"""Sources as lines of YAML that can be pasted into a case file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from routes.casefile.csl import Reference, Value

_DATE = re.compile(r"[0-9][0-9XSTZ~?%./-]*")
_ADDRESS = re.compile(r"https?://[\w/?&=.+%~@$;()!*:-]*[\w/?&=+%~@$;()!*-]")
_WORDS = re.compile(r"[^\W\d_][\w .()/+\u2013\u2019-]*")
_MEANS_MORE = re.compile("true|false|null|yes|no|on|off|y|n|inf|nan", re.IGNORECASE)


def block(references: Iterable[Reference]) -> str:
    """A ``sources:`` section, one key a line, the same for the same references."""
    lines = ["sources:"]
    for reference in references:
        lines.append(f"  {_text(reference.id)}:")
        lines += [f"    {key}: {_value(value)}" for key, value in reference.values.items()]
    return "\n".join(lines) + "\n"


def _value(value: Value) -> str:
    if isinstance(value, str):
        return _text(value)
    return f"[{', '.join(map(_text, value))}]"


def _text(value: str) -> str:
    """The text as it is where YAML reads that as text, else in double quotes.

    What JSON writes in double quotes, YAML 1.2 reads alike (YAML 1.2.2, section 1.2).
    """
    is_plain = _DATE.fullmatch(value) or _ADDRESS.fullmatch(value) or _WORDS.fullmatch(value)
    if is_plain and value == value.strip() and not _MEANS_MORE.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
