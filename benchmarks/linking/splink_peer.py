"""Group the records of a table with Splink: run by a Python that has it (`pip install splink`), never imported.

    PYTHON splink_peer.py RECORDS.jsonl > GROUPS.json

Records are JSON lines of `id` and text columns; the group of each is written as one JSON object. Splink is used as
its tutorial does: Jaro-Winkler levels on every column, parameters by expectation maximisation without any labels,
records grouped at a match probability of .95. Nothing is tuned to a table's truth.
"""

from __future__ import annotations

import json
import logging
import sys
from itertools import combinations

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on


def main(path: str) -> None:
    """Read records, and print the group of each."""
    logging.disable(logging.WARNING)
    frame = pd.read_json(path, lines=True, dtype=str).rename(columns={"id": "unique_id"})
    columns = [name for name in frame.columns if name != "unique_id"]
    frame[columns] = frame[columns].where(frame[columns] != "", None)
    rules = [f"substr({name}, 1, 8)" for name in columns]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.JaroWinklerAtThresholds(name, [0.95, 0.88, 0.7]) for name in columns],
        blocking_rules_to_generate_predictions=[block_on(rule) for rule in rules],
    )
    linker = Linker(DuckDBAPI().register(frame), settings)
    sure = [block_on(*two) for two in combinations(columns, 2)]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for name in columns:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(name))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    groups = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95).as_pandas_dataframe()
    json.dump(dict(zip(groups["unique_id"].astype(str), groups["cluster_id"].astype(str), strict=True)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
