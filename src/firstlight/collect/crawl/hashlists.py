"""Lists of known pictures' hashes, as CSV with a heading: `sha256`, `md5` or `pdq`, in hexadecimal.

Such lists can be turned against those in the pictures: they are secrets, and no entry is ever printed.
Distances: PDQ hashes at most 31 of 256 bits apart count as the same picture, and pictures of quality under 50 are not
compared. Source: the PDQ documentation in facebook/ThreatExchange.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from firstlight.errors import BadRow, UnreadableFile, Where

DISTANCE = 31
QUALITY = 50

_LENGTHS = {"sha256": 64, "md5": 32, "pdq": 64}


@dataclass(slots=True)
class HashList:
    """One list: exact hashes by kind, and PDQ hashes as rows of 32 bytes."""

    name: str
    exact: dict[str, frozenset[str]] = field(repr=False)
    pdq: npt.NDArray[np.uint8] = field(repr=False)

    def holds(self, hashes: dict[str, str], quality: int) -> str:
        """Say by which hash a picture is on the list (`sha256`, `md5`, `pdq`); empty where it is not."""
        for kind, known in self.exact.items():
            if hashes.get(kind) in known:
                return kind
        if len(self.pdq) and hashes.get("pdq") and quality >= QUALITY:
            own = np.frombuffer(bytes.fromhex(hashes["pdq"]), dtype=np.uint8)
            if int(np.bitwise_count(self.pdq ^ own).sum(axis=1, dtype=np.int64).min()) <= DISTANCE:
                return "pdq"
        return ""


def load(paths: Sequence[Path]) -> tuple[HashList, ...]:
    """Read the lists. Raises UnreadableFile.

    Or BadRow with file, line and cause: a list is whole, or it is not used.
    """
    return tuple(_load(path) for path in paths)


def _load(path: Path) -> HashList:
    exact: dict[str, set[str]] = {"sha256": set(), "md5": set()}
    pdq: list[bytes] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            kinds = [name for name in rows.fieldnames or () if name in _LENGTHS]
            if not kinds:
                raise UnreadableFile(str(path), "its first line must name the columns: sha256, md5 or pdq")
            for row in rows:
                for kind in kinds:
                    if value := (row[kind] or "").strip().lower():
                        _check(Where(str(path), rows.line_num, kind), value, kind)
                        if kind == "pdq":
                            pdq.append(bytes.fromhex(value))
                        else:
                            exact[kind].add(value)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(str(path), f"cannot read this hash list: {error}") from error
    rows_of = np.frombuffer(b"".join(pdq), dtype=np.uint8).reshape(-1, 32)
    return HashList(path.name, {kind: frozenset(values) for kind, values in exact.items()}, rows_of)


def _check(where: Where, value: str, kind: str) -> None:
    if not re.fullmatch(rf"[0-9a-f]{{{_LENGTHS[kind]}}}", value):
        raise BadRow(where, f"it is no {kind} hash: {_LENGTHS[kind]} hexadecimal digits are needed")
