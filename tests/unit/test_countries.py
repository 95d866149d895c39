"""Names of countries by their codes."""

from __future__ import annotations

from contextlib import closing

import pytest

from routes.gazetteers.bundled import open_bundled
from routes.gazetteers.countries import country_name
from tests.conftest import candidate


@pytest.mark.parametrize(("code", "name"), [("RU", "Russia"), ("KZ", "Kazakhstan"), ("QZ", None)])
def test_a_country_has_the_name_of_its_code(code, name):
    with closing(open_bundled()) as gazetteer:
        assert country_name(gazetteer, code) == name


def test_a_country_that_is_only_called_so_is_not_it():
    class Two:
        def lookup(self, *_, **__):
            return (
                candidate("Elsewhere", 1, 2, kind="country", country="XE"),
                candidate("Here", 1, 2, kind="country", country="XH"),
            )

    assert country_name(Two(), "XH") == "Here"
