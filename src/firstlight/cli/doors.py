"""What the commands share: their options, the settings they are read into, and how errors leave."""

from __future__ import annotations

import os
import pwd
import sys
import traceback
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from firstlight.errors import FirstlightError, InputError, WorkspaceError
from firstlight.settings import Settings, from_environment

if TYPE_CHECKING:
    from firstlight.desk import Desk, Looked

SET_ASIDE = 6
"""Exit code: the job is done, but rows were set aside or evidence does not hold."""

_INTERRUPTED = 130
_FAULT = 1


class Format(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Engine(StrEnum):
    """Where kernels run."""

    NATIVE = "native"
    RAY = "ray"


WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "-w", "--workspace", metavar="DIR", help="The unit's folder. [default: ./firstlight-data]", show_default=False
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="A table to read, JSON lines for programs, or CSV for a spreadsheet.")
]
DeskOption = Annotated[
    str | None,
    typer.Option(
        "--desk",
        metavar="URL",
        help="A team's database, such as postgresql://...; without it, a file in the workspace.",
        show_default=False,
    ),
]
RegionsOption = Annotated[
    str | None,
    typer.Option(
        "--regions",
        metavar="CODES",
        help="Countries whose phone formats are tried, such as GB,IE; most likely first. [default: US,CA]",
        show_default=False,
    ),
]
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help="More wordings to look for, in the agency's own file; may be given again.",
        show_default=False,
    ),
]
SiteOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--site",
        metavar="FILE",
        help="How a board's pages in web archives are cut into ads; may be given again.",
        show_default=False,
    ),
]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        "--engine", help="Where the work runs: this machine, or a Ray cluster. [default: native]", show_default=False
    ),
]
RecordsOption = Annotated[
    Path | None,
    typer.Option(
        "--records",
        metavar="FILE",
        help="A list of open missing-child cases (CSV or JSON) to match against; kept for later sifts.",
        show_default=False,
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column a field is read from, such as text=description; may be given again.",
        show_default=False,
    ),
]


class Commands(typer.core.TyperGroup):
    """The commands, with one way for errors to leave: a line that says what to do, and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; turn what it raises into a message on stderr and an exit code."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except FirstlightError as error:
            say(f"firstlight: {error}")
            self._show(ctx, error)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as gone:
            # Whoever read our output, `head` say, has enough. What Python still holds must not fail at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from gone
        except KeyboardInterrupt as stop:
            say("firstlight: stopped; nothing is half-written, and the same command goes on from here")
            raise typer.Exit(_INTERRUPTED) from stop
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if type(error).__module__.startswith("typer."):
                raise  # how a command was called: typer says it best
            say(
                f"firstlight: a fault in Firstlight, not in your data: {type(error).__name__}: {error}\n"
                "Please report it: run the same again as `firstlight --debug ...`, take out what names a person, and "
                "send the lines to the maintainers (CONTRIBUTING.md). The workspace is safe."
            )
            self._show(ctx, error)
            raise typer.Exit(_FAULT) from error
        return result

    @staticmethod
    def _show(ctx: Any, error: BaseException) -> None:
        if ctx.params.get("debug"):
            say("".join(traceback.format_exception(error)).rstrip())


def settings(
    *,
    workspace: Path | None = None,
    desk: str | None = None,
    engine: Engine | None = None,
    regions: str | None = None,
    sites: list[Path] | None = None,
    lexicons: list[Path] | None = None,
    records: Path | None = None,
    **others: str | None,
) -> Settings:
    """Read the settings from the environment, with the options of a command put over them."""
    found = from_environment(os.environ)
    if not found.who and "FIRSTLIGHT_WHO" not in os.environ:
        found = found.with_options(who=_account())
    chosen = found.with_options(
        workspace=workspace,
        desk=desk,
        engine=engine.value if engine else None,
        regions=tuple(code.strip().upper() for code in regions.split(",") if code.strip()) if regions else None,
        sites=tuple(str(path) for path in sites) if sites else None,
        lexicons=tuple(str(path) for path in lexicons) if lexicons else None,
        records=str(records) if records else None,
        **others,
    )
    if chosen.regions != Settings().regions:
        _check_regions(chosen.regions)
    return chosen


def _check_regions(codes: Sequence[str]) -> None:
    """Raise InputError for a code of no country: its numbers would be passed over without a word."""
    from firstlight.extract.phone.regions import known

    for code in codes:
        if not known(code):
            hint = " (the United Kingdom is GB)" if code == "UK" else ""
            raise InputError(f"region {code!r} is no ISO 3166 code of a country with telephone numbers{hint}")


def _account() -> str:
    """Return the account of this machine, where the environment names none; "" where the machine knows none."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def mapping(pairs: list[str] | None) -> dict[str, str]:
    """Read `--map field=column` options; raise InputError for one that is not of that form."""
    found: dict[str, str] = {}
    for pair in pairs or ():
        field, sign, column = pair.partition("=")
        if not (sign and field.strip() and column.strip()):
            raise InputError(f"--map {pair}: write it as field=column, such as --map text=description")
        found[field.strip()] = column.strip()
    return found


def open_desk(chosen: Settings) -> Desk:
    """Open the desk that the settings name; raise WorkspaceError when there is no workspace to hold it.

    A workspace whose ads were put on a desk elsewhere has none of its own: that is told, and none is made.
    """
    from firstlight.desk import Desk
    from firstlight.workspace import Workspace

    if chosen.desk:
        return Desk.open(chosen.desk)
    workspace = Workspace.open(chosen.workspace, create=False)
    if not workspace.has_desk and workspace.lake.parts():
        raise WorkspaceError(
            f"{workspace.folder} holds no desk: say where it is (--desk or FIRSTLIGHT_DESK), or run `firstlight sift` "
            "to fill one from what was read"
        )
    return Desk.open(workspace.desk_url)


def note(desk: Desk, chosen: Settings, act: Looked, subject: str = "", said: str = "") -> None:
    """Note in the desk's log what is about to be shown; nothing is shown of which no note could be kept."""
    desk.audit.note(act, subject, who=chosen.who or "local", why=chosen.purpose, said=said)


def named(chosen: Settings) -> str:
    """Return who works here; raise InputError when nobody is named."""
    if not chosen.who.strip():
        raise InputError("nobody is named for this: set FIRSTLIGHT_WHO to your name or number")
    return chosen.who


def say(message: str) -> None:
    """Write lines to stderr, where they mix with no output; nothing in them is obeyed by the terminal."""
    from firstlight.cli.output import inert

    typer.echo("\n".join(inert(line) for line in message.split("\n")), err=True)
