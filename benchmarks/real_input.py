"""The whole job on input that others made: public tables with known duplicates, and web archives, broken ones too.

    python -m benchmarks.real_input --tables DIR --warcs DIR

DIR of tables is pyJedAI's `data` folder (github.com/AI-team-UoA/pyJedAI: der/cddb, der/abtbuy), DIR of archives the
test files of warcio (github.com/webrecorder/warcio: test/data) and jwarc (github.com/iipc/jwarc: test-resources).
They are fetched by hand and never committed. Tables are sifted through `--map`, and their groups compared with the
truth, beside connected components over rensa on the same raw text. There are no identifiers in them, so wording is
all there is; and Firstlight takes digits out of wording, which tells products apart by little else than digits.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import warc_corpus
from benchmarks.linking import peers, public
from benchmarks.linking.measures import scores
from firstlight.collect import sources
from firstlight.desk import Desk
from firstlight.errors import InputError
from firstlight.settings import Settings
from firstlight.sift import SiftReport, sift
from firstlight.workspace import Workspace

TABLES: dict[str, tuple[str, dict[str, str], tuple[str, str]]] = {
    "CDDB (discs)": ("cddb/cddb.csv", {"text": "artist+title+tracks"}, ("id1", "id2")),
    "Abt-Buy (products)": ("abtbuy/abtbuy.csv", {"text": "name+description"}, ("idAbt", "idBuy")),
}
"""Name to the table below `der`, its mapping, and the columns of the truth (gt.csv beside it)."""


def main(tables: str | None = None, warcs: str | None = None) -> None:
    """Print the tables for the folders given; say what to fetch for those that are not."""
    if tables:
        _tables(Path(tables))
    else:
        print("no tables: fetch pyJedAI's data folder, then python -m benchmarks.real_input --tables DIR")
    if warcs:
        _archives(Path(warcs))
    else:
        print("no archives: fetch warcio's and jwarc's test files, then python -m benchmarks.real_input --warcs DIR")


def _tables(folder: Path) -> None:
    print(f"{'':38}{'rows':>7}{'aside':>7}{'groups':>8}{'pair P':>8}{'pair R':>8}{'pair F1':>8}{'s':>7}")
    for name, (table, mapping, ends) in TABLES.items():
        path = folder / "der" / table
        if not path.exists():
            print(f"{name}: {path} is not there")
            continue
        start = perf_counter()
        report, groups = _sifted([str(path)], mapping)
        seconds = perf_counter() - start
        rows = {row["id"]: row for row in public.table(path, ",")}
        texts = ["\n".join(row[column] for column in mapping["text"].split("+")) for row in rows.values()]
        place = {posting: at for at, posting in enumerate(rows)}
        matches = [[place.get(row[end]) for end in ends] for row in public.table(path.parent / "gt.csv", ",")]
        truth = public.true_groups(len(rows), [(a, b) for a, b in matches if a is not None and b is not None])
        print(name)
        _line("Firstlight, the whole job", report, [groups.get(posting, posting) for posting in rows], truth, seconds)
        start = process_time()
        peer = peers.plain(texts, near=True)
        _line("rensa on raw text + components", None, [str(label) for label in peer], truth, process_time() - start)


def _line(name: str, report: SiftReport | None, groups: Sequence[str], truth: Sequence[str], seconds: float) -> None:
    counts = f"{report.postings:7,}{report.set_aside:7,}" if report else f"{len(groups):7,}{'':7}"
    found = scores(groups, truth)
    figures = "".join(f"{value:8.3f}" for value in (found.pair_precision, found.pair_recall, found.pair_f1))
    print(f"  {name:36}{counts}{len(set(groups)):8,}{figures}{seconds:7.1f}")


def _sifted(paths: Sequence[str], mapping: Mapping[str, str]) -> tuple[SiftReport, dict[str, str]]:
    """Sift, and return the report and the group of each posting."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(workspace=Path(folder) / "unit")
        report = sift(paths, settings, mapping=mapping)
        with Desk.open(Workspace.open(settings.workspace).desk_url) as desk:
            groups = desk.groups(1_000_000)
    return report, {posting: group.group for group in groups for posting in group.postings}


def _archives(folder: Path) -> None:
    """Read each archive beside warcio, then sift the folder whole."""
    faults = warc_corpus.show(str(folder))
    try:
        found = sources([str(folder)])
    except InputError as error:
        print(error)
        return
    report, _ = _sifted([source.path for source in found], {})
    print(
        f"{'faults' if faults else 'no fault'}; the whole job over {len(found):,} files: {report.postings:,} postings, "
        f"{report.repeated:,} repeated, {report.set_aside:,} set aside, {len(report.broken):,} files broken, "
        f"{sum(report.leads.values()):,} leads"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The whole job on public tables and web archives.")
    parser.add_argument("--tables", metavar="DIR", help="pyJedAI's data folder")
    parser.add_argument("--warcs", metavar="DIR", help="a folder of web archives")
    given = parser.parse_args()
    main(given.tables, given.warcs)
