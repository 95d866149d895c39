"""What the tests of several commands share."""

from __future__ import annotations

import pytest

from routes.cli import run


@pytest.fixture
def call(capsys):
    def run_command(*args: object) -> tuple[int, str, str]:
        code = run([str(a) for a in args])
        out, err = capsys.readouterr()
        return code, out, err

    return run_command
