"""What is told, to whom, and what happens when the other side does anything but answer."""

from __future__ import annotations

import email
import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import policy
from pathlib import Path

import pytest

from firstlight.alert import Outcome, Post, deliver
from firstlight.alert.way import NotSent
from firstlight.alert.webhook import SIGNATURE, address
from firstlight.desk import Desk
from tests.alert.servers import Hook, Inbox, hook_server, mail_server
from tests.desk.world import ad, connect, lead, load

NOW = datetime(2026, 1, 9, 12, 0, tzinfo=UTC)
NUMBER = "918-555-0142"
PHONE = ("phone", "+19185550142", NUMBER)
KEY = "a key of this test"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(f"sqlite:///{tmp_path}/desk.sqlite") as opened:
        yield opened


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_server() as server:
        yield server


@pytest.fixture
def hook() -> Iterator[Hook]:
    with hook_server() as server:
        yield server


def arrive(desk: Desk) -> None:
    load(desk, ad(0, f"Anna, dinner, {NUMBER}", PHONE), ad(1, f"Anna again, {NUMBER}", PHONE))
    connect(desk, {0: 0, 1: 0})
    desk.put_leads([lead(0, "urgent")])
    desk.watches.look(now=NOW)


def mailed(inbox: Inbox) -> Post:
    return Post(smtp=f"127.0.0.1:{inbox.port}", smtp_from="desk@unit.example")


def called(hook: Hook) -> Post:
    return Post(webhook_key=KEY, webhook_private=(f"127.0.0.1:{hook.port}",))


def told(desk: Desk, post: Post, later: timedelta = timedelta()) -> list[Outcome]:
    return list(deliver(desk, post, now=NOW + later))


def test_a_letter_says_how_many_and_names_nobody(desk: Desk, inbox: Inbox) -> None:
    desk.watches.add(NUMBER, who="a", title="the Tulsa number", email="unit@police.example")
    arrive(desk)
    assert [outcome.state for outcome in told(desk, mailed(inbox))] == ["sent"]
    (raw,) = inbox.letters
    letter = email.message_from_string(raw, policy=policy.default)
    assert letter["To"] == "unit@police.example"
    assert letter["Subject"] == "Firstlight: 2 new ads for watch 1 (the Tulsa number)"
    assert f"{desk.leads()[0].group}: 2 new ads, urgent" in letter.get_content()
    assert letter["Message-ID"].startswith("<firstlight-1-")
    assert not [secret for secret in (NUMBER, "9185550142", "Anna", "ad-0") if secret in raw]
    assert told(desk, mailed(inbox), timedelta(days=1)) == []
    assert len(inbox.letters) == 1


def test_a_hostile_title_adds_no_header(desk: Desk, inbox: Inbox) -> None:
    desk.watches.add(NUMBER, who="a", title="x\r\nBcc: evil@elsewhere.example\u202e", email="unit@police.example")
    arrive(desk)
    assert [outcome.state for outcome in told(desk, mailed(inbox))] == ["sent"]
    letter = email.message_from_string(inbox.letters[0], policy=policy.default)
    assert letter["Bcc"] is None


@pytest.mark.parametrize(
    ("answer", "refuses", "state"),
    [("451 later", False, "waiting"), ("250 ok", True, "waiting"), (None, False, "unclear")],
)
def test_what_a_mail_server_may_do_instead(
    desk: Desk, inbox: Inbox, answer: str | None, refuses: bool, state: str
) -> None:
    inbox.answer, inbox.refuses = answer, refuses
    desk.watches.add(NUMBER, who="a", email="unit@police.example")
    arrive(desk)
    assert [outcome.state for outcome in told(desk, mailed(inbox))] == [state]
    inbox.answer, inbox.refuses = "250 kept", False
    later = [outcome.state for outcome in told(desk, mailed(inbox), timedelta(hours=1))]
    assert later == (["sent"] if state == "waiting" else [])


def test_without_a_mail_server_it_waits_and_says_why(desk: Desk) -> None:
    desk.watches.add(NUMBER, who="a", email="unit@police.example")
    arrive(desk)
    (outcome,) = told(desk, Post())
    assert (outcome.state, "FIRSTLIGHT_SMTP" in outcome.error) == ("waiting", True)
    (gone,) = told(desk, Post(smtp="127.0.0.1:1", smtp_from="a@b.example"), timedelta(hours=1))
    assert (gone.state, "cannot be reached" in gone.error) == ("waiting", True)


def test_a_call_is_signed_and_names_nobody(desk: Desk, hook: Hook) -> None:
    desk.watches.add(NUMBER, who="a", webhook=f"http://127.0.0.1:{hook.port}/firstlight?x=1")
    arrive(desk)
    assert [outcome.state for outcome in told(desk, called(hook))] == ["sent"]
    ((path, headers, body),) = hook.calls
    assert path == "/firstlight?x=1"
    moment = str(int(NOW.timestamp()))
    made = hmac.new(KEY.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers[SIGNATURE] == f"t={moment},v1={made}"
    assert headers["Idempotency-Key"].startswith("firstlight-1-")
    said = json.loads(body)
    assert (said["watch"], said["alerts"], said["groups"][0]["tier"]) == (1, 2, "urgent")
    assert NUMBER not in body.decode()


@pytest.mark.parametrize(
    ("status", "to", "state"), [(500, "", "waiting"), (302, "http://127.0.0.1/", "waiting"), (0, "", "unclear")]
)
def test_what_the_other_side_may_do_instead(desk: Desk, hook: Hook, status: int, to: str, state: str) -> None:
    hook.status, hook.to = status, to
    desk.watches.add(NUMBER, who="a", webhook=f"http://127.0.0.1:{hook.port}/")
    arrive(desk)
    assert [outcome.state for outcome in told(desk, called(hook))] == [state]
    assert len(hook.calls) == 1


def test_no_call_is_made_without_a_key_or_to_a_private_address(desk: Desk, hook: Hook) -> None:
    desk.watches.add(NUMBER, who="a", webhook=f"http://127.0.0.1:{hook.port}/")
    arrive(desk)
    (unsigned,) = told(desk, Post(webhook_private=(f"127.0.0.1:{hook.port}",)))
    (private,) = told(desk, Post(webhook_key=KEY), timedelta(hours=1))
    assert "FIRSTLIGHT_WEBHOOK_KEY" in unsigned.error
    assert "no public address" in private.error
    assert hook.calls == []


PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1", "fc00::1",
           "::ffff:127.0.0.1", "100.64.0.1", "224.0.0.1", "2002:7f00:1::1", "198.51.100.7"]  # fmt: skip


@pytest.mark.parametrize("at", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    def resolved(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("93.184.215.14", port)), (0, 0, 0, "", (at, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(NotSent, match="no public address"):
        address("hook.example", 443, ())
    assert address("hook.example", 443, ("hook.example:443",)) in ("93.184.215.14", at)


def test_a_name_is_resolved_once(desk: Desk, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolved(host: str, port: int, *rest: object, **more: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "hook.example" else host, port, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    desk.watches.add(NUMBER, who="a", webhook=f"http://hook.example:{hook.port}/")
    arrive(desk)
    post = Post(webhook_key=KEY, webhook_private=(f"hook.example:{hook.port}",))
    assert [outcome.state for outcome in told(desk, post)] == ["sent"]
    assert asked.count("hook.example") == 1
    assert hook.calls[0][1]["Host"] == f"hook.example:{hook.port}"


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from firstlight.alert import Post, deliver, mail
from firstlight.desk import Desk

real = mail.letter.words
def dies(*given):
    if sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)
mail.letter.words = dies
settle = Desk.open(sys.argv[1])
if sys.argv[2] == "after":
    type(settle.watches).settle = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
list(deliver(settle, Post(smtp=sys.argv[3], smtp_from="desk@unit.example"), now=datetime(2026, 1, 9, 12, tzinfo=UTC)))
"""


@pytest.mark.parametrize(("when", "letters"), [("before", 0), ("after", 1)])
def test_killed_at_any_moment_nothing_is_told_twice(
    desk: Desk, inbox: Inbox, tmp_path: Path, when: str, letters: int
) -> None:
    desk.watches.add(NUMBER, who="a", email="unit@police.example")
    arrive(desk)
    where = f"127.0.0.1:{inbox.port}"
    arguments = [sys.executable, "-c", KILLED, f"sqlite:///{tmp_path}/desk.sqlite", when, where]
    done = subprocess.run(arguments, env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    assert told(desk, mailed(inbox), timedelta(days=1)) == []
    assert len(inbox.letters) == letters
    assert [one.state for one in desk.watches.deliveries()] == ["unclear"]
