"""What becomes of saved pages of forums that others wrote: posts, what is lacking, and the first post of each page.

    python -m benchmarks.forum_pages DIR

DIR holds HTML files, at any depth; a file's name is taken for the end of its address, as fixtures of scrapers are
named (`viewtopic.php?t=28017`). None is kept in the repository. Ends with status 1 where a page raises an error.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from firstlight.collect import forums, markup

_FIELDS = ("author", "posted_at", "id", "quotes", "signature", "edited_at", "joined")


def show(folder: str) -> int:
    """Print one line a file; return 0 when each was read without an error."""
    engines, faults = forums.Forums(forums.load()), 0
    print(f"{'file':44}{'engine':>10}{'posts':>6}{''.join(f'{name:>10}' for name in _FIELDS)}{'ms':>6}  does not fit")
    for path in sorted(item for item in Path(folder).rglob("*") if item.is_file()):
        url = f"http://saved.example/{quote(path.name, safe='?=&;,.:')}"
        captured = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
        begun = time.process_time()
        try:
            text, _ = markup.decode(path.read_bytes(), "")
            root = markup.parse(text)
            found = None if root is None else engines.read(root, url, captured)
        except Exception as error:  # noqa: BLE001  (this is what is looked for)
            print(f"{path.name[:43]:44}FAULT: {type(error).__name__}: {error}")
            faults += 1
            continue
        spent = 1000 * (time.process_time() - begun)
        if found is None:
            print(f"{path.name[:43]:44}{'none':>10}")
            continue
        counts = "".join(f"{sum(name in post for post in found.posts):10}" for name in _FIELDS)
        causes = "; ".join(found.misfits) or ("a list" if found.lists else "")
        print(f"{path.name[:43]:44}{found.engine:>10}{len(found.posts):6}{counts}{spent:6.0f}  {causes}")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.forum_pages DIR")
    sys.exit(show(sys.argv[1]))
