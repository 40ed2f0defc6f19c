"""What to read: paths, folders, globs and s3:// URLs, to a list of files whose format is known."""

from __future__ import annotations

import fnmatch
import glob
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
from pyarrow import fs

from firstlight.collect import files
from firstlight.errors import InputError, UnreadableFile
from firstlight.workspace.folder import is_kept, is_workspace

log = logging.getLogger(__name__)

Format = Literal["jsonl", "csv", "parquet", "warc", "wacz"]

_ENDINGS: dict[str, Format] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".pq": "parquet", ".warc": "warc", ".wacz": "wacz",
}  # fmt: skip
_PACKED = (".gz", ".zst")
_KNOWN = "JSONL, CSV, Parquet, WARC and WACZ (.jsonl .csv .tsv .parquet .warc .wacz; text and WARC also .gz or .zst)"


_PIPE = "this is a pipe or a device, and evidence is read from files: save it first, such as zcat ads.gz > ads.jsonl"
_KEPT = "this is a workspace's own folder, and was read before; rows that it set aside are in its folder set-aside"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its path or s3:// URL, its size in bytes as stored, its format."""

    path: str
    size: int
    format: Format


def sources(paths: Sequence[str]) -> list[Source]:
    """Find the files behind paths, folders (with all below, in order of name), globs and s3:// URLs, each once.

    A file named by itself must be readable: one whose format cannot be told raises InputError and says what
    would be right. In folders and globs such files are passed over (and logged); in folders hidden ones too,
    whose name begins with a dot or an underscore, and workspaces (logged): what lies in one has been read before.
    Only the rows that one set aside can be named, to be read again.
    Raises InputError when a path does not exist or nothing readable is found.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _behind(path):
            found.setdefault(source.path, source)
    if not found:
        raise InputError(f"nothing to read: give files, folders or globs with {_KNOWN}")
    return list(found.values())


def _behind(path: str) -> Iterator[Source]:
    infos, exact = _listed(path)
    passed = []
    count = 0
    for name, size in infos:
        kind = _format(name, size) if files.is_nameable(name) else None
        if kind is not None:
            count += 1
            yield Source(name, size, kind)
        elif exact:
            raise InputError(f"{name}: cannot tell what this file is; Firstlight reads {_KNOWN}")
        else:
            passed.append(name)
            log.warning("passed over %r: not a format that can be read", name)
    if not count:
        beside = f" ({len(passed)} other files, such as {passed[0]!r})" if passed else ""
        raise InputError(f"{path}: nothing readable there{beside}; Firstlight reads {_KNOWN}")


def _listed(path: str) -> tuple[list[tuple[str, int]], bool]:
    """The (name, size) of every file behind a path, sorted, and whether the path is one file itself."""
    place = files.locate(path)
    try:
        info = place.store.get_file_info(place.path)
        if info.type == fs.FileType.File:
            return [(path, info.size or 0)], True
        if info.type == fs.FileType.Directory:
            if isinstance(place.store, fs.LocalFileSystem) and is_kept(Path(place.path)):
                raise InputError(f"{path}: {_KEPT}")
            return _inside(place), False
        if glob.has_magic(place.path):
            return _matching(place), False
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(f"{path}: {files.cause(error)}") from error
    if path == "-" or info.type == fs.FileType.Unknown:
        raise InputError(f"{path}: {_PIPE}")
    raise InputError(f"{path}: there is no such file or folder")


def _inside(place: files.Place) -> list[tuple[str, int]]:
    if not isinstance(place.store, fs.S3FileSystem):
        return _walked(place.path)
    above = len(place.path.rstrip("/")) + 1
    return [(place.named(path), size) for path, size in _objects(place, place.path) if not _hidden(path[above:])]


def _walked(folder: str) -> list[tuple[str, int]]:
    """Files below a folder of this machine; links are followed, each folder is entered once, workspaces are not."""
    found: list[tuple[str, int]] = []
    entered: set[Path] = set()
    for base, folders, names in os.walk(folder, followlinks=True, onerror=_raise):
        if (real := Path(base).resolve()) in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not _hidden(name) and not _is_passed(Path(base, name)))
        paths = [Path(base, name) for name in names if not _hidden(name)]
        found += [(str(path), path.stat().st_size) for path in paths if path.is_file()]
    return sorted(found)


def _is_passed(folder: Path) -> bool:
    if not is_workspace(folder):
        return False
    log.warning("passed over the workspace %s: what is in it was read before", folder)
    return True


def _raise(error: OSError) -> None:
    raise error


def _objects(place: files.Place, folder: str) -> list[tuple[str, int]]:
    infos = place.store.get_file_info(fs.FileSelector(folder, recursive=True))
    return sorted((info.path, info.size or 0) for info in infos if info.type == fs.FileType.File)


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "_")) for part in path.split("/"))


def _matching(place: files.Place) -> list[tuple[str, int]]:
    if not isinstance(place.store, fs.S3FileSystem):
        names = sorted(glob.glob(place.path, recursive=True))  # noqa: PTH207  (Path.glob takes no absolute pattern)
        return [(name, Path(name).stat().st_size) for name in names if Path(name).is_file() and not _kept(name, place)]
    stem = place.path[: min(place.path.index(mark) for mark in "*[" if mark in place.path)]
    listed = _objects(place, stem.rpartition("/")[0] or stem)
    return [(place.named(path), size) for path, size in listed if _matches(path, place.path)]


def _kept(name: str, place: files.Place) -> bool:
    """Tell whether stars led into a workspace; one that is named outright, to feed set-aside rows again, is meant."""
    fixed = len(Path(place.path[: min(place.path.index(mark) for mark in "*?[" if mark in place.path)] + "x").parts) - 1
    led = any(is_workspace(folder) for folder in Path(name).parents if len(folder.parts) > fixed)
    return led or is_kept(Path(name))


def _matches(path: str, pattern: str) -> bool:
    """As glob matches: a star stays within one folder, two stars do not."""
    if "**" in pattern:
        return fnmatch.fnmatchcase(path, pattern.replace("**/", "*"))
    parts, forms = path.split("/"), pattern.split("/")
    return len(parts) == len(forms) and all(map(fnmatch.fnmatchcase, parts, forms))


def _format(path: str, size: int) -> Format | None:
    """By its ending, or by its first bytes when the ending says nothing."""
    name = path.partition("?")[0] if files.is_remote(path) else path
    stem = name.lower()
    for ending in _PACKED:
        stem = stem.removesuffix(ending)
    for ending, kind in _ENDINGS.items():
        if stem.endswith(ending):
            return kind
    if not size:
        return None
    try:
        return _sniffed(files.head(path, 512))
    except UnreadableFile:
        return None


def _sniffed(head: bytes) -> Format | None:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04") and (b"datapackage.json" in head or b"archive/" in head or b"indexes/" in head):
        return "wacz"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b'{"', b"{ ")):
        return "jsonl"
    return None
