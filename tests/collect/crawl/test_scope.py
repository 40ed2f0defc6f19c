"""A scope is checked to the last entry, and a mistake is told with its line, before anything is fetched."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstlight.collect.crawl import scope as scopes
from firstlight.errors import BadScope, UnreadableFile
from tests.collect.crawl.conftest import SCOPE, onion, written

ONION = onion("onion")


def test_a_scope_is_read() -> None:
    scope = scopes.parse(written(8099), "scope.yaml")
    assert (scope.case, scope.operator) == ("2026-014", "Analyst 12, Example Unit")
    assert scope.begins == datetime(2026, 1, 1, tzinfo=UTC)
    assert scope.ends == datetime(2100, 1, 1, tzinfo=UTC)  # the last day counts to its end
    assert [str(start) for start in scope.start] == ["http://127.0.0.1:8099/"]
    assert (scope.limits.pages, scope.limits.page_seconds, scope.pictures, scope.login) == (500, 5, None, None)
    assert re.fullmatch("[0-9a-f]{64}", scope.digest)


WRONG = [
    # (entry, value, line, entry named, what the message says)
    ("case", "", 1, "case", "must say something"),
    ("case", "../../etc", 1, "case", "at most 64 letters"),
    ("valid", "{from: 2026-01-01}", 4, "valid", "lacks until"),
    ("valid", "{from: 2026-01-01, until: soon}", 4, "valid.until", "write a day as 2026-11-30"),
    ("valid", "{from: 2026-02-01, until: 2026-01-01}", 4, "valid.until", "lies before"),
    ("valid", "{from: '2026-01-01T10:00', until: 2027-01-01}", 4, "valid.from", "needs its zone"),
    ("through", "vpn", 5, "through", "it must be tor or clear"),
    ("hosts", "[]", 6, "hosts", "a list of at least 1"),
    ("hosts", "['*']", 6, "hosts", "is no name"),
    ("hosts", "['*.onion']", 6, "hosts", ""),
    ("hosts", "['*.com']", 6, "hosts", "would allow a whole ending"),
    ("hosts", "['http://forum.example/']", 6, "hosts", "is no"),
    ("hosts", f"[127.0.0.1, {ONION}]", 5, "through", "reached through tor alone"),
    ("start", "['http://elsewhere.example/']", 7, "start", "on no host that this scope allows"),
    ("start", "['file:///etc/passwd']", 7, "start", "not http or https"),
    ("rate", "{per_second: 0, connections: 1}", 8, "rate.per_second", "must be a number"),
    ("rate", "{per_second: 1, connections: 99}", 8, "rate.connections", "from 1 to 32"),
    ("limits", "{depth: 1, pages: 5, page_bytes: 5000}", 9, "limits", "lacks total_bytes"),
    ("limits", "{depth: deep, pages: 5, page_bytes: 5000, total_bytes: 5000}", 9, "limits.depth", "a whole number"),
    ("robots", "maybe", 10, "robots", "obey or ignore"),
    ("keep", "everything", 11, "keep", "it must be text"),
    ("pictures", "keep", 12, "pictures", "names with values"),
    ("pictures", "{hash_lists: [missing.csv]}", 12, "pictures.hash_lists", "there is no file"),
    ("exclude", "['(']", 13, "exclude", "not a regular expression"),
    ("everything", "true", 13, "", "does not know 'everything'"),
    ("login", "{signed_in: a.out}", 13, "login", "must have cookies or a form"),
    ("login", "{signed_in: '..', form: {}}", 13, "login.signed_in", "not a CSS selector"),
    (
        "login",
        "{signed_in: a, form: {page: 'http://127.0.0.1/', fields: {password: letmein}}}",
        13,
        "login.form.fields.password",
        "is a secret",
    ),
    (
        "login",
        "{signed_in: a, form: {page: 'http://other.example/', fields: {name: a}}}",
        13,
        "login",
        "on no host that this scope allows",
    ),
]


@pytest.mark.parametrize(("entry", "value", "line", "named", "cause"), WRONG)
def test_a_mistake_is_told_with_its_place(entry: str, value: str, line: int, named: str, cause: str) -> None:
    with pytest.raises(BadScope) as told:
        scopes.parse(written(8099, **{entry: value}), "scope.yaml")
    assert (told.value.where.file, told.value.where.line, told.value.where.field) == ("scope.yaml", line, named)
    assert cause in told.value.cause
    assert "letmein" not in str(told.value)


@pytest.mark.parametrize("name", [line.partition(":")[0] for line in SCOPE.splitlines()])
def test_nothing_needed_may_be_left_out_or_said_twice(name: str) -> None:
    lines = written(8099).splitlines()
    [index] = [number for number, line in enumerate(lines) if line.startswith(f"{name}:")]
    with pytest.raises(BadScope, match=f"lacks {name}"):
        scopes.parse("\n".join(lines[:index] + lines[index + 1 :]), "scope.yaml")
    with pytest.raises(BadScope, match="stands here twice"):
        scopes.parse("\n".join([*lines, lines[index]]), "scope.yaml")


NOT_YAML = ["", "- a", "just words", "a: [", "a: {b", "case: !!python/object:os.system x", "\t: x", "&a [*a]"]


@pytest.mark.parametrize("text", NOT_YAML)
def test_what_is_no_scope_at_all(text: str) -> None:
    with pytest.raises(BadScope):
        scopes.parse(text, "scope.yaml")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot read this scope"):
        scopes.load(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        scopes.load(tmp_path / "bytes.yaml")


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "password.txt"
    secret.write_text("letmein\n")
    login = "{signed_in: a.out, form: {page: 'http://127.0.0.1:8099/in', fields: {password: {file: password.txt}}}}"
    secret.chmod(0o644)
    with pytest.raises(BadScope, match="chmod 600"):
        scopes.parse(written(8099, login=login), str(tmp_path / "scope.yaml"))
    secret.chmod(0o600)
    scope = scopes.parse(written(8099, login=login), str(tmp_path / "scope.yaml"))
    assert scope.login
    assert scope.login.form
    assert scope.login.form.fields == {"password": "letmein"}
    assert "letmein" not in repr(scope)


@given(st.text(max_size=200), st.integers(0, 12))
def test_no_scope_crashes(junk: str, at: int) -> None:
    lines = written(8099).splitlines()
    lines.insert(at, junk)
    with suppress(BadScope):
        scopes.parse("\n".join(lines), "scope.yaml")
