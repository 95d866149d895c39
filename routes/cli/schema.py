"""`routes schema`: the JSON Schema of case files."""

import click

from routes.casefile import schema


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of case files, for editors that complete and check YAML."""
    click.echo(schema.text(), nl=False)
