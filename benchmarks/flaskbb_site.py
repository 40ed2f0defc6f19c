"""A FlaskBB board filled with posts and served on loopback; run by the Python of an environment that holds FlaskBB.

    python flaskbb_site.py POSTS.jsonl FOLDER PORT

POSTS.jsonl: rows with author, thread, title, text, posted_at, as `simulate forum` writes them. Says "ready" when it
serves; the truth (what was put in, with the numbers that the board gave) stands in FOLDER/truth.jsonl.
"""

from __future__ import annotations
import __future__

import importlib.abc
import importlib.machinery
import json
import sys
from datetime import datetime
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server


class _Deferred(SourceFileLoader):
    """Loads modules with annotations left unread, as Python 3.14 does: FlaskBB 2.2 names things in them that fail."""

    def get_code(self, fullname: str) -> Any:
        """Compile the source as `from __future__ import annotations` would have it, whatever was compiled before."""
        path = self.get_filename(fullname)
        flags = __future__.annotations.compiler_flag
        return compile(self.get_data(path), path, "exec", flags=flags, dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Any:
        """The module's own place, with the loader above."""
        if name.partition(".")[0] != "flaskbb":
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Deferred(spec.loader.name, spec.loader.path)
        return spec


if sys.version_info < (3, 14):
    sys.meta_path.insert(0, _Finder())


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Write no line a request."""


def main(posts: Path, folder: Path, port: int) -> None:
    """Fill a board and serve it until the process is ended."""
    from flaskbb import create_app  # noqa: PLC0415  (after the name above is set)
    from flaskbb.configs.default import DefaultConfig  # noqa: PLC0415
    from flaskbb.extensions import db  # noqa: PLC0415

    class Config(DefaultConfig):  # type: ignore[misc]
        SECRET_KEY = WTF_CSRF_SECRET_KEY = "a board of the benchmark"  # noqa: S105
        SQLALCHEMY_DATABASE_URI = f"sqlite:///{folder / 'board.sqlite'}"
        SERVER_NAME = f"127.0.0.1:{port}"
        PREFERRED_URL_SCHEME = "http"
        WHOOSHEE_DIR = str(folder / "index")
        LOG_DEFAULT_CONF = {"version": 1, "disable_existing_loggers": False}  # noqa: RUF012  (as its own configuration)
        REDIS_ENABLED = False
        RATELIMIT_ENABLED = False
        MAIL_SUPPRESS_SEND = True

    app = create_app(Config, str(folder))
    with app.app_context():
        db.create_all()
        _fill(posts, folder)
    with make_server("127.0.0.1", port, app, handler_class=_Silent) as server:
        print("ready", flush=True)
        server.serve_forever()


def _fill(posts: Path, folder: Path) -> None:
    from flaskbb.extensions import db  # noqa: PLC0415
    from flaskbb.forum.models import Category, Forum, Post, Topic  # noqa: PLC0415
    from flaskbb.utils.populate import create_default_groups, create_default_settings, create_user  # noqa: PLC0415

    create_default_groups()
    create_default_settings()
    Category(title="Outdoors", description="Gardens and rails").save()
    forum = Forum(title="Garden and rail", description="Neutral posts", category_id=1)
    forum.save()
    users: dict[str, Any] = {}
    topics: dict[str, Any] = {}
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truth:
        for line in posts.read_text("utf-8").splitlines():
            row = json.loads(line)
            name = row["author"]
            if name not in users:
                users[name] = create_user(name, "not used", f"{len(users)}@example.org", "member")
            post = Post(content=row["text"])
            if row["thread"] in topics:
                post.save(user=users[name], topic=topics[row["thread"]])
            else:
                topics[row["thread"]] = topic = Topic(title=row["title"])
                topic.save(user=users[name], forum=forum, post=post)
            post.date_created = datetime.fromisoformat(row["posted_at"])
            db.session.commit()
            truth.write(json.dumps({**row, "post_number": post.id}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute(), int(sys.argv[3]))
