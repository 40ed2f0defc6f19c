"""The directory: what ships is whole, an agency's own goes before it, and what is wrong in a file is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from firstlight.errors import InputError
from firstlight.refer.directory import declared, parse, read

GOOD = {
    "id": "unit", "name": "Child protection desk", "country": "US", "for": ["minor"], "when": ["now"],
    "ways": [{"by": "phone", "at": "555-0142"}], "needs": ["an age"], "note": "", "source": "us",
    "checked": date(2026, 11, 1),
}  # fmt: skip


def written(**changes: object) -> str:
    return yaml.safe_dump({"bodies": [GOOD | changes]})


def test_what_ships_names_its_source_and_the_day_it_was_checked() -> None:
    for body in declared():
        assert body.source or body.id == "local", body.id
        assert body.checked >= date(2026, 1, 1)
        assert body.needs
        assert body.ways or body.id == "local"


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("us-ncmec", "1-800-843-5678"),
        ("us-nhth", "1-888-373-7888"),
        ("us-nhth", "233733"),
        ("us-nrs", "1-800-786-2929"),
        ("gb-mseh", "08000 121 700"),
        ("ca-chth", "1-833-900-1010"),
    ],
)
def test_the_numbers_are_the_public_ones(body: str, at: str) -> None:
    (found,) = [one for one in declared() if one.id == body]
    assert at in [way.at for way in found.ways]


def test_an_agency_s_own_entries_stand_first_and_replace_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(written(id="us-ncmec", name="Our liaison officer"))
    found = read(str(own))
    assert found[0].name == "Our liaison officer"
    assert [body.id for body in found].count("us-ncmec") == 1
    assert len(found) == len(declared())
    assert read("") == declared()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bodies: [", "this is no YAML"),
        ("[]", "must hold a list named bodies"),
        ("bodies: {}", "must hold a list named bodies"),
        ("bodies: [x]", "entry 1: it must hold fields"),
        (written(colour="red"), r"entry 1 \(unit\): colour is no field"),
        (yaml.safe_dump({"bodies": [{k: v for k, v in GOOD.items() if k != "for"}]}), "for is missing"),
        (written(country="usa"), "country is 'usa'"),
        (written(checked="lately"), "checked is 'lately'"),
        (written(when=["later"]), "'later' is none of emergency, now, report"),
        (written(**{"for": "minor"}), "for must be a list"),
        (written(ways=[{"by": "pigeon", "at": "x"}]), "a way must say by"),
        (written(ways=["555"]), "a way must say by"),
        (written(name=7), "name must be text"),
        (yaml.safe_dump({"bodies": [GOOD, GOOD]}), "unit stands there twice"),
    ],
)
def test_what_is_wrong_is_named(text: str, says: str) -> None:
    with pytest.raises(InputError, match=f"own.yaml.*{says}"):
        parse(text, "own.yaml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.yaml: the directory of bodies cannot be read"):
        read(str(tmp_path / "none.yaml"))
