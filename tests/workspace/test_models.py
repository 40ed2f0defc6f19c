from __future__ import annotations

from pathlib import Path

import pytest

from firstlight.errors import WorkspaceError
from firstlight.workspace.models import Models


@pytest.fixture
def models(tmp_path: Path) -> Models:
    return Models(tmp_path / "models")


def test_nothing_is_in_use_at_first(models: Models) -> None:
    assert (models.current(), models.versions(), models.history()) == (0, [], [])


def test_versions_are_kept_and_one_is_in_use(models: Models) -> None:
    for version in (1, 2):
        models.add(version, f"text {version}", f"card {version}")
        models.use(version, who="officer 1", why="trained")
    models.use(1, who="officer 2", why="worse")
    assert (models.current(), models.versions(), models.read(2)) == (1, [1, 2], "text 2")
    assert models.card(2).read_text(encoding="utf-8") == "card 2"
    assert [(entry["version"], entry["who"]) for entry in models.history()] == [
        (1, "officer 1"),
        (2, "officer 1"),
        (1, "officer 2"),
    ]


def test_a_version_is_never_written_over(models: Models) -> None:
    models.add(1, "first", "")
    with pytest.raises(WorkspaceError, match="never written over"):
        models.add(1, "second", "")
    assert models.read(1) == "first"


@pytest.mark.parametrize("pointer", ["7\n", "latest", "", "-1"])
def test_a_pointer_that_leads_nowhere_is_told(models: Models, pointer: str) -> None:
    models.folder.mkdir()
    (models.folder / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="roll-back"):
        models.current()


def test_a_version_that_is_not_there_is_told(models: Models) -> None:
    models.add(3, "", "")
    with pytest.raises(WorkspaceError, match="versions here: 3"):
        models.use(4, who="a")
    with pytest.raises(WorkspaceError, match="roll back"):
        models.read(4)


def test_a_history_cut_short_is_read_as_far_as_it_goes(models: Models) -> None:
    models.use(0, who="a")
    with (models.folder / "history.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"at": "20')
    assert [entry["who"] for entry in models.history()] == ["a"]
