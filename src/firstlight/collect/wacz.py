"""WACZ: a ZIP of WARC files with their index. Source: specs.webrecorder.net, WACZ 1.1.1, section 5.2 (`archive/`)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from firstlight.collect import files, warc
from firstlight.collect.batches import Reject
from firstlight.errors import UnreadableFile


def records(path: str, reject: Reject) -> Iterator[warc.Record]:
    """Yield the records of every WARC under `archive/`, in order of name, numbered through.

    Raises UnreadableFile when it is no whole ZIP or holds no WARC.
    """
    number = 0
    with files.random_access(path) as stream:
        if not stream.size():
            return
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise UnreadableFile(path, f"it is not a whole WACZ: {files.cause(error)}") from error
        names = sorted(name for name in archive.namelist() if name.startswith("archive/") and ".warc" in name.lower())
        if not names:
            raise UnreadableFile(path, "it is not WACZ: it holds no WARC under archive/")
        for name in names:
            inner = f"{path}!{name}"
            for record in warc.records(files.unpacked(_blocks(archive, name, inner), inner), inner, reject):
                number += 1
                yield record._replace(number=number)


def _blocks(archive: zipfile.ZipFile, name: str, path: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as member:
            while block := member.read(files.BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError: a password; its subclass NotImplementedError: a packing that zipfile does not know
        raise UnreadableFile(path, files.cause(error)) from error
