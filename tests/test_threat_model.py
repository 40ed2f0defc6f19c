"""Every threat points at tests that are there, and every file that it names proves something."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ROWS = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat")]


def test_every_threat_has_a_proof_that_is_there() -> None:
    assert len(ROWS) > 20
    for row in ROWS:
        assert len(row) == 3, row
        proofs = re.findall(r"`(tests/[\w/]+\.py)`", row[2])
        assert proofs, row
        for proof in proofs:
            assert "def test_" in (ROOT / proof).read_text(encoding="utf-8"), proof
