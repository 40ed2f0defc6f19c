"""What wording may join, once contacts have brought postings together into parties."""

from __future__ import annotations

import numpy as np

from firstlight.link.components import components
from firstlight.link.nodes import Nodes
from firstlight.link.ragged import Ints, Ragged, Words
from firstlight.link.rules import Flags, Pairs, Rules, copies, one_wording, supported


def wording_ties(nodes: Nodes, pairs: Pairs, party: Ints, hubs: Words, rules: Rules) -> Ints:
    """Return the pairs that wording ties, `party[i]` being the party of node i by contacts alone.

    A pair within one party is never returned: there is nothing left to tie.
    """
    contacts = nodes.contacts(hubs)
    reachable = np.zeros(int(party.max(initial=-1)) + 1, dtype=bool)
    reachable[party[contacts.rows]] = True
    between = party[pairs.early] != party[pairs.late]
    said = between & one_wording(pairs, rules)
    ends = reachable[party[pairs.early]].astype(np.int64) + reachable[party[pairs.late]]
    silent = np.flatnonzero(said & (ends == 0))
    cluster = components(len(reachable), party[pairs.early[silent]], party[pairs.late[silent]])
    adopted = _best(pairs, np.flatnonzero(said & (ends == 1)), cluster[party], reachable[party])
    backed = np.flatnonzero(between & supported(pairs, rules))
    blast = np.flatnonzero(between & _blast(pairs, party, contacts, rules))
    return np.unique(np.concatenate([silent, adopted, backed, blast]))


def _best(pairs: Pairs, some: Ints, cluster: Ints, reachable: Flags) -> Ints:
    """Return for each cluster without a contact the one pair that ties it best to a party that has one."""
    late = ~reachable[pairs.late[some]]
    seeker = cluster[np.where(late, pairs.late[some], pairs.early[some])]
    score = pairs.jaccard[some] + 0.3 * pairs.persona[some] + 0.3 * pairs.place[some] + 0.3 * pairs.picture[some]
    order = np.lexsort((some, -score, seeker))
    _, first = np.unique(seeker[order], return_index=True)
    return some[order[first]]


def _blast(pairs: Pairs, party: Ints, contacts: Ragged, rules: Rules) -> Flags:
    """Tell which pairs are copies within a blast: one text under many contacts, each of which says little else."""
    count = len(party)
    copied = copies(pairs, rules)
    text = components(count, pairs.early[copied], pairs.late[copied])
    carried = np.unique(np.stack([text[contacts.rows], contacts.values.astype(np.int64)]), axis=1)
    wide = np.bincount(carried[0], minlength=count) >= rules.blast_parties
    repeats = np.bincount(party, wide[text]) >= rules.exclusive * np.bincount(party)
    inside = wide[text] & repeats[party]
    found: Flags = copied & inside[pairs.early] & inside[pairs.late]
    return found
