"""The commands, gathered; and what holds for all of them."""

from __future__ import annotations

from typing import Annotated

import typer

from firstlight.cli import (
    authors,
    cases,
    crawl,
    decide,
    demo,
    export,
    extract,
    log,
    model,
    queue,
    refer,
    search,
    serve,
    sift,
    simulate,
    verify,
    watch,
    why,
    worklist,
)
from firstlight.cli.doors import Commands

_EPILOG = """\b
Examples:
  firstlight demo                        a simulated market on the desk
  firstlight sift ads.jsonl              sift a day of ads
  firstlight sift shop.csv --map id=sku --map text=description
  firstlight leads --top 20              what to open first
  firstlight leads --why 1               and why
  firstlight search "(918) 555-0142"     a number, in any spelling
  firstlight serve                       the desk as pages, on this machine
"""

app = typer.Typer(
    name="firstlight",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"firstlight {version('firstlight')}")
        raise typer.Exit


@app.callback()
def firstlight(
    debug: Annotated[
        bool, typer.Option("--debug", help="On an error, also show where in the program it arose.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Find trafficked children in a day's online ads: a ranked, explained queue."""


app.command()(demo.demo)
app.command()(sift.sift)
app.command()(crawl.crawl)
app.command()(queue.leads)
app.command()(worklist.worklist)
app.command()(decide.decide)
app.command()(decide.undo)
app.command()(queue.groups)
app.command()(authors.authors)
app.command()(extract.extract)
app.command()(search.search)
app.command()(why.why)
app.command()(refer.refer)
app.command()(export.export)
app.command()(serve.serve)
app.command()(verify.verify)
app.command()(crawl.stamp)
app.command()(log.log)
app.add_typer(cases.cases, name="cases")
app.add_typer(watch.watch, name="watch")
app.add_typer(model.model, name="model")
app.add_typer(simulate.simulate, name="simulate")


def main() -> None:
    """Run the command line."""
    app()
