"""Each command on a small simulated market."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from firstlight.cli.sift import next_commands
from tests.cli.conftest import Run, records


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


def test_sift_says_what_came_of_it_and_what_is_next(run: Run, market: Path, workspace: Path) -> None:
    again = run("sift", market / "ads.jsonl", "-w", workspace, "--records", market / "records.csv")
    assert again.exit_code == 0
    assert "0 new ads in 0 files; 1 file read before" in again.stdout
    assert f"firstlight leads -w {workspace}" in again.stdout


def test_sift_sets_bad_rows_aside_and_the_exit_code_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text("sku,name\n1,dinner company 918-555-0142\n,no id\n3,\n", encoding="utf-8")
    result = run("sift", "ads.csv", "--map", "id=sku", "--map", "text=name", "-w", "ws")
    assert result.exit_code == 6
    assert "1 new ad in 1 file" in result.stdout
    assert "2 rows that cannot be read; mend and sift:" in result.stdout
    (report,) = [
        json.loads(
            run("sift", "ads.csv", "--map", "id=sku", "--map", "text=name", "-w", "ws", "--format", "jsonl").stdout
        )
    ]
    assert report["skipped"] == 1
    told = run("sift", "ads.csv", "--map", "id=sku", "--map", "text=name", "-w", "ws", "--format", "csv").stdout
    assert told.startswith("files,skipped,broken,postings")


def test_sift_of_nothing(run: Run, tmp_path: Path) -> None:
    result = run("sift", tmp_path / "nowhere.jsonl", "-w", "ws")
    assert result.exit_code == 2
    assert result.stderr.startswith("firstlight: ")


def test_the_next_commands_hold_no_password() -> None:
    said = next_commands(Path("a b"), "postgresql://analyst:secret@host/desk")
    assert said.endswith("firstlight serve -w 'a b' --desk postgresql://analyst@host/desk")
    assert "secret" not in said


def test_a_file_cannot_speak_to_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\033]0;title\007foo,bar\n1,2\n", encoding="utf-8")
    result = run("sift", "a.csv", "-w", "ws")
    assert "<U+001B>" in result.stdout
    assert "\033" not in result.output


def test_an_empty_queue_says_how_it_is_filled(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n", encoding="utf-8")
    run("sift", "a.csv", "-w", "ws")
    result = run("leads", "-w", "ws", "--format", "jsonl")
    assert (result.exit_code, result.stdout, "firstlight sift" in result.stderr) == (0, "", True)


def test_leads_read_at_80_columns(run: Run, workspace: Path) -> None:
    for arguments in (["leads"], ["leads", "--tier", "low"], ["groups", "--top", "9"], ["search", "age<99"]):
        result = run(*arguments, "-w", workspace)
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) > 1
        assert widest(result.stdout) <= 80
    assert run("leads", "--tier", "grave", "-w", workspace).exit_code == 2


def test_leads_of_one_tier(run: Run, workspace: Path) -> None:
    found = records(run("leads", "--tier", "low", "-w", workspace, "--format", "jsonl"))
    assert {lead["tier"] for lead in found} == {"low"}
    assert len(records(run("leads", "--top", 3, "-w", workspace, "--format", "jsonl"))) == 3


def test_a_lead_is_explained_by_rank_and_a_group_by_name(run: Run, workspace: Path) -> None:
    (first,) = records(run("leads", "--top", 1, "-w", workspace, "--format", "jsonl"))
    by_rank = run("leads", "--why", 1, "-w", workspace)
    assert by_rank.exit_code == 0
    assert str(first["group"]) in by_rank.stdout
    assert "the score: the sum of the above" in by_rank.stdout
    by_name = run("groups", "--why", first["group"], "-w", workspace)
    assert by_rank.stdout.splitlines()[0] == by_name.stdout.splitlines()[0]
    assert "identifiers:" in by_name.stdout
    assert widest(by_rank.stdout) <= 80
    assert widest(by_name.stdout) <= 80
    assert records(run("leads", "--why", 1, "-w", workspace, "--format", "jsonl")) == [first]
    assert run("leads", "--why", 1, "--tier", "low", "-w", workspace).exit_code == 2
    assert run("leads", "--why", 100_000, "-w", workspace).exit_code == 2
    assert run("groups", "--why", "G-NOBODY", "-w", workspace).exit_code == 2


def test_why_two_postings_are_linked_or_are_not(run: Run, workspace: Path) -> None:
    groups: list[dict[str, Any]] = records(run("groups", "-w", workspace, "--format", "jsonl"))
    wide = next(group["postings"] for group in groups if len(group["postings"]) > 2)
    other = next(group["postings"][0] for group in groups if wide[0] not in group["postings"])
    assert "are linked" in run("why", wide[0], wide[-1], "-w", workspace).stdout
    assert "are not linked" in run("why", wide[0], other, "-w", workspace).stdout
    assert "is one posting" in run("why", wide[0], wide[0], "-w", workspace).stdout
    assert run("why", wide[0], "nobody", "-w", workspace).exit_code == 2


def test_search_finds_a_number_in_any_spelling(run: Run, workspace: Path) -> None:
    groups: list[dict[str, Any]] = records(run("groups", "-w", workspace, "--format", "jsonl"))
    value = next(name for group in groups for name in group["identifiers"] if name.startswith("phone:+1")).split(":")[1]
    spellings = [value, f"({value[2:5]}) {value[5:8]}-{value[8:]}", " ".join(value[2:])]
    found = [records(run("search", spelling, "-w", workspace, "--format", "jsonl")) for spelling in spellings]
    assert found[0]
    assert found[0] == found[1] == found[2]


def test_a_search_that_cannot_be_read_points_at_its_place(run: Run, workspace: Path) -> None:
    result = run("search", "tulsa (spa", "-w", workspace)
    assert result.exit_code == 2
    assert "^" in result.stderr


def test_extract_reads_standard_input(run: Run) -> None:
    rows = '{"id": "b", "text": "18 years old, call 918-555-0142"}\nnot json\n{"id": "a", "text": "hello"}\n'
    result = run("extract", "-", "--format", "jsonl", stdin=rows)
    assert "<stdin>:2" in result.stderr
    assert all(len(str(json.loads(line)["score"])) <= 6 for line in result.stdout.splitlines())
    assert result.exit_code == 6
    assert {json.loads(line)["kind"] for line in result.stdout.splitlines()} >= {"phone", "age"}
    table = run("extract", "-", stdin=rows.replace("not json\n", ""))
    assert table.exit_code == 0
    assert table.stdout.startswith("POSTING")


def test_extract_goes_on_after_a_file_that_breaks_off(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "b.jsonl").write_text('{"id": "b", "text": "call 918-555-0142"}\n', encoding="utf-8")
    result = run("extract", "a.parquet", "b.jsonl", "--format", "jsonl")
    assert [json.loads(line)["value"] for line in result.stdout.splitlines()] == ["+19185550142"]
    assert (result.exit_code, "a.parquet" in result.stderr) == (6, True)


def test_extract_maps_columns_and_takes_regions(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ads.csv").write_text("sku,name\n1,call 020 7946 0123\n", encoding="utf-8")
    result = run("extract", "ads.csv", "--map", "id=sku", "--map", "text=name", "--regions", "gb", "--format", "jsonl")
    assert [m["value"] for m in records(result) if m["kind"] == "phone"] == ["+442079460123"]


def test_verify_says_what_changed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ads.jsonl").write_text('{"id": "a", "text": "dinner company"}\n', encoding="utf-8")
    assert run("sift", "ads.jsonl", "-w", "ws").exit_code == 0
    whole = run("verify", "-w", "ws")
    assert whole.exit_code == 0
    assert "all as they should be" in whole.stdout
    (tmp_path / "ads.jsonl").write_text('{"id": "a", "text": "another"}\n', encoding="utf-8")
    broken = run("verify", "-w", "ws")
    assert broken.exit_code == 6
    assert "1 NOT as they should be" in broken.stdout
    assert "changed" in broken.stdout


def test_verify_cuts_no_path(run: Run, tmp_path: Path) -> None:
    long = tmp_path / ("a folder with a long name" * 4) / "ads.jsonl"
    long.parent.mkdir()
    long.write_text('{"id": "a", "text": "dinner company"}\n', encoding="utf-8")
    run("sift", long, "-w", "ws")
    assert str(long) in run("verify", "-w", "ws").stdout


def test_a_file_without_an_ad_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("", encoding="utf-8")
    result = run("sift", "a.csv", "-w", "ws")
    assert result.exit_code == 0
    assert "empty     a.csv: there is no ad in it" in result.stdout


def test_serve_refuses_an_address_that_others_reach(run: Run, workspace: Path) -> None:
    result = run("serve", "--host", "0.0.0.0", "-w", workspace)  # noqa: S104 - the address that must be refused
    assert result.exit_code == 4
    assert "no sign-in" in result.stderr


def _started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from firstlight.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _address(stream: Any) -> str:
    for line in stream:
        if "The desk is at " in line:
            return str(line).split("The desk is at ")[1].split()[0]
    raise AssertionError


def test_demo_goes_from_nothing_to_pages_and_is_used_again(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        with _started("demo", "--ads", "200", "--port", "0", "--no-browser", "-w", str(tmp_path / "d")) as demo:
            try:
                url = _address(demo.stderr)
                page = urllib.request.urlopen(url, timeout=20).read().decode()
                assert "Simulated market." in page
                assert 'class="tier' in page
            finally:
                demo.terminate()
                out, _err = demo.communicate()
        assert "(simulated)" in out
        assert "RANK" in out
    assert run("demo", "--ads", "300", "--port", "0", "-w", tmp_path / "d").exit_code == 2
    with _started("serve", "--port", "0", "-w", str(tmp_path / "d")) as served:
        try:
            assert "Simulated market." in urllib.request.urlopen(_address(served.stderr), timeout=20).read().decode()
        finally:
            served.terminate()
            served.communicate()


def test_a_port_that_is_taken_is_told(run: Run, workspace: Path) -> None:
    with _started("serve", "--port", "0", "-w", str(workspace)) as served:
        try:
            port = _address(served.stderr).rsplit(":", 1)[1].strip("/")
            result = run("serve", "--port", port, "-w", workspace)
        finally:
            served.terminate()
            served.communicate()
    assert result.exit_code == 2
    assert "--port 0" in result.stderr


def test_ctrl_c_closes_the_desk(workspace: Path) -> None:
    with _started("serve", "--port", "0", "-w", str(workspace)) as served:
        _address(served.stderr)
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=20) == 0


def test_demo_never_mixes_with_a_units_ads(run: Run, workspace: Path) -> None:
    result = run("demo", "--port", "0", "-w", workspace)
    assert result.exit_code == 4
    assert not (workspace / "simulated.json").exists()


def test_the_version(run: Run) -> None:
    assert run("--version").stdout.startswith("firstlight 0.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands(shell: str) -> None:
    words = {"COMP_WORDS": "firstlight lea", "COMP_CWORD": "1", "_TYPER_COMPLETE_ARGS": "firstlight lea"}
    asked = {"_FIRSTLIGHT_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", **words}
    command = Path(sys.executable).with_name("firstlight")
    done = subprocess.run([command], env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    assert "leads" in done.stdout
