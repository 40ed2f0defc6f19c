"""What this desk is, and whether it is well."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from firstlight.web.answers import as_json, page
from firstlight.web.door import DeskOf

router = APIRouter()


@router.get("/about", tags=["pages"])
def about(request: Request) -> Response:
    """Say what the tiers and numbers mean, and what they do not."""
    return page(request, "about.html")


@router.get("/healthz", tags=["health"])
def health(desk: DeskOf) -> Response:
    """Answer 200 when the desk can be read, else the desk's error."""
    return as_json({"status": "ok", "leads": desk.lead_count()})
