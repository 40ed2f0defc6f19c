"""Every error that Firstlight raises on purpose, as one tree.

FirstlightError
├── InputError            something outside is wrong: a file, a row, a query, a scope
│   ├── UnreadableFile    path, cause
│   ├── BadRow            file, line, field, cause; the row is set aside
│   ├── BadQuery          the query, the position, what would be right
│   ├── BadLexicon        file, line, entry, cause
│   └── BadScope          file, line, entry, cause; nothing was fetched
├── WorkspaceError        the unit's own folder: missing, newer, locked, damaged, full
├── NotAllowed            scope, role, purpose: says which rule, never what lies behind it
├── PersonNeeded          a captcha or a login stands in the way: what to do, and that the state is kept
└── UpstreamError         tor, database, mail: what was tried, how often, what state is safe

Messages say what to do next. The command line turns each into one line and an exit code (docs/commands.md).
"""

from __future__ import annotations

from dataclasses import dataclass


class FirstlightError(Exception):
    """The root: catch this to catch everything that Firstlight raises on purpose."""

    exit_code = 1


class InputError(FirstlightError):
    """Something that came from outside is wrong, and a person outside can mend it."""

    exit_code = 2


class UnreadableFile(InputError):
    """A file could not be read at all, or not to its end; what was read before stays."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(f"{path}: {cause}")
        self.path = path
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a row: file, line (1-based; a record's number in files without lines) and field."""

    file: str
    line: int
    field: str = ""

    def __str__(self) -> str:
        field = f" ({self.field})" if self.field else ""
        return f"{self.file}:{self.line}{field}"


class BadRow(InputError):
    """One row cannot become a posting; it is counted and set aside, and the rest goes on."""

    def __init__(self, where: Where, cause: str, row: str = "") -> None:
        super().__init__(f"{where}: {cause}")
        self.where = where
        self.cause = cause
        self.row = row


class BadQuery(InputError):
    """A search cannot be understood; says where, and what would be right."""

    def __init__(self, query: str, position: int, cause: str) -> None:
        super().__init__(f"cannot read the search at character {position + 1}: {cause}\n  {query}\n  {' ' * position}^")
        self.query = query
        self.position = position
        self.cause = cause


class BadLexicon(InputError):
    """A lexicon file does not say what a lexicon must say; names the file, the line (if known), entry and cause."""

    def __init__(self, file: str, entry: str, cause: str, line: int | None = None) -> None:
        super().__init__(f"{file}{'' if line is None else f':{line}'}: {entry}: {cause}")
        self.file = file
        self.line = line
        self.entry = entry
        self.cause = cause


class BadScope(InputError):
    """A crawl's written scope does not say what a scope must say; names the file, the line, the entry and the cause."""

    def __init__(self, where: Where, cause: str) -> None:
        super().__init__(f"{where}: {cause}")
        self.where = where
        self.cause = cause


class WorkspaceError(FirstlightError):
    """The unit's own folder is missing, newer than this program, in use, damaged, or on a full disk."""

    exit_code = 3


class NotAllowed(FirstlightError):
    """A rule forbids it: a scope, a role, a purpose. Says which rule, never what lies behind it."""

    exit_code = 4


class PersonNeeded(FirstlightError):
    """Only a person can go on: a captcha or a login stands in the way. What was done is kept."""

    exit_code = 7


class UpstreamError(FirstlightError):
    """A part that Firstlight leans on failed: a database, an engine, tor. Says what was tried and what is safe."""

    exit_code = 5
