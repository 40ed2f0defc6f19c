from __future__ import annotations

import pyarrow as pa

from firstlight import link
from firstlight.link import sketching
from tests.link.ads import MASSAGE, QUIET, Ad, phone, sketches, tables


def test_a_sketch_has_the_published_columns_and_one_row_a_posting() -> None:
    table = sketches([Ad(QUIET, (phone(1),), day=3), Ad("")], 7)
    assert table.schema == link.SKETCH
    assert table.column("ordinal").to_pylist() == [7, 8]
    assert table.column("day").to_pylist() == [20_457, None]


def test_identifiers_stand_beside_their_keys_once_each() -> None:
    table = sketches([Ad(QUIET, (phone(1), phone(1), "url:https://a.example/x:y"), author="ivy", pictures=("1.jpg",))])
    (names,) = table.column("identifiers").to_pylist()
    link_out = "url:https://a.example/x:y"
    assert names == ["author:ivy@a.example", phone(1), "picture:1.jpg", link_out]
    (keys,) = table.column("keys").to_pylist()
    assert keys == [int(link.keys(*name.split(":", 1))) for name in names]


def test_the_first_band_is_the_digest_and_a_text_without_words_has_none() -> None:
    table = sketches([Ad(QUIET), Ad("1 2 3")])
    bands, digests = table.column("bands").to_pylist(), table.column("digest").to_pylist()
    assert bands[0][0] == digests[0]
    assert [len(some) for some in bands] == [1 + sketching.BANDS, 0]
    assert digests[1] == 0


def test_a_sketch_depends_on_its_posting_alone() -> None:
    ads = [Ad(QUIET, (phone(1),), day=1, names=("Ivy",)), Ad(MASSAGE, places=("Reno",)), Ad("x")]
    together = sketches(ads)
    apart = pa.concat_tables([sketches([ad], at) for at, ad in enumerate(ads)])
    assert together.equals(apart)


def test_outside_a_workspace_mentions_find_their_posting_by_id() -> None:
    postings, mentions = tables([Ad(QUIET, (phone(1),)), Ad(QUIET, (phone(2),))])
    outside = pa.array([-1, -1], pa.int64())
    postings = postings.set_column(0, link.SKETCH.field("ordinal"), outside)
    mentions = mentions.set_column(0, link.SKETCH.field("ordinal"), outside)
    assert link.sketch(postings, mentions).column("identifiers").to_pylist() == [[phone(1)], [phone(2)]]


def test_no_posting_gives_no_sketch() -> None:
    assert sketches([]).equals(link.SKETCH.empty_table())
