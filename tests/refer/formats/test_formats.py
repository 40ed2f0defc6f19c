"""Each format says what the ads say, and nothing that reads it obeys a word of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from pathlib import Path

import igraph
import pytest
from lxml import etree

from firstlight.desk import Desk, digest_of
from firstlight.errors import InputError
from firstlight.refer import formats
from firstlight.refer.exporting import export
from firstlight.refer.formats import ftm, manifest, packet
from firstlight.refer.material import Material, gather
from tests.refer.conftest import GROUP, HOSTILE, NOW

SCHEMATA = {
    "HyperText": {"title", "bodyText", "author", "publishedAt", "sourceUrl", "publisher", "locationMentioned",
                  "phoneMentioned", "emailMentioned", "namesMentioned", "messageId", "notes"},
    "UserAccount": {"username", "service", "phone", "email"},
    "CryptoWallet": {"publicKey", "name"},
    "Documentation": {"document", "entity", "role"},
    "UnknownLink": {"subject", "object", "role", "summary"},
}  # fmt: skip
"""The schemata and properties used, as followthemoney 4.11 (MIT) defines them; its library needs ICU's headers."""


def test_the_manifest_holds_everything_and_its_digests(full: Material, desk: Desk) -> None:
    whole = json.loads(manifest.render(full, {"packet.pdf": b"%PDF"}))
    assert whole["digest"] == manifest.digest(whole)
    assert whole["files"] == [{"name": "packet.pdf", "bytes": 4, "sha256": hashlib.sha256(b"%PDF").hexdigest()}]
    assert [ad["sha256"] for ad in whole["ads"]] == [digest_of(ad) for ad in desk.postings([*_ids(full)])]
    assert whole["ads"][1]["posting"]["title"] == HOSTILE
    assert whole["case"]["notes"][0]["text"] == HOSTILE.strip()
    assert (whole["purpose"], whole["redacted"], whole["about"]) == ("order 17", False, "C-1")
    whole["ads"][0]["posting"]["text"] = "other"
    assert whole["digest"] != manifest.digest(whole)


def _ids(material: Material) -> list[str]:
    return [piece.name for piece in material.pieces]


def test_the_packet_is_a_pdf_and_the_same_each_time(full: Material, covered: Material) -> None:
    for material in (full, covered):
        made = packet.render(material)
        assert made.startswith(b"%PDF-1.")
        assert made == packet.render(material)


def test_the_packet_shows_what_is_hidden_and_calls_first(full: Material) -> None:
    shown = packet.document(full)
    assert "call now 1-800-843-5678" in shown["first"]
    assert "‹U+202E›gnp‹U+202C› ‹U+000B›" in shown["ads"][1]["title"]
    assert '#panic("x") $x^2$ *bold*' in shown["ads"][1]["text"]
    assert [row[:2] for row in shown["places"]] == [["2026-01-05", "Tulsa, OK, US"], ["2026-01-06", "Wichita, KS, US"]]


TYPST = [HOSTILE, "#read(\"/etc/passwd\")",
         "#import \"@preview/x:1.0.0\"", "= head\n- list\n/ term: x", "$", "```", "\\",
         "]" * 50, "#" * 50, "\u202e" * 20, "\x00\x01", "وصل حديثا 到達", "w" * 500, ""]  # fmt: skip


@pytest.mark.parametrize("hostile", TYPST)
def test_no_word_of_an_ad_is_mark_up_in_the_packet(desk: Desk, hostile: str) -> None:
    case = desk.cases.new("x" + hostile[:100], who="a").case
    if hostile.strip():
        desk.cases.note(case, hostile, who="a")
    desk.cases.add(case, "record", f"r {hostile}"[:100], who="a")
    assert packet.render(gather(desk, case, who=hostile or "a", purpose=hostile, now=NOW)).startswith(b"%PDF")


def test_tables_have_no_formula(full: Material) -> None:
    for suffix, least in ((".entities.csv", 8), (".links.csv", 7)):
        content = formats.of(f"x{suffix}").render(full).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(content, newline=""))
        assert len(rows) >= least
        assert {len(row) for row in rows} == {len(header)}
        assert not [
            cell for row in rows for cell in row if cell.startswith(("=", "@", "\t")) or re.match(r"[+-]\D", cell)
        ]
    assert "'=HYPERLINK" in formats.of("x.entities.csv").render(full).decode()


def test_the_graph_is_read_by_others(full: Material, tmp_path: Path) -> None:
    path = tmp_path / "x.graphml"
    path.write_bytes(formats.of("x.graphml").render(full))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount()) == (9, 9)
    assert set(graph.vs["type"]) == {"ad", "phone", "email", "wallet", "place"}
    assert {"tie", "names"} == set(graph.es["type"])
    assert any("<script>alert(1)</script>" in label for label in graph.vs["label"])
    assert graph.vs.find(id="phone:+19185550142")["ads"] == 3


def test_the_map_is_read_by_others(full: Material) -> None:
    document = etree.fromstring(formats.of("x.kml").render(full))
    space = {"k": "http://www.opengis.net/kml/2.3"}
    assert document.xpath("//k:Placemark/k:name/text()", namespaces=space) == [
        "Tulsa, OK, US", "Wichita, KS, US", "In time order",
    ]  # fmt: skip
    assert document.xpath("//k:when/text()", namespaces=space) == ["2026-01-05", "2026-01-06"]
    longitude, latitude = document.xpath("//k:Point/k:coordinates/text()", namespaces=space)[0].split(",")
    assert (round(float(longitude)), round(float(latitude))) == (-96, 36)


def test_entities_are_of_the_model(full: Material, covered: Material) -> None:
    for material in (full, covered):
        found = [json.loads(line) for line in ftm.render(material).decode().splitlines()]
        ids = [entity["id"] for entity in found]
        assert len(ids) == len(set(ids))
        for entity in found:
            assert entity["properties"].keys() <= SCHEMATA[entity["schema"]]
            assert all(isinstance(value, str) and value for values in entity["properties"].values() for value in values)
            ends = [entity["properties"].get(name, []) for name in ("document", "entity", "subject", "object")]
            assert {end for values in ends for end in values} <= set(ids)
    schemata = [entity["schema"] for entity in ftm.entities(full)]
    assert {name: schemata.count(name) for name in SCHEMATA} == {
        "HyperText": 4, "UserAccount": 2, "CryptoWallet": 1, "Documentation": 5, "UnknownLink": 2,
    }  # fmt: skip
    ads = [entity["properties"] for entity in ftm.entities(full) if entity["schema"] == "HyperText"]
    assert [ad.get("sourceUrl") for ad in ads] == [["https://board.example/1"], None, None, None]
    assert not [entity for entity in ftm.entities(covered) if "phone" in entity["properties"]]


def test_an_export_is_noted_to_its_digest(desk: Desk) -> None:
    made = export(desk, GROUP, "x.json", who="Det. Rivera", purpose="order 17")
    noted = desk.audit.entries()[-1]
    assert (noted.act, noted.subject, noted.why) == ("export", GROUP, "order 17")
    assert noted.said == f"x.json, redacted, 3 ads, sha256 {hashlib.sha256(made.content).hexdigest()}"
    assert json.loads(made.content)["redacted"] is True
    pdf = export(desk, GROUP.replace("G-", "L-"), "x.pdf", who="a", full=True)
    assert pdf.beside is not None
    assert json.loads(pdf.beside)["files"][0]["sha256"] == pdf.sha256
    assert "full, 3 ads" in desk.audit.entries()[-1].said


@pytest.mark.parametrize(
    ("about", "name", "says"),
    [
        ("G-none", "x.pdf", "no group"),
        ("C-9", "x.pdf", "no case"),
        ("L-none", "x.pdf", "no lead"),
        ("C-1", "x.csv", r"\.kml"),
    ],
)
def test_what_cannot_leave_leaves_no_note(desk: Desk, about: str, name: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        export(desk, about, name, who="a")
    assert desk.audit.last() == 0


def test_an_export_is_never_of_everything(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstlight.refer.material.MOST", 2)
    with pytest.raises(InputError, match="export its leads one by one"):
        gather(desk, "C-1", who="a")
