"""docs/commands.md names every command, every option and every exit code; and nothing that is not there."""

import re
from pathlib import Path
from typing import Any

import pytest

from firstlight import errors
from firstlight.cli import doors
from tests.cli.test_interface import commands

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0].strip(): part for part in re.split(r"^## firstlight ", PAGE, flags=re.MULTILINE)[1:]}
SHARED = PAGE[: PAGE.index("## firstlight")]


def section(name: str) -> str:
    return next(text for title, text in SECTIONS.items() if f"{title} ".startswith(f"{name} "))


def options(command: Any) -> set[str]:
    found = [p for p in command.params if p.param_type_name == "option"]
    return {name for parameter in found for name in (*parameter.opts, *parameter.secondary_opts)} - {"--help", "-h"}


@pytest.mark.parametrize(("name", "command"), commands().items(), ids=commands())
def test_every_command_and_option_is_documented(name: str, command: Any) -> None:
    said = set(re.findall(r"`(--?[a-z-]+)", section(name)))
    assert options(command) <= said
    assert said <= options(command)


def test_no_command_is_documented_that_is_not_there() -> None:
    titles = {re.sub(r" [A-Z].*", "", title) for title in SECTIONS}
    assert titles == set(commands())


def test_what_all_commands_share_is_documented() -> None:
    for name in ("--workspace", "--desk", "--format", "--debug", "--version", "--help", "--install-completion"):
        assert f"`{name}" in SHARED


def test_every_exit_code_is_documented() -> None:
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", SHARED, re.MULTILINE)}
    raised = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")}
    assert codes == raised | {0, doors.SET_ASIDE, 130}


@pytest.mark.parametrize(("name", "command"), commands().items(), ids=commands())
def test_every_command_and_option_explains_itself(name: str, command: Any) -> None:
    first = command.help.split("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 60, name
    assert all(p.help for p in command.params if p.param_type_name == "option")
