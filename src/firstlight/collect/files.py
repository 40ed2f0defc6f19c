"""Opening what a path names, on this machine or in an S3 store, as blocks of unpacked bytes.

An S3 URL may say where its store is: `s3://bucket/key?endpoint_override=http://127.0.0.1:9000&region=us-east-1`.
Keys are never part of a URL (it is kept with the evidence): they come from where AWS tools look for them.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, Protocol
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pyarrow as pa
import zstandard
from pyarrow import fs

from firstlight.errors import InputError, UnreadableFile

BLOCK = 1 << 20
"""Bytes read at a time."""


class Place(NamedTuple):
    """A path within its store; `tail` is the part of a URL that says where the store is."""

    store: fs.FileSystem
    path: str
    tail: str = ""

    def named(self, path: str) -> str:
        """The full name of another path in the same store."""
        return f"s3://{path}{self.tail}" if isinstance(self.store, fs.S3FileSystem) else path


class Readable(Protocol):
    """Anything that reads bytes."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


def is_remote(path: str) -> bool:
    """Whether a path is a URL; only s3:// is known, any other raises InputError."""
    scheme, separator, _ = path.partition("://")
    if not separator or "/" in scheme:
        return False
    if scheme != "s3":
        raise InputError(f"{path}: cannot read {scheme}:// URLs; local paths and s3://bucket/key can be read")
    return True


def is_nameable(path: str) -> bool:
    """Whether a path is text: a file's name may be any bytes, but a name is kept with the evidence, and shown."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in path


def locate(path: str) -> Place:
    """Find the store that holds a path. Raises InputError for a URL that cannot be one, or holds a password."""
    if not is_nameable(path):
        raise InputError(f"{path!r}: its name is not UTF-8 text; rename it")
    if not is_remote(path):
        return Place(_local(), path)
    parts = urlsplit(path, allow_fragments=False)
    if "@" in parts.netloc:
        raise InputError("an s3:// URL may not hold keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead")
    if not parts.netloc:
        raise InputError(f"{path}: an s3:// URL is s3://bucket/key")
    tail = f"?{parts.query}" if parts.query else ""
    return Place(_bucket(parts.netloc, parts.query), f"{parts.netloc}{parts.path}", tail)


@lru_cache(maxsize=1)
def _local() -> fs.FileSystem:
    return fs.LocalFileSystem()


@lru_cache(maxsize=64)
def _bucket(bucket: str, query: str) -> fs.FileSystem:
    """One connection a store. The address in `endpoint_override` may carry its scheme."""
    options = dict(parse_qsl(query, keep_blank_values=True))
    scheme, separator, address = options.get("endpoint_override", "").partition("://")
    if separator:
        options |= {"scheme": scheme, "endpoint_override": address}
    if options.get("scheme", "https") not in ("http", "https") or not options.get("endpoint_override", "x"):
        raise InputError(f"s3://{bucket}?{query}: a store is named as endpoint_override=https://HOST:PORT")
    try:
        return fs.FileSystem.from_uri(f"s3://{quote(bucket)}?{urlencode(options)}")[0]
    except (OSError, pa.ArrowInvalid) as error:
        raise InputError(f"s3://{bucket}?{query}: {cause(error)}") from error


def random_access(path: str) -> pa.NativeFile:
    """Open a file to be read at any place. Raises UnreadableFile."""
    place = locate(path)
    try:
        return place.store.open_input_file(place.path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnreadableFile(path, cause(error)) from error


def raw_blocks(path: str, size: int = BLOCK) -> Iterator[bytes]:
    """Yield a file's bytes as they are, block by block. Raises UnreadableFile."""
    place = locate(path)
    try:
        with place.store.open_input_stream(place.path, compression=None) as stream:
            while block := stream.read(size):
                yield block
    except (OSError, pa.ArrowInvalid) as error:
        raise UnreadableFile(path, cause(error)) from error


def blocks(path: str) -> Iterator[bytes]:
    """Yield a file's bytes, unpacked where it is gzip or zstd (told by its first bytes, whatever its name).

    Data that is cut off or damaged is yielded up to there; then UnreadableFile says so.
    """
    return unpacked(raw_blocks(path), path)


def head(path: str, size: int) -> bytes:
    """The first `size` unpacked bytes of a file, fewer where it is shorter or damaged. Raises UnreadableFile."""
    taken = b""
    with closing(blocks(path)) as stream:  # type: ignore[type-var]
        try:
            for block in stream:
                taken += block
                if len(taken) >= size:
                    break
        except UnreadableFile:
            if not taken:
                raise
    return taken[:size]


def digest(path: str) -> str:
    """The SHA-256 of a file's bytes as they are stored (packed if packed), in hex. Raises UnreadableFile."""
    total = hashlib.sha256()
    for block in raw_blocks(path):
        total.update(block)
    return total.hexdigest()


def version(path: str) -> str:
    """The size of a file and the time of its last change, as its store tells them. Raises UnreadableFile."""
    place = locate(path)
    try:
        info = place.store.get_file_info(place.path)
    except (OSError, pa.ArrowInvalid) as error:
        raise UnreadableFile(path, cause(error)) from error
    if info.type == fs.FileType.NotFound:
        raise UnreadableFile(path, "it is no longer there")
    return f"{info.size} {info.mtime_ns}"


class _Codec(NamedTuple):
    """`piece`: bytes fed at a time; what comes out of one stays within 64 MiB at the format's best ratio."""

    name: str
    new: Callable[[], Any]
    piece: int


_CODECS = {
    b"\x1f\x8b": _Codec("gzip", lambda: zlib.decompressobj(wbits=31), 1 << 15),
    b"\x28\xb5\x2f\xfd": _Codec(
        "zstd", lambda: zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj(), 1 << 11
    ),
}


def unpacked(stream: Iterator[bytes], path: str) -> Iterator[bytes]:
    """Unpack gzip or zstd blocks, one member or frame after another; other bytes pass through."""
    first = next(stream, b"")
    while 0 < len(first) < 4 and (more := next(stream, b"")):
        first += more
    blocks = chain((first,), stream)
    for magic, codec in _CODECS.items():
        if first.startswith(magic):
            yield from _members(_pieces(blocks, codec.piece), codec, path)
            return
    yield from filter(None, blocks)


def _members(pieces: Iterator[bytes], codec: _Codec, path: str) -> Iterator[bytes]:
    decoder: Any = None
    for piece in pieces:
        rest = piece
        while rest and (decoder or rest.strip(b"\0")):  # tapes and disks pad files with zeros
            decoder = decoder or codec.new()
            try:
                if block := decoder.decompress(rest):  # a piece that ends within a header gives nothing; others follow
                    yield block
            except (zlib.error, zstandard.ZstdError) as error:
                raise UnreadableFile(path, f"its {codec.name} data is damaged: {error}") from error
            rest = decoder.unused_data if decoder.eof else b""
            if decoder.eof:
                decoder = None
    if decoder is not None:
        raise UnreadableFile(path, f"its {codec.name} data is cut off")


def _pieces(blocks: Iterable[bytes], size: int) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), size):
            yield block[start : start + size]


def cause(error: BaseException) -> str:
    """The first line of a library's error, without the numbers it puts before it."""
    text = str(error).strip().partition("\n")[0] or type(error).__name__
    return text.split("] ", 1)[1] if text.startswith("[Errno") and "] " in text else text
