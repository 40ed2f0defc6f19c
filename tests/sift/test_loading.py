"""Parts go onto the desk in their order, each once, and none before it has been extracted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.sift.loading import Loader
from firstlight.sift.report import silent
from firstlight.workspace import Workspace

TEXTS = ("Dinner tonight.", "A walk by the river.", "Company for the theatre.", "Massage by appointment.")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A lake of four parts, extracted."""
    source = tmp_path / "ads.csv"
    source.write_text("id,text\n" + "".join(f"a{number},{text}\n" for number, text in enumerate(TEXTS)))
    folder = tmp_path / "ws"
    sift([str(source)], Settings(workspace=folder, part_rows=1))
    return Workspace.open(folder)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(f"sqlite:///{tmp_path / 'new.sqlite'}") as desk:
        yield desk


def test_one_part_at_a_time_then_the_rest(workspace: Workspace, desk: Desk) -> None:
    loader = Loader(workspace, desk)
    assert desk.loaded_parts() == set()
    loader.advance()
    loader.advance()
    assert desk.loaded_parts() == {0, 1}
    seen: list[tuple[str, int, int | None]] = []
    loader.finish(lambda *step: seen.append(step))
    assert desk.loaded_parts() == {0, 1, 2, 3}
    assert seen == [("load", 1, 2), ("load", 2, 2)]
    loader.advance()
    assert [posting.text for posting in desk.postings(["a0", "a1", "a2", "a3"])] == list(TEXTS)


@pytest.mark.parametrize("stage", ["mentions", "sketches"])
def test_a_part_that_is_not_extracted_is_waited_for(workspace: Workspace, desk: Desk, stage: str) -> None:
    path = workspace.lake.path(stage, workspace.lake.parts()[1])
    path.rename(path.with_name(".away"))
    loader = Loader(workspace, desk)
    for _ in range(3):
        loader.advance()
    assert desk.loaded_parts() == {0}
    path.with_name(".away").rename(path)
    loader.advance()
    assert desk.loaded_parts() == {0, 1}


def test_a_second_run_loads_what_the_first_left(workspace: Workspace, desk: Desk) -> None:
    Loader(workspace, desk).advance()
    second = Loader(workspace, desk)
    second.advance()
    second.finish(silent)
    assert desk.loaded_parts() == {0, 1, 2, 3}
