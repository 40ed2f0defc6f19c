import subprocess
import sys
from pathlib import Path

import pytest

from firstlight.cli import doors
from firstlight.errors import InputError, NotAllowed, UpstreamError, WorkspaceError
from firstlight.settings import Settings
from tests.cli.conftest import Run

MAPS = [
    (None, {}),
    (["id=sku"], {"id": "sku"}),
    (["id=sku", " text = name+description "], {"id": "sku", "text": "name+description"}),
    (["text=a=b"], {"text": "a=b"}),
]
BAD_MAPS = ["id", "=sku", "id=", " = "]

ERRORS = [
    (InputError("say it so"), 2),
    (WorkspaceError("it is locked: wait"), 3),
    (NotAllowed("a rule"), 4),
    (UpstreamError("tried 3 times"), 5),
]


@pytest.mark.parametrize(("pairs", "expected"), MAPS)
def test_a_mapping_is_read(pairs: list[str] | None, expected: dict[str, str]) -> None:
    assert doors.mapping(pairs) == expected


@pytest.mark.parametrize("pair", BAD_MAPS)
def test_a_mapping_that_is_none_is_told(pair: str) -> None:
    with pytest.raises(InputError, match="field=column"):
        doors.mapping([pair])


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTLIGHT_WORKSPACE", "from-environment")
    monkeypatch.setenv("FIRSTLIGHT_REGIONS", "GB")
    monkeypatch.setenv("FIRSTLIGHT_WHO", "analyst")
    assert doors.settings() == Settings(workspace=Path("from-environment"), regions=("GB",), who="analyst")
    chosen = doors.settings(
        workspace=Path("given"), regions="us, ca,", engine=doors.Engine.RAY, lexicons=[Path("a.yaml")]
    )
    assert chosen == Settings(
        workspace=Path("given"), regions=("US", "CA"), engine="ray", lexicons=("a.yaml",), who="analyst"
    )


@pytest.mark.parametrize(("codes", "hint"), [("UK", "the United Kingdom is GB"), ("GB,XX", "'XX' is no ISO 3166")])
def test_a_region_that_is_none_is_told(codes: str, hint: str) -> None:
    with pytest.raises(InputError, match=hint):
        doors.settings(regions=codes)


def test_nothing_that_is_said_is_obeyed_by_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    doors.say("a file \x1b]0;title\x07 and\n    \u202eits cause\x9b2J")
    assert capsys.readouterr().err == "a file <U+001B>]0;title<U+0007> and\n    <U+202E>its cause<U+009B>2J\n"


@pytest.mark.parametrize(("error", "code"), ERRORS)
def test_an_error_is_one_line_and_its_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    monkeypatch.setattr(doors, "open_desk", _raises(error))
    result = run("leads")
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"firstlight: {error}\n")
    assert "Traceback" in run("--debug", "leads").stderr


def test_a_fault_says_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "open_desk", _raises(KeyError("x")))
    result = run("leads")
    assert result.exit_code == 1
    assert "a fault in Firstlight" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("--debug", "leads").stderr


def test_an_interrupt_says_that_nothing_is_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "open_desk", _raises(KeyboardInterrupt()))
    result = run("leads")
    assert result.exit_code == 130
    assert "goes on from here" in result.stderr


def test_a_desk_that_lies_elsewhere_is_asked_for_and_none_is_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_text('{"id": "a", "text": "dinner company"}\n', encoding="utf-8")
    (tmp_path / "team").mkdir()
    elsewhere = f"sqlite:///{tmp_path}/team/desk.sqlite"
    done = run("sift", "ads.jsonl", "-w", "a unit", "--desk", elsewhere)
    assert f"firstlight leads -w 'a unit' --desk {elsewhere}" in done.stdout
    assert run("leads", "-w", "a unit", "--desk", elsewhere).exit_code == 0
    refused = run("leads", "-w", "a unit")
    assert (refused.exit_code, "--desk" in refused.stderr) == (3, True)
    assert not (tmp_path / "a unit" / "desk.sqlite").exists()


def test_a_workspace_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    for command in (["leads"], ["groups"], ["search", "x"], ["why", "a", "b"], ["verify"], ["serve"]):
        result = run(*command, "-w", tmp_path / "nowhere")
        assert result.exit_code == 3
        assert "firstlight sift" in result.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("arguments", [["bogus"], ["leads", "--top", "0"], ["leads", "--format", "xml"], ["sift"]])
def test_a_command_called_wrongly(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def _raises(error: BaseException) -> object:
    def raises(*_: object, **__: object) -> None:
        raise error

    return raises


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from firstlight.cli import main; main()", *arguments]


def test_a_reader_that_has_enough_is_no_error(workspace: Path) -> None:
    asked = _command("groups", "-w", str(workspace), "--format", "jsonl")
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.read(1)
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0


def test_help_loads_no_heavy_library() -> None:
    heavy = ("pyarrow", "numpy", "sqlalchemy", "fastapi", "rich", "daft")
    probe = f"import sys, firstlight.cli; print([name for name in {heavy} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
