"""What people decide is followed by the next sift, survives every other, and is told when it contradicts itself."""

from __future__ import annotations

import json
from pathlib import Path

from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.workspace import Workspace

TEXT = "Quiet dinner company for travellers who like old films and jazz, call 918 555 01{:02}"


def _write(path: Path, *lines: tuple[str, int]) -> str:
    rows = [{"id": name, "text": f"{TEXT.format(line)} {name * 3}"} for name, line in lines]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_a_persons_word_stands_whatever_is_sifted_next(tmp_path: Path) -> None:
    settings = Settings(workspace=tmp_path / "unit", workers=1)
    first = _write(tmp_path / "a.jsonl", ("a", 10), ("b", 10), ("c", 20), ("d", 30))
    sift([first], settings)
    with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
        assert [group.postings for group in desk.groups()] == [("a", "b"), ("c",), ("d",)]
        desk.judge("not-same", "a", "b", who="ann")
        desk.judge("same", "c", "d", who="ann")
        sift([first], settings)
        assert [group.postings for group in desk.groups()] == [("a",), ("b",), ("c", "d")]
        assert {lead.postings for lead in desk.leads()} == {("a",), ("b",), ("c", "d")}
        sift([_write(tmp_path / "b.jsonl", ("e", 10), ("f", 30))], settings)
        joined = {member: group.group for group in desk.groups() for member in group.postings}
        assert joined["a"] != joined["b"]
        assert joined["c"] == joined["d"] == joined["f"]
        assert joined["e"] in (joined["a"], joined["b"])
        desk.judge("same", "b", "c", who="ann")
        desk.judge("not-same", "b", "d", who="bob")
        report = sift([first], settings)
        (told,) = report.contradictions
        assert told.startswith("decision 4 says that b and d are not same; it is not followed")
        assert "lead from b to c to d: take one of them back" in told
        joined = {member: group.group for group in desk.groups() for member in group.postings}
        assert joined["b"] == joined["c"] == joined["d"] != joined["a"]
        desk.undo(3, who="ann")
        assert sift([first], settings).contradictions == []
        joined = {member: group.group for group in desk.groups() for member in group.postings}
        assert len({joined["a"], joined["b"], joined["c"]}) == 3
