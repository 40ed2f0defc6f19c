"""Trees of words in the words of each database: an FTS5 expression, or a tsquery.

Only words reach either (letters and digits, as `words` gives them), each within quotation marks: no text that a person
types can be read as an operator.
"""

from __future__ import annotations

from collections.abc import Callable

from firstlight.desk.query import And, Node, Not, Or, Words

_WEIGHT = {"": "", "title": "A", "location": "C"}


def fts5(node: Node) -> str | None:
    """Return a tree of words as an FTS5 expression; None if it holds anything else, or nothing that must be found."""
    return _write(node, _fts5_words, (" AND ", " OR ", " NOT "))


def tsquery(node: Node) -> str | None:
    """Return a tree of words as a tsquery; None as for `fts5`, so that both databases search alike."""
    return _write(node, _tsquery_words, (" & ", " | ", " & !"))


def _write(node: Node, leaf: Callable[[Words], str], signs: tuple[str, str, str]) -> str | None:
    both, either, without = signs
    if isinstance(node, Words):
        return leaf(node)
    if isinstance(node, Or):
        parts = [_write(part, leaf, signs) for part in node.parts]
        return f"({either.join(part for part in parts if part)})" if all(parts) else None
    if isinstance(node, And):
        wanted = [_write(part, leaf, signs) for part in node.parts if not isinstance(part, Not)]
        refused = [_write(part.part, leaf, signs) for part in node.parts if isinstance(part, Not)]
        if not wanted or not all(wanted) or not all(refused):
            return None
        found = both.join(part for part in wanted if part)
        return "(" * (len(refused) + 1) + found + ")" + "".join(f"{without}{part})" for part in refused)
    return None


def _fts5_words(leaf: Words) -> str:
    column = f"{leaf.field} : " if leaf.field else ""
    return f'{column}"{" ".join(leaf.words)}"' + (" *" if leaf.prefix else "")


def _tsquery_words(leaf: Words) -> str:
    weight = _WEIGHT[leaf.field]
    labels = [weight] * len(leaf.words)
    if leaf.prefix:
        labels[-1] = "*" + weight
    words = (f"'{word}'" + (f":{label}" if label else "") for word, label in zip(leaf.words, labels, strict=True))
    return f"({' <-> '.join(words)})"
