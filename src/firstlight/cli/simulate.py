"""`simulate market` and `simulate forum`: worlds with known truth, for demos, training and measurement."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from firstlight.cli.progress import progress

simulate = typer.Typer(no_args_is_help=True, help="Make up a market, or forums, with known truth.")


@simulate.command("market")
def market(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; made if it is not there.")],
    ads: Annotated[int, typer.Option("--ads", metavar="N", min=1, help="How many ads.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", min=0, help="The same seed gives the same market.")] = 0,
) -> None:
    """Write a simulated market.

    ads.jsonl to sift, truth.jsonl to compare with, invented open cases (records.csv and .json). All is made up: names
    are words, phone numbers lie in the range kept for fiction, the text is neutral.
    """
    from firstlight.simulate import market as run

    with progress() as tell:
        run(folder, ads=ads, seed=seed, progress=lambda done, total: tell("simulate", done, total))
    typer.echo(f"{ads:,} simulated ads in {folder / 'ads.jsonl'}; the truth about them in {folder / 'truth.jsonl'}")


@simulate.command("forum")
def forum(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; made if it is not there.")],
    posts: Annotated[int, typer.Option("--posts", metavar="N", min=1, help="How many posts.")] = 10_000,
    seed: Annotated[int, typer.Option("--seed", metavar="S", min=0, help="The same seed gives the same forums.")] = 0,
    pages: Annotated[bool, typer.Option("--pages", help="Write the boards' pages too, as web archives.")] = False,
) -> None:
    """Write simulated forums.

    postings.jsonl as a perfect reader of the pages has them, and in truth/ who stands behind them. All of it is made
    up: names are words, keys and addresses belong to nobody, the subjects are gardening, trains and travel.
    """
    from firstlight.simulate import forum as run

    with progress() as tell:
        run(folder, posts=posts, pages=pages, seed=seed, progress=lambda done, total: tell("simulate", done, total))
    typer.echo(f"{posts:,} simulated posts in {folder / 'postings.jsonl'}; the truth about them in {folder / 'truth'}")
