"""Sources to the lake: what is new becomes parts of even size, what was seen before changes nothing.

The index `seen` maps a posting's id to its title and text (64-bit hashes), so the same posting again is only
counted, whatever its other fields say, and the same id with another title or text is set aside, for a person to say
which is right. A source is noted as read in the evidence manifest once its last row is in the lake: killed before
that, it is read again, and its rows are known. A source that broke off is noted with the cause, and is read again too;
one that was written to meanwhile is not noted, since the manifest must not vouch for what was not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstlight import collect
from firstlight.errors import BadRow, UnreadableFile, Where, WorkspaceError
from firstlight.schemas import POSTING
from firstlight.settings import Settings
from firstlight.sift.report import Progress, SiftReport
from firstlight.workspace import Part, Workspace
from firstlight.workspace.atomic import disk_errors, sweep
from firstlight.workspace.evidence import file_digest

Reject = Callable[[BadRow], None]


@dataclass
class Intake:
    """One run's way in. Rows wait in memory until there are enough for a part."""

    workspace: Workspace
    settings: Settings
    report: SiftReport
    waiting: list[pa.Table] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)
    finished: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.seen = self.workspace.keyruns("seen")
        self.recover()

    def recover(self) -> None:
        """Put parts that a killed run wrote, but did not note, into the manifest and the index.

        Raises WorkspaceError when a part that was noted is gone: its number and ordinals may not be given again. And
        when there are more that were not noted than the one that a killed run may leave: then the manifest is not
        whole, and must not vouch today for what was read earlier.
        """
        self.workspace.lake.sweep()
        sweep(self.workspace.set_aside)
        parts = {self._path_in_folder(part): part for part in self.workspace.lake.parts()}
        indexed = self.seen.covered
        noted = {entry["path"] for entry in self.workspace.manifest.entries() if entry["kind"] == "part"}
        if lost := sorted(noted - parts.keys()):
            raise WorkspaceError(
                f"{self.workspace.folder / lost[0]} is missing: restore it from a copy; `firstlight verify` lists all"
            )
        unnoted = [path for path in parts if path not in noted]
        if len(unnoted) > 1 or (unnoted and unnoted[0] != list(parts)[-1]):
            raise WorkspaceError(
                f"{self.workspace.manifest.path} does not speak of {unnoted[0]}: restore the manifest from a copy; "
                "`firstlight verify` lists all that it lacks"
            )
        for path, part in parts.items():
            if path not in noted:
                self._note(part)
            if part.number >= indexed:
                table = self.workspace.lake.read("postings", part, ["id", "title", "text"])
                self.seen.add(part.number, *_hashes(table))

    def read(self, sources: Sequence[collect.Source], mapping: Mapping[str, str], progress: Progress) -> None:
        """Read every source that was not read before with the same mapping, to its end or to where it breaks."""
        known = {
            (entry["sha256"], _mapped(entry))
            for entry in self.workspace.manifest.entries()
            if entry["kind"] == "source" and "broken" not in entry
        }
        for source in sources:
            try:
                version = collect.version(source)
                digest = collect.digest(source)
            except UnreadableFile as error:
                self.report.broken.append(str(error))
                continue
            reading = (digest, tuple(sorted(mapping.items())))
            if reading in known:
                self.report.skipped += 1
            elif self._read_one(source, version, digest, mapping, progress):
                known.add(reading)
        self.flush()

    def _read_one(
        self, source: collect.Source, version: str, digest: str, mapping: Mapping[str, str], progress: Progress
    ) -> bool:
        """Read one source, to be noted once its rows are in the lake, and return whether it was read to its end."""
        before, repeated = self.report.postings, self.report.repeated
        broken: dict[str, str] = {}
        path = self.workspace.set_aside / f"{_plain(source.path)}-{digest[:8]}.jsonl"
        with disk_errors(path), collect.SetAside(path) as aside:
            try:
                for table in collect.read(
                    source,
                    mapping=mapping,
                    reject=aside,
                    batch_rows=self.settings.part_rows,
                    sites=self.settings.sites,
                ):
                    self._take(table, source, aside)
                    progress("read", self.report.postings + self.report.repeated, None)
            except UnreadableFile as error:
                broken["broken"] = error.cause
                self.report.broken.append(str(error))
        self.report.files += 1
        self.report.set_aside += aside.count
        if aside.count:
            self.report.set_aside_files.append(str(aside.path))
        elif not broken and (self.report.postings, self.report.repeated) == (before, repeated):
            self.report.empty.append(source.path)
        if collect.version(source) != version:  # its digest is not that of the bytes that were read
            self.report.broken.append(f"{source.path}: it changed while it was read; sift it again once it is finished")
            return False
        where = source.path if "://" in source.path else str(Path(source.path).absolute())
        facts = {"path": where, "bytes": source.size, "sha256": digest, "mapping": dict(mapping)}
        self.finished.append({**facts, "new": self.report.postings - before, "set_aside": aside.count, **broken})
        return not broken

    def _take(self, table: pa.Table, source: collect.Source, reject: Reject) -> None:
        keys, texts = _hashes(table)
        index, known = self.seen.lookup(keys)
        earlier = dict(zip(index.tolist(), known.tolist(), strict=True))
        keep: list[int] = []
        for row, (key, text) in enumerate(zip(keys.tolist(), texts.tolist(), strict=True)):
            same = earlier.get(row, self.texts.get(key))
            if same is None:
                self.texts[key] = text
                keep.append(row)
            elif same == text:
                self.report.repeated += 1
            else:
                reject(_another_text(table, row, source))
        self.report.postings += len(keep)
        self.waiting.append(table.select(POSTING.names).take(np.array(keep, dtype=np.int64)))
        if sum(waiting.num_rows for waiting in self.waiting) >= self.settings.part_rows:
            self._write(self.settings.part_rows)

    def flush(self) -> None:
        """Write what waits, and note the sources whose last row is now in the lake."""
        self._write(1)
        for entry in self.finished:
            self.workspace.manifest.record("source", entry.pop("path"), **entry)
        self.finished.clear()

    def _write(self, least: int) -> None:
        table = pa.concat_tables(self.waiting, promote_options="default") if self.waiting else POSTING.empty_table()
        while table.num_rows >= least:
            part = self.workspace.lake.next_part()
            batch = table.slice(0, self.settings.part_rows)
            ordinals = pa.array(np.arange(part.first, part.first + batch.num_rows), pa.int64())
            self.workspace.lake.write("postings", part, batch.set_column(0, POSTING.field("ordinal"), ordinals))
            self._note(part)
            self.seen.add(part.number, *_hashes(batch))
            table = table.slice(batch.num_rows)
        self.waiting = [table]
        self.texts = dict(zip(*(column.tolist() for column in _hashes(table)), strict=True))

    def _note(self, part: Part) -> None:
        path = self.workspace.lake.path("postings", part)
        rows = self.workspace.lake.rows("postings", part)
        self.workspace.manifest.record("part", self._path_in_folder(part), sha256=file_digest(path), rows=rows)

    def _path_in_folder(self, part: Part) -> str:
        return self.workspace.lake.path("postings", part).relative_to(self.workspace.folder).as_posix()


def _another_text(table: pa.Table, row: int, source: collect.Source) -> BadRow:
    posting = table.slice(row, 1).to_pylist()[0]
    line, extra = posting.pop("line"), posting.pop("extra")
    del posting["ordinal"]
    if posting["posted_at"]:
        posting["posted_at"] = posting["posted_at"].isoformat()
    whole = {name: value for name, value in posting.items() if value} | json.loads(extra or "{}")
    cause = "this id came before with another title or text: give it another id if it is another posting"
    return BadRow(Where(source.path, line, "id"), cause, row=json.dumps(whole, ensure_ascii=False))


def _hashes(table: pa.Table) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64]]:
    keys = np.frombuffer(b"".join(map(_hash, table.column("id").to_pylist())), dtype="<u8")
    titles, texts = table.column("title").to_pylist(), table.column("text").to_pylist()
    said = (f"{title}\0{text}" if title else text for title, text in zip(titles, texts, strict=True))
    hashed = np.frombuffer(b"".join(map(_hash, said)), dtype="<i8")
    return keys.astype(np.uint64), hashed.astype(np.int64)


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _plain(path: str) -> str:
    name = re.sub(
        r"(-[0-9a-f]{8}(-\d+)?\.jsonl)+$", "", path.rpartition("/")[2]
    )  # mended rows that are set aside again
    return re.sub(r"[^\w.-]+", "_", name)[:80]


def _mapped(entry: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(entry["mapping"].items()))
