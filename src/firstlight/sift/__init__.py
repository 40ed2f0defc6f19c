"""The main job: sift a day of postings into a ranked, explained queue."""

from firstlight.sift.job import sift
from firstlight.sift.report import Progress, SiftReport, silent

__all__ = ["Progress", "SiftReport", "sift", "silent"]
