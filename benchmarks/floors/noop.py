"""A command of the same Typer that does nothing: what the library alone costs."""

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def nothing(count: int = typer.Option(1)) -> None:
    """Do nothing."""


@app.command()
def neither(count: int = typer.Option(1)) -> None:
    """Do nothing either."""


app()
