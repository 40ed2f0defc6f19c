"""Time stamps by a third party (RFC 3161): that the evidence manifest stood as it stands, no later than then.

A request is made over the manifest's last line, which by its chain covers everything before it, and waits in
`evidence/stamps/` until a person asks for it to be sent: a digest leaves the house, nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from firstlight.errors import UnreadableFile, UpstreamError
from firstlight.workspace import Workspace
from firstlight.workspace.atomic import writing
from firstlight.workspace.evidence import file_digest

_SECONDS = 60
_LONGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp: its file, the digest of the manifest's line that it is over.

    And when the authority says it was (ISO).
    """

    path: Path
    digest: str
    at: str


def queue(workspace: Workspace) -> Path | None:
    """Make the request for the manifest as it stands, to be sent later; None when there is one, or nothing to stamp."""
    line = workspace.manifest.last_line
    if not line:
        return None
    digest = workspace.manifest.last_digest
    path = _folder(workspace) / f"{digest}.tsq"
    if path.exists():
        return None
    request = TimestampRequestBuilder().data(line).hash_algorithm(HashAlgorithm.SHA256).build()
    with writing(path) as temporary:
        temporary.write_bytes(request.as_bytes())
    return path


def queue_new(workspace: Workspace) -> None:
    """Make a request for what came since the last one; none for the stamps alone."""
    entries = list(workspace.manifest.entries())
    if entries and entries[-1]["kind"] != "stamp":
        queue(workspace)


def waiting(workspace: Workspace) -> list[Path]:
    """Return the requests that were not answered, the oldest first."""
    asked = sorted(_folder(workspace).glob("*.tsq"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    return [path for path in asked if not path.with_suffix(".tsr").exists()]


def request(workspace: Workspace, url: str, root: Path) -> list[Stamp]:
    """Send every waiting request to an authority, check each answer against its root certificate, and keep it.

    Raises UnreadableFile for the certificate, UpstreamError when the authority does not answer or its answer does not
    hold; what was answered before is kept, the rest waits.
    """
    roots = _roots(root)
    found: list[Stamp] = []
    for path in waiting(workspace):
        lines = dict(workspace.manifest.lines())
        line = lines.get(path.stem)
        if line is None:
            raise UpstreamError(f"{path}: the manifest has no such line: `firstlight verify` says what was changed")
        answer = asyncio.run(_post(url, path.read_bytes()))
        at = _checked(answer, line, roots, url)
        reply = path.with_suffix(".tsr")
        with writing(reply) as temporary:
            temporary.write_bytes(answer)
        where = reply.relative_to(workspace.folder).as_posix()
        workspace.manifest.record("stamp", where, sha256=file_digest(reply), of=path.stem, stamped=at)
        found.append(Stamp(reply, path.stem, at))
    return found


def _folder(workspace: Workspace) -> Path:
    return workspace.folder / "evidence" / "stamps"


def _roots(path: Path) -> Sequence[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UnreadableFile(str(path), f"no certificate in PEM form can be read from it: {error}") from error


def _checked(answer: bytes, line: bytes, roots: Sequence[x509.Certificate], url: str) -> str:
    """Check an answer; return the authority's time."""
    builder = VerifierBuilder()
    for root in roots:
        builder = builder.add_root_certificate(root)
    try:
        response = decode_timestamp_response(answer)
        builder.build().verify_message(response, line)
        return response.tst_info.gen_time.isoformat()
    except (ValueError, VerificationError) as error:
        raise UpstreamError(
            f"{url}: its time stamp does not hold ({error}); it was not kept, and the request waits"
        ) from error


async def _post(url: str, asked: bytes) -> bytes:
    headers = {"Content-Type": "application/timestamp-query"}
    try:
        async with (
            asyncio.timeout(_SECONDS),
            aiohttp.ClientSession(trust_env=False) as session,
            session.post(url, data=asked, headers=headers, allow_redirects=False) as response,
        ):
            if response.status != 200:
                raise UpstreamError(f"{url} answers {response.status}: the request waits, send it again later")
            answer = bytearray()
            async for piece in response.content.iter_chunked(1 << 16):
                answer += piece
                if len(answer) > _LONGEST:
                    raise UpstreamError(f"{url} sends more than a time stamp: it was not kept, and the request waits")
            return bytes(answer)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise UpstreamError(
            f"{url} does not answer ({type(error).__name__}): the request waits, send it again later"
        ) from error
