"""Every error is in the tree, has an exit code and says where."""

import pytest

from firstlight import errors


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (errors.UnreadableFile("a.gz", "it ends early"), 2, "a.gz: it ends early"),
        (errors.BadRow(errors.Where("a.csv", 7, "id"), "it is empty"), 2, "a.csv:7 (id): it is empty"),
        (errors.BadRow(errors.Where("a.csv", 7), "no row"), 2, "a.csv:7: no row"),
        (errors.BadLexicon("l.yaml", "term 3", "no source"), 2, "l.yaml: term 3: no source"),
        (errors.BadScope(errors.Where("s.yaml", 4, "hosts"), "is missing"), 2, "s.yaml:4 (hosts): is missing"),
        (errors.WorkspaceError("in use"), 3, "in use"),
        (errors.NotAllowed("loopback only"), 4, "loopback only"),
        (errors.UpstreamError("database away"), 5, "database away"),
        (errors.PersonNeeded("a captcha stands in the way"), 7, "a captcha stands in the way"),
    ],
)
def test_message_and_exit_code(error: errors.FirstlightError, code: int, message: str) -> None:
    assert isinstance(error, errors.FirstlightError)
    assert (error.exit_code, str(error)) == (code, message)


def test_a_bad_query_points_at_the_place() -> None:
    assert str(errors.BadQuery('"dinner', 0, "the quotation is not closed")).endswith('\n  "dinner\n  ^')


def test_the_tree_in_the_docstring_names_every_error() -> None:
    named = [name for name in vars(errors).values() if isinstance(name, type) and issubclass(name, Exception)]
    assert named
    for error in named:
        assert error.__name__ in (errors.__doc__ or "")
        assert error.__doc__
