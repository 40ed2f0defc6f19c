"""What a crawl did, in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from firstlight.collect.crawl.visit import Outcome


@dataclass(slots=True)
class CrawlReport:
    """The summary of a run.

    outcomes: how many addresses came to which outcome. stopped: site to (outcome, why) where a site was left alone.
    limit: which limit of the scope ended the run, empty if none. waiting: addresses that the next run begins with.
    noted: whether the manifest vouches for all that was kept. hits: address, list and hash kind of known pictures.
    """

    case: str
    round: int = 0
    fresh: bool = True
    outcomes: dict[str, int] = field(default_factory=dict)
    bytes: int = 0
    links_out: int = 0
    cut_out: int = 0
    pictures: int = 0
    hits: list[dict[str, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    mirrors: dict[str, int] = field(default_factory=dict)
    stopped: dict[str, tuple[Outcome, str]] = field(default_factory=dict)
    limit: str = ""
    waiting: int = 0
    again: int = 0
    seconds: float = 0.0
    noted: bool = True
    archives: list[Path] = field(default_factory=list)

    @property
    def person(self) -> dict[str, str]:
        """The sites at which a person must help, and why."""
        walls = (Outcome.CAPTCHA, Outcome.LOGIN)
        return {site: why for site, (by, why) in self.stopped.items() if by in walls}

    @property
    def down(self) -> dict[str, str]:
        """The sites that did not answer, and why."""
        return {site: why for site, (by, why) in self.stopped.items() if by is Outcome.FAILED}

    @property
    def pages(self) -> int:
        """Pages that gave something new."""
        return self.outcomes.get("kept", 0) + self.outcomes.get("mirror", 0)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        names = (
            "case", "round", "outcomes", "bytes", "links_out", "cut_out", "pictures", "hits", "failures", "mirrors",
            "limit", "waiting", "seconds", "noted",
        )  # fmt: skip
        plain = {name: getattr(self, name) for name in names}
        return plain | {
            "stopped": {site: {"by": str(by), "why": why} for site, (by, why) in self.stopped.items()},
            "archives": [str(path) for path in self.archives],
        }
