"""Extract: text to mentions, each with its exact span in the original text.

`run` for batches, `mentions` for one posting, `identifiers` for a search box; `kinds` tells how a kind is added.
"""

from firstlight.extract.run import identifiers, mentions, run

__all__ = ["identifiers", "mentions", "run"]
