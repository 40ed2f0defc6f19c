"""The stable interface, as literal tables: what is written here may only change with a major version."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer.main

from firstlight.cli.app import app
from tests.cli.conftest import Run, records

COMMANDS = (
    "demo",
    "sift",
    "leads",
    "worklist",
    "decide",
    "undo",
    "model status",
    "model train",
    "model roll-back",
    "model card",
    "groups",
    "authors",
    "extract",
    "search",
    "why",
    "refer",
    "serve",
    "verify",
    "simulate market",
    "simulate forum",
    "crawl",
    "stamp",
    "log",
    "export",
    "watch add",
    "watch list",
    "watch remove",
    "watch alerts",
    "watch send",
    "cases list",
    "cases show",
    "cases new",
    "cases add",
    "cases remove",
    "cases note",
    "cases task",
    "cases done",
    "cases close",
    "cases reopen",
)

OPTIONS = {
    "worklist": {"--top", "--day", "-w", "--workspace", "--desk", "--format"},
    "decide": {"--why", "--share", "-w", "--workspace", "--desk"},
    "undo": {"--why", "-w", "--workspace", "--desk"},
    "model status": {"-w", "--workspace", "--desk"},
    "model train": {"-w", "--workspace", "--desk"},
    "model roll-back": {"--to", "--why", "-w", "--workspace", "--desk"},
    "model card": {"-w", "--workspace"},
    "demo": {"--ads", "--port", "--no-browser", "-w", "--workspace"},
    "sift": {
        "--map",
        "-w",
        "--workspace",
        "--desk",
        "--regions",
        "--site",
        "--lexicon",
        "--records",
        "--engine",
        "--format",
    },
    "crawl": {
        "--dry-run",
        "--again",
        "--cookies",
        "--no-sift",
        "--tor",
        "--tor-control",
        "-w",
        "--workspace",
        "--desk",
        "--site",
        "--format",
    },
    "stamp": {"--tsa", "--tsa-root", "-w", "--workspace", "--format"},
    "leads": {"--top", "--tier", "--why", "--seed", "--regions", "-w", "--workspace", "--desk", "--format"},
    "groups": {"--top", "--why", "-w", "--workspace", "--desk", "--format"},
    "authors": {"--top", "--site", "--why", "--with", "--clues", "-w", "--workspace", "--desk", "--format"},
    "extract": {"--map", "--regions", "--site", "--lexicon", "--format"},
    "search": {"--top", "-w", "--workspace", "--desk", "--regions", "--format"},
    "why": {"-w", "--workspace", "--desk", "--format"},
    "refer": {"-w", "--workspace", "--desk", "--regions"},
    "serve": {"--host", "--port", "-w", "--workspace", "--desk", "--regions"},
    "verify": {"-w", "--workspace", "--desk", "--format"},
    "watch add": {
        "--title",
        "--email",
        "--webhook",
        "--digest",
        "--quiet",
        "-w",
        "--workspace",
        "--desk",
        "--regions",
    },
    "watch list": {"-w", "--workspace", "--desk", "--format"},
    "watch remove": {"-w", "--workspace", "--desk"},
    "watch alerts": {"--top", "-w", "--workspace", "--desk", "--format"},
    "watch send": {"-w", "--workspace", "--desk"},
    "export": {"--to", "--full", "-w", "--workspace", "--desk"},
    "log": {"--about", "--top", "-w", "--workspace", "--desk", "--format"},
    "cases list": {"--closed", "-w", "--workspace", "--desk", "--format"},
    "cases show": {"-w", "--workspace", "--desk", "--format"},
    "cases new": {"-w", "--workspace", "--desk"},
    "cases add": {"--kind", "--why", "-w", "--workspace", "--desk"},
    "cases remove": {"--kind", "--why", "-w", "--workspace", "--desk"},
    "cases note": {"-w", "--workspace", "--desk"},
    "cases task": {"-w", "--workspace", "--desk"},
    "cases done": {"--why", "-w", "--workspace", "--desk"},
    "cases close": {"--why", "-w", "--workspace", "--desk"},
    "cases reopen": {"--why", "-w", "--workspace", "--desk"},
    "simulate market": {"--ads", "--seed"},
    "simulate forum": {"--posts", "--seed", "--pages"},
}

MENTION = ["posting", "field", "kind", "value", "start", "end", "surface", "score", "rule"]
GROUP = ["group", "postings", "identifiers", "places", "first_seen", "last_seen"]
LEAD = [
    "rank", "lead", "group", "tier", "score", "possible_minor", "possible_control", "evidence", "reasons",
    "postings", "places", "first_seen", "last_seen",
]  # fmt: skip
INTERVAL = ["value", "low", "high"]
REASON = ["id", "contribution", "text", "grade", "evidence"]
EVIDENCE = ["posting", "field", "start", "end", "surface"]
POSTING = ["id", "text", "title", "url", "site", "posted_at", "location", "author", "thread", "pictures", "extra"]
EDGE = ["a", "b", "kind", "value", "weight"]
PAIR = ["a", "b", "groups", "linked", "chain", "findings"]
SAID = ["kind", "value", "ties", "rule", "text"]
FINDING = ["path", "outcome", "detail"]

TIERS = ("urgent", "high", "review", "low", "spam")
KINDS = {
    "phone", "email", "handle", "url", "onion", "wallet", "pgp", "age", "rate", "place", "name", "time", "measure",
    "wording",
}  # fmt: skip


def commands() -> dict[str, Any]:
    found: dict[str, Any] = {}
    root: Any = typer.main.get_command(app)
    for name, command in root.commands.items():
        inner = getattr(command, "commands", None)
        found |= {f"{name} {sub}": one for sub, one in inner.items()} if inner else {name: command}
    return found


def test_the_commands_are_these() -> None:
    assert set(commands()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_these_options(name: str) -> None:
    found = set()
    for parameter in commands()[name].params:
        if parameter.param_type_name == "option":
            found |= {*parameter.opts, *parameter.secondary_opts}
    assert OPTIONS[name] <= found
    assert found - OPTIONS[name] <= {"--help", "-h", "--browser"}


def test_mentions_have_these_fields(run: Run, market: Path) -> None:
    found = records(run("extract", market / "ads.jsonl", "--format", "jsonl"))
    texts = {ad["id"]: ad for ad in map(json.loads, (market / "ads.jsonl").read_text("utf-8").splitlines())}
    assert {str(mention["kind"]) for mention in found} <= KINDS
    for mention in found:
        assert list(mention) == MENTION
        field = texts[mention["posting"]][mention["field"]]
        assert field[mention["start"] : mention["end"]] == mention["surface"]
    phones = [str(mention["value"]) for mention in found if mention["kind"] == "phone"]
    assert phones
    assert all(phone.startswith("+") and phone[1:].isdigit() for phone in phones)


def test_groups_have_these_fields_and_hold_every_posting_once(run: Run, market: Path, workspace: Path) -> None:
    found: list[dict[str, Any]] = records(run("groups", "-w", workspace, "--format", "jsonl"))
    assert all(list(group) == GROUP for group in found)
    held = [posting for group in found for posting in group["postings"]]
    ids = [json.loads(line)["id"] for line in (market / "ads.jsonl").read_text("utf-8").splitlines()]
    assert sorted(held) == sorted(ids)


def test_leads_have_these_fields_and_add_up(run: Run, workspace: Path) -> None:
    found: list[dict[str, Any]] = records(run("leads", "-w", workspace, "--top", 1000, "--format", "jsonl"))
    assert [lead["rank"] for lead in found] == list(range(1, len(found) + 1))
    tiers = [TIERS.index(lead["tier"]) for lead in found]
    assert tiers == sorted(tiers)
    reasons = [reason for lead in found for reason in lead["reasons"]]
    assert reasons
    for lead in found:
        assert list(lead) == LEAD
        for name in ("possible_minor", "possible_control"):
            assert list(lead[name]) == INTERVAL
            assert 0 <= lead[name]["low"] <= lead[name]["value"] <= lead[name]["high"] <= 1
        assert sum(reason["contribution"] for reason in lead["reasons"]) == pytest.approx(lead["score"], abs=1e-9)
    for reason in reasons:
        assert list(reason) == REASON
        assert all(list(piece) == EVIDENCE for piece in reason["evidence"])


def test_search_why_and_verify_have_these_fields(run: Run, workspace: Path) -> None:
    hit: dict[str, Any] = records(run("search", "age<99", "-w", workspace, "--top", 1, "--format", "jsonl"))[0]
    assert list(hit) == ["posting", "group", "tier", "snippet"]
    assert list(hit["posting"]) == POSTING
    assert list(hit["snippet"]) == ["text", "start", "marks", "title_marks"]
    groups: list[dict[str, Any]] = records(run("groups", "-w", workspace, "--format", "jsonl"))
    a, b, *_ = next(group["postings"] for group in groups if len(group["postings"]) > 1)
    pair: dict[str, Any] = records(run("why", a, b, "-w", workspace, "--format", "jsonl"))[0]
    assert list(pair) == PAIR
    assert pair["linked"]
    assert pair["chain"]
    assert all(list(edge) == EDGE for edge in pair["chain"])
    assert all(list(said) == SAID for said in pair["findings"])
    assert all(list(found) == FINDING for found in records(run("verify", "-w", workspace, "--format", "jsonl")))


CSV_HEADERS = {
    "leads": [
        "rank", "lead", "group", "tier", "score", "possible_minor.value", "possible_minor.low", "possible_minor.high",
        "possible_control.value", "possible_control.low", "possible_control.high", "evidence", "reasons", "postings",
        "places", "first_seen", "last_seen",
    ],
    "groups": GROUP,
    "search age<99": [
        "group", "tier", "posting.id", "posting.posted_at", "posting.site", "posting.location", "posting.author",
        "posting.title", "posting.text", "posting.url", "posting.pictures",
    ],
    "verify": FINDING,
}  # fmt: skip


@pytest.mark.parametrize("command", CSV_HEADERS)
def test_csv_has_these_columns(run: Run, workspace: Path, command: str) -> None:
    result = run(*command.split(), "-w", workspace, "--format", "csv")
    header, *rows = csv.reader(io.StringIO(result.stdout, newline=""))
    assert header == CSV_HEADERS[command]
    assert rows
    assert all(len(row) == len(header) for row in rows)
