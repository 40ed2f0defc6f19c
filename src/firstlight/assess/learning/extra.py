"""The libraries that only training needs, and what to say where they are not installed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from firstlight.errors import InputError


def needed(module: str) -> Any:
    """Return a module of the extra `learn`; raise InputError naming the extra where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise InputError(
            f"training needs {module.partition('.')[0]}, which is not installed: pip install 'firstlight[learn]'; "
            "everything else, a trained model too, works without it"
        ) from error
