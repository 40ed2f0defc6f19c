"""Take the pictures of the pages: `python -m tests.web.screenshots FOLDER`, of a simulated market made for it.

Each page on a wide screen and some on a telephone, in the dark, in Spanish; PNG files, for whoever changes a page to
look at before and after. Nothing of them is kept in the repository.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from firstlight import simulate
from firstlight.desk import Desk
from firstlight.settings import Settings
from firstlight.sift import sift
from firstlight.sift.like import like
from firstlight.web.app import create_app
from firstlight.workspace import Workspace
from tests.web.browsing import LOOKS, launched, served

SHOTS = (
    ("queue", "/", "wide", ""),
    ("queue-phone", "/", "phone", ""),
    ("queue-es", "/?tier=high", "wide", "es"),
    ("one", "/?view=one", "wide", ""),
    ("one-dark", "/?view=one", "dark", ""),
    ("group", "/groups/{group}", "wide", ""),
    ("pictures", "/groups/{group}#when", "wide", ""),
    ("pictures-phone", "/groups/{group}#when", "phone", ""),
    ("network", "/groups/{group}#network", "dark", ""),
    ("search", "/search?q=dinner+near:tulsa", "wide", ""),
    ("search-phone", "/search?q=dinner", "phone", "es"),
    ("like", "/like?id={posting}", "wide", ""),
)
"""The name of each picture, its address, how it is looked at, and its language, empty for English."""


def main(folder: Path, ads: int = 3_000) -> None:
    """Write the pictures into a folder, making it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        simulate.market(Path(scratch), ads=ads, seed=7)
        sift([f"{scratch}/ads.jsonl"], Settings(workspace=Path(scratch) / "ws"))
        workspace = Workspace.open(Path(scratch) / "ws")
        with Desk.open(workspace.desk_url) as desk:
            app = create_app(lambda: desk, simulated=True, like=lambda text: like(workspace, text, ("US",)))
            lead = max(desk.leads(top=60), key=lambda one: len(one.places))
            with served(app) as address, launched() as browser:
                for name, path, look, language in SHOTS:
                    asked = path.format(group=lead.group, posting=lead.postings[0])
                    _shoot(browser, f"{address}{asked}", folder / f"{name}.png", look, language)


def _shoot(browser: Browser, address: str, target: Path, look: str, language: str) -> None:
    with browser.new_context(locale=language or "en-US", **LOOKS[look]) as context:
        page = context.new_page()
        page.goto(address)
        page.locator("html[data-ready]").wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
