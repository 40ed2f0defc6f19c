"""The state of a page, wholly in its address: filters and the place in a long list."""

from __future__ import annotations

from typing import Annotated, Any, Self
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

BlankIsNone = BeforeValidator(lambda text: None if isinstance(text, str) and not text.strip() else text)
"""A form sends its empty fields as empty text; to us they are not given."""


class Query(BaseModel):
    """What every listing takes: which page of it, and how many rows a page has."""

    model_config = ConfigDict(frozen=True)

    page: Annotated[int, Field(ge=1, le=1_000_000, description="which page, from 1")] = 1
    per: Annotated[int, Field(ge=1, le=1_000, description="rows on a page")] = 50

    @property
    def offset(self) -> int:
        """Rows before this page."""
        return (self.page - 1) * self.per

    def href(self, path: str, **changes: Any) -> str:
        """Return the address of this query at `path`, with changes; what stands at its default is left out."""
        changed = self.model_copy(update=changes)
        given = changed.model_dump(exclude_defaults=True, exclude_none=True, mode="json")
        return f"{path}?{urlencode(given)}" if given else path

    def pages(self, total: int) -> int:
        """How many pages a listing of `total` rows has, at least one."""
        return max(1, -(-total // self.per))

    def turned(self, by: int) -> Self:
        """Return the query for the page `by` pages on."""
        return self.model_copy(update={"page": self.page + by})
