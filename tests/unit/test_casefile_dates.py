from __future__ import annotations

import pytest

from routes.casefile import dates
from routes.casefile.wrong import WrongValueError


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "approximate", "uncertain"),
    [
        ("2016", "2016-01-01", "2016-12-31", False, False),
        ("2016-02", "2016-02-01", "2016-02-29", False, False),
        ("2016-07-15", "2016-07-15", "2016-07-15", False, False),
        ("2016-07~", "2016-07-01", "2016-07-31", True, False),
        ("2024-01?", "2024-01-01", "2024-01-31", False, True),
        ("2024-01%", "2024-01-01", "2024-01-31", True, True),
        ("2016-07/2016-08", "2016-07-01", "2016-08-31", False, False),
        ("2016-07~/2016-08?", "2016-07-01", "2016-08-31", True, True),
        ("2016-07/..", "2016-07-01", None, False, False),
        ("../2016-07", None, "2016-07-31", False, False),
        ("2016-21", "2016-03-01", "2016-05-31", False, False),
        ("2016-24", "2016-12-01", "2017-02-28", False, False),
        ("2015-24", "2015-12-01", "2016-02-29", False, False),
        ("2016/2016-24", "2016-01-01", "2017-02-28", False, False),
        ("9999-24", "9999-12-01", "9999-12-31", False, False),
        ("201X", "2010-01-01", "2019-12-31", False, False),
        ("2016-07-XX", "2016-07-01", "2016-07-31", False, False),
    ],
)
def test_spans(text, earliest, latest, approximate, uncertain):
    when = dates.parse(text)
    assert (when.edtf, when.earliest, when.latest) == (text, earliest, latest)
    assert (when.approximate, when.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-02-30", "2024-02 has 29 days"),
        ("2023-02-29", "2023-02 has 28 days"),
        ("2023-02-29~", "2023-02 has 28 days"),
        ("2016-13", "no month 13"),
        ("July 2016", "Did you mean 2016-07?"),
        ("15 July 2016", "Did you mean 2016-07-15?"),
        ("Sept. 3, 2016", "Did you mean 2016-09-03?"),
        ("15.07.2016", "Did you mean 2016-07-15?"),
        ("2016-7", "Did you mean 2016-07?"),
        ("2016/07", "Did you mean 2016-07?"),
        ("07/2016", "Did you mean 2016-07?"),
        ("yesterday", "as in 2016"),
        ("2017/2016", "ends before it begins"),
        ("../..", "is not a date"),
        ("0000", "is not a date"),
        ("-0044", "is not a date"),
        ("Y170000", "is not a date"),
        ("2016/2017/2018", "is not a date"),
        ("\u0662\u0660\u0661\u0666", "is not a date"),
        ("[" * 60, "is not a date"),
        ("2016-07-" + "0" * 200, "is not a date"),
    ],
)
def test_refuses(text, words):
    with pytest.raises(WrongValueError) as caught:
        dates.parse(text)
    assert words in f"{caught.value.message} {caught.value.hint}"
