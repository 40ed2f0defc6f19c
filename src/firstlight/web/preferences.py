"""How a person wants the pages: in which language, light or dark. Kept in the browser, as two cookies."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from firstlight.web.forms import Fields, done
from firstlight.web.language import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES

router = APIRouter(tags=["preferences"])

_YEAR = 365 * 24 * 3600


@router.post("/preferences", status_code=201)
def prefer(request: Request, fields: Fields) -> Response:
    """Keep a `language` (en, es) or a `theme` (light, dark, or empty for the system's), and lead `back`."""
    kept = {
        name: fields[field]
        for field, name, known in (("language", LANGUAGE_COOKIE, LANGUAGES), ("theme", THEME_COOKIE, THEMES))
        if fields.get(field) in known
    }
    answer = done(request, fields.get("back", "/"), kept)
    for name, value in kept.items():
        answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="strict")
    return answer
