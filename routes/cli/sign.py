"""`routes sign`: two people sign the public map of a case."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from routes import casefile, signoff
from routes.cli import cases, options, report
from routes.model import Finding
from routes.wording import count


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

    Read `routes review CASE` first: it tells all that the map tells otherwise than the case, and
    the SHA-256 that is signed here. What `routes check` warns of is only counted.

    Writes CASE.signoff.json beside CASE: both names, the SHA-256 of the map as `routes build`
    writes it, how exactly it tells each place and date, and the names that it withholds. Keep that
    file with the case, and do not publish it. From then on a build is refused that, together with
    this one, would tell more exactly where a place is or when something was, or such a name;
    `routes build --signed` writes nothing else than what was signed.

    Exits with 1 when the case has errors or may not be published; nothing is then signed.
    """
    signoff.signers(names)  # a slip of the pen is told before the work is done
    built = cases.build([path], source, tell=_tell)
    if not built.may_be_written(strict=True):
        return built.exit_code
    (_, atlas), *_ = built.atlases
    digest = cases.digest(atlas)
    target = signoff.beside(path)
    signed = signoff.sign(casefile.read(path), atlas, digest, names, signoff.read(target))
    signoff.write(target, signed)
    click.echo(f"SHA-256 of the map page: {digest}", err=True)
    click.echo(str(target))
    return 0


def _tell(findings: Iterable[Finding], file: str) -> None:
    """What keeps it from being signed; of the rest how much there is, since it has been read."""
    told = list(findings)
    report.print_findings([each for each in told if each.severity == "error"], file)
    if n := sum(each.severity == "warning" for each in told):
        click.echo(f"{count(n, 'warning')}: read {_THEM[n > 1]} with `routes review`.", err=True)


_THEM = ("it", "them")
