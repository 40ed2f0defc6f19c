"""One exchange as evidence: a WARC request, response (or revisit) and metadata record, with SHA-256 digests.

The metadata record is the capture record: what was asked for and when, by whom, on which legal basis, with which
software and class of egress (never the address), what was received, kept, refused and cut out. Source: ISO 28500:2017
(WARC 1.1). Packing is undone before a body is kept, since only then can it be judged; the headers that spoke of it
stand under `X-Archive-Orig-`, as other archivers write them. Cookies are secrets, and stand there as digests.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from firstlight.collect.crawl.fetch import Answer
from firstlight.collect.crawl.scope import Scope

_PACKED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SECRET = frozenset({"cookie", "set-cookie", "authorization", "proxy-authorization"})


class Writer(WARCWriter):  # type: ignore[misc]  # warcio has no types
    """warcio's writer of WARC 1.1, with SHA-256 in place of SHA-1."""

    def __init__(self, out: io.BytesIO) -> None:
        super().__init__(out, gzip=True, warc_version="WARC/1.1")

    @classmethod
    def _create_digester(cls) -> Digester:
        return Digester("sha256")


def software() -> str:
    """Name and version of this program."""
    return f"Firstlight {version('firstlight')}"


def opening(name: str, scope: Scope) -> bytes:
    """The record with which an archive file begins: who made it, for which case. Neither host name nor address."""
    out = io.BytesIO()
    writer = Writer(out)
    facts = {
        "software": software(),
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "operator": scope.operator,
        "description": f"case {scope.case}; legal basis: {scope.legal_basis}; scope sha256 {scope.digest}",
        "robots": "obey" if scope.obey_robots else "ignore",
    }
    writer.write_record(writer.create_warcinfo_record(name, facts))
    return out.getvalue()


def records(
    answer: Answer, scope: Scope, facts: Mapping[str, Any], *, same_as: Mapping[str, str] | None = None
) -> bytes:
    """Return the records of one exchange, each a gzip member.

    facts: what the crawl made of it (links out, redirect, outcome); they go into the capture record.
    same_as: `url`, `date` and `digest` of an earlier record with the same payload, for a revisit instead of a response.
    """
    out = io.BytesIO()
    writer = Writer(out)
    at = stamp(answer.began)
    ids = {kind: writer._make_warc_id() for kind in ("request", "response", "metadata")}  # noqa: SLF001
    if not answer.refused and same_as != {}:
        _write_response(writer, answer, at, ids["response"], same_as)
    _write_request(writer, answer, at, ids)
    record = _capture_record(answer, scope, ids) | dict(facts)
    payload = json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    headers = {"WARC-Record-ID": ids["metadata"], "WARC-Date": at, "WARC-Concurrent-To": ids["response"]}
    writer.write_record(
        writer.create_warc_record(
            answer.url, "metadata", io.BytesIO(payload), len(payload), "application/json", warc_headers_dict=headers
        )
    )
    return out.getvalue()


def note(url: str, at: str, facts: Mapping[str, Any]) -> bytes:
    """Return a metadata record about an address of which nothing else is kept, such as a picture's hashes."""
    out = io.BytesIO()
    writer = Writer(out)
    payload = json.dumps(facts, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    writer.write_record(
        writer.create_warc_record(
            url, "metadata", io.BytesIO(payload), len(payload), "application/json", warc_headers_dict={"WARC-Date": at}
        )
    )
    return out.getvalue()


def stamp(moment: datetime) -> str:
    """A moment in UTC as WARC 1.1 writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.%f}Z"


def digest(body: bytes) -> str:
    """A payload's digest as the records state it."""
    made = Digester("sha256")
    made.update(body)
    return str(made)


def _write_response(writer: Writer, answer: Answer, at: str, record_id: str, same_as: Mapping[str, str] | None) -> None:
    headers = {"WARC-Record-ID": record_id, "WARC-Date": at}
    if answer.truncated:
        headers["WARC-Truncated"] = answer.truncated
    http = StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), _kept_headers(answer), protocol=answer.version)
    if same_as:
        writer.write_record(
            writer.create_revisit_record(
                answer.url,
                same_as["digest"],
                same_as["url"],
                same_as["date"],
                http_headers=http,
                warc_headers_dict=headers,
            )
        )
        return
    writer.write_record(
        writer.create_warc_record(
            answer.url,
            "response",
            io.BytesIO(answer.body),
            len(answer.body),
            http_headers=http,
            warc_headers_dict=headers,
        )
    )


def _write_request(writer: Writer, answer: Answer, at: str, ids: Mapping[str, str]) -> None:
    parts = urlsplit(answer.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    http = StatusAndHeaders(f"{answer.method} {target} HTTP/1.1", _masked(answer.request_headers), is_http_request=True)
    headers = {"WARC-Record-ID": ids["request"], "WARC-Date": at, "WARC-Concurrent-To": ids["response"]}
    writer.write_record(
        writer.create_warc_record(
            answer.url, "request", io.BytesIO(b""), 0, http_headers=http, warc_headers_dict=headers
        )
    )


def _kept_headers(answer: Answer) -> list[tuple[str, str]]:
    """The answer's headers, with those that speak of its packing set apart and the length that is true now."""
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _PACKED else name, value)
        for name, value in _masked(answer.headers)
    ]
    return [*kept, ("Content-Length", str(len(answer.body)))]


def _masked(headers: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [
        (
            name,
            f"masked-sha256-{hashlib.sha256(value.encode()).hexdigest()}"
            if name.lower() in _SECRET
            else _one_line(value),
        )
        for name, value in headers
    ]


def _one_line(value: str) -> str:
    return value.replace("\r", " ").replace("\n", " ").encode("latin-1", "replace").decode("latin-1")


def _capture_record(answer: Answer, scope: Scope, ids: Mapping[str, str]) -> dict[str, Any]:
    kept = {} if answer.refused else {"bytes": len(answer.body), "sha256": hashlib.sha256(answer.body).hexdigest()}
    return {
        "capture": 1,
        "requested": answer.url,
        "began": stamp(answer.began),
        "ended": stamp(answer.ended),
        "software": software(),
        "egress": scope.through,
        "case": scope.case,
        "operator": scope.operator,
        "legal_basis": scope.legal_basis,
        "scope_sha256": scope.digest,
        "status": answer.status,
        "headers": dict(_masked(answer.headers)),
        "received": {"bytes": answer.received, "sha256": answer.sha256, "truncated": answer.truncated},
        "kept": kept,
        "refused": answer.refused,
        "cut_out": [{"kind": cut.kind, "bytes": cut.length, "sha256": cut.sha256} for cut in answer.cuts],
        "clock_off_by_seconds": _clock(answer),
        "records": {kind: ids[kind] for kind in ("request", "response")},
    }


def _clock(answer: Answer) -> int | None:
    """How far the site's clock, as its Date header tells it, stands from ours; None where it tells none."""
    try:
        told = parsedate_to_datetime(answer.header("date"))
        return round((told - answer.ended).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
