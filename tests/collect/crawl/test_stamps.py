"""Time stamps from a real authority (OpenSSL's) on loopback: queued without network, checked before they are kept."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner, Result

from firstlight.cli.app import app
from firstlight.collect.crawl import stamps
from firstlight.errors import UpstreamError
from firstlight.workspace import Workspace
from tests.collect.crawl.conftest import Bench
from tests.collect.crawl.forum import serving

_CONFIG = """\
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[signer]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
serial = FOLDER/serial
signer_cert = FOLDER/signer.pem
signer_key = FOLDER/signer.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


def openssl(folder: Path, *words: str) -> bytes:
    return subprocess.run(["openssl", *words], cwd=folder, capture_output=True, check=True).stdout


def _authority(folder: Path) -> None:
    folder.mkdir()
    (folder / "conf").write_text(_CONFIG.replace("FOLDER", str(folder)))
    (folder / "serial").write_text("01\n")
    key = ("-newkey", "rsa:2048", "-nodes", "-days", "30")
    openssl(folder, "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Test root",
            "-config", "/dev/null", "-addext", "basicConstraints=critical,CA:TRUE", "-addext",
            "keyUsage=critical,keyCertSign")  # fmt: skip
    openssl(folder, "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "signer.key", "-out", "signer.csr",
            "-subj", "/CN=Test stamps", "-config", "/dev/null")  # fmt: skip
    openssl(folder, "x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-days", "30", "-extfile", "conf", "-extensions", "signer", "-out", "signer.pem")  # fmt: skip


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("authorities")
    for name in ("good", "other"):
        _authority(folder / name)
    return folder / "good", folder / "other"


@pytest.fixture
def tsa(authorities: tuple[Path, Path]) -> Iterator[str]:
    good, _ = authorities

    async def reply(request: web.BaseRequest) -> web.StreamResponse:
        if request.path == "/closed":
            return web.Response(status=503)
        if request.path == "/junk":
            return web.Response(body=b"not a stamp")
        if request.path == "/flood":
            return web.Response(body=bytes(2 << 20))
        (good / "asked.tsq").write_bytes(await request.read())
        answer = openssl(good, "ts", "-reply", "-config", "conf", "-section", "tsa", "-queryfile", "asked.tsq")
        return web.Response(body=answer, content_type="application/timestamp-reply")

    with serving(reply) as port:
        yield f"http://127.0.0.1:{port}"


def stamp(workspace: Workspace, *words: object) -> Result:
    return CliRunner().invoke(app, ["stamp", "-w", str(workspace.folder), *map(str, words)])


def test_requests_wait_and_are_stamped_on_command(bench: Bench, tsa: str, authorities: tuple[Path, Path]) -> None:
    good, other = authorities
    bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    bench.crawl()
    workspace = bench.workspace
    assert len(stamps.waiting(workspace)) == 2
    unnamed = stamp(workspace)
    assert unnamed.exit_code == 2
    assert "2 requests wait" in unnamed.stderr
    for path, root, cause in (
        ("/closed", good, "answers 503"), ("/junk", good, "does not hold"), ("/flood", good, "more than a time stamp"),
        ("/", other, "does not hold"),
    ):  # fmt: skip
        refused = stamp(workspace, "--tsa", tsa + path, "--tsa-root", root / "root.pem")
        assert refused.exit_code == 5, refused.output
        assert cause in refused.stderr
        assert len(stamps.waiting(workspace)) == 2
    done = stamp(workspace, "--tsa", tsa, "--tsa-root", good / "root.pem")
    assert done.exit_code == 0, done.output
    assert "2 stamped" in done.stdout
    assert not stamps.waiting(workspace)
    findings = list(workspace.manifest.verify(workspace.folder))
    assert all(finding.holds for finding in findings)
    assert sum(finding.path.endswith(".tsr") for finding in findings) == 2
    # anyone can check a stamp with OpenSSL alone: it is over the line's SHA-256, which is the file's name
    for reply in (workspace.folder / "evidence" / "stamps").glob("*.tsr"):
        said = openssl(good, "ts", "-verify", "-digest", reply.stem, "-in", str(reply), "-CAfile", "root.pem")
        assert b"OK" in said
    again = stamp(workspace, "--tsa", tsa, "--tsa-root", good / "root.pem")
    assert "0 stamped" in again.stdout
    next((workspace.folder / "evidence" / "stamps").glob("*.tsr")).unlink()
    assert not all(finding.holds for finding in workspace.manifest.verify(workspace.folder))


def test_an_authority_out_of_reach_leaves_the_request_waiting(bench: Bench, authorities: tuple[Path, Path]) -> None:
    bench.crawl(limits="{depth: 8, pages: 3, page_bytes: 2000, total_bytes: 99999}")
    with pytest.raises(UpstreamError, match="the request waits"):
        stamps.request(bench.workspace, "http://127.0.0.1:9/", authorities[0] / "root.pem")
    assert len(stamps.waiting(bench.workspace)) == 1
