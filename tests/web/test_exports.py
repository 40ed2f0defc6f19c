"""Files that leave from the pages: covered unless asked otherwise, and never without a note."""

from __future__ import annotations

import hashlib
import json

import pytest
from starlette.testclient import TestClient

from firstlight.desk import Desk
from firstlight.refer.formats import FORMATS
from firstlight.web.app import create_app

HOME = "http://127.0.0.1:8642"


@pytest.fixture
def browser(own: Desk) -> TestClient:
    return TestClient(create_app(lambda: own, who="Det. Rivera", purpose="order 17"), base_url=HOME)


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_a_lead_leaves_in_each_format_and_is_noted(browser: TestClient, own: Desk, group: str, suffix: str) -> None:
    answer = browser.get(f"/groups/{group}/export", params={"to": suffix})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{group}{suffix}"'
    digest = hashlib.sha256(answer.content).hexdigest()
    noted = own.audit.entries()[-1]
    assert (noted.act, noted.subject, noted.why) == ("export", group, "order 17")
    assert digest in noted.said
    assert b"9185550142" not in answer.content


def test_a_case_leaves_in_full_only_when_asked(browser: TestClient, own: Desk, group: str) -> None:
    case = own.cases.new("one", who="a").case
    own.cases.add(case, "group", group, who="a")
    assert json.loads(browser.get(f"/cases/{case}/export?to=.json").content)["redacted"] is True
    whole = json.loads(browser.get(f"/cases/{case}/export?to=.json&full=true").content)
    assert (whole["redacted"], whole["about"], len(whole["ads"])) == (False, "C-1", 4)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/groups/G-none/export", 404), ("/cases/C-9/export", 404), ("/groups/{group}/export?to=.exe", 400)],
)
def test_what_cannot_leave_is_refused(browser: TestClient, own: Desk, group: str, path: str, status: int) -> None:
    assert browser.get(path.format(group=group)).status_code == status
    assert own.audit.last() == 0


@pytest.mark.parametrize("to", ["../../x.pdf", "/etc/passwd", ".pdf\r\nX: y", "%0d%0a.pdf", "." * 30 + "pdf"])
def test_no_name_of_a_file_is_taken_from_the_address(browser: TestClient, group: str, to: str) -> None:
    assert browser.get(f"/groups/{group}/export", params={"to": to}).status_code == 400
