"""`routes sign`: two people sign the public map of a case."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from routes import casefile, signoff
from routes.cli import cases, options


@click.command("sign")
@click.argument("path", metavar="CASE", type=click.Path(path_type=Path))
@click.option(
    "--by",
    "names",
    multiple=True,
    required=True,
    callback=options.name,
    metavar="NAME",
    help="Who looked at the map and stands for it; twice, for two people.",
)
@options.source
def command(path: Path, names: tuple[str, ...], source: options.Source) -> int:
    """Sign the public map of CASE with the names of two people.

    Writes CASE.signoff.json beside CASE: both names, the SHA-256 of the map as `routes build`
    writes it, and how exactly it tells each place and date. Keep that file with the case, and do
    not publish it. From then on a build is refused that, together with this one, would tell more
    exactly where a place is or when something was; `routes build --signed` writes nothing else
    than what was signed.

    Exits with 1 when the case has errors or may not be published; nothing is then signed.
    """
    built = cases.build([path], source)
    if not built.may_be_written(strict=True):
        return built.exit_code
    (_, atlas), *_ = built.atlases
    digest = hashlib.sha256(atlas.html().encode()).hexdigest()
    target = signoff.beside(path)
    signed = signoff.sign(casefile.read(path), atlas, digest, names, signoff.read(target))
    signoff.write(target, signed)
    click.echo(str(target))
    return 0
