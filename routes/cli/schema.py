"""`routes schema`: the JSON Schema of case files."""

import click

from routes.casefile import schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of case files, for editors that complete and check YAML."""
    # Bytes: JSON is UTF-8, whatever the terminal has.
    click.echo(schema.text().encode("utf-8"), nl=False)
