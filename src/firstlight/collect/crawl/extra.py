"""The parts that only a crawl needs.

In an extra of their own: a desk that never goes out need not have them installed.
"""

from __future__ import annotations

from importlib.util import find_spec

from firstlight.errors import InputError

MODULES = ("aiohttp", "aiohttp_socks", "pdqhash", "PIL", "protego", "rfc3161_client", "stem")


def need() -> None:
    """Raise InputError, saying what to install, where the extra is missing."""
    if missing := [name for name in MODULES if find_spec(name) is None]:
        raise InputError(
            f"this needs the extra `crawl` ({', '.join(missing)} missing): pip install 'firstlight[crawl]'"
        )
