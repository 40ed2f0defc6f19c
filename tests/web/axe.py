"""axe-core in a page: what a page gets wrong for people who cannot see it, or not well, or use no mouse.

Source: axe-core (Deque), rules for WCAG 2.2 A and AA and its best practices.
"""

from functools import cache

from playwright.sync_api import Page

import hatch_build
from tests.test_islands import WEB

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async rules => (await axe.run(document, {runOnly: rules})).violations.flatMap(
    one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


@cache
def _source() -> str:
    """Return axe as the lock of the islands pins it; it is only for tests, and is no part of the bundle."""
    script = WEB / "islands" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        hatch_build.npm("ci", "--ignore-scripts", cwd=WEB / "islands")
    return script.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """Return what is wrong with a page as it stands now, one line an element."""
    page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, _RULES)
    return found
