"""The schema of a desk: made, brought up to date, or refused as newer, whenever the desk is opened."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from firstlight.desk.engine import Database
from firstlight.desk.tables import SCHEMA
from firstlight.errors import WorkspaceError

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Bring the desk to this program's schema, in one transaction; raise WorkspaceError if it is of a newer one.

    Two programs that open a new desk at once make it once: the second waits, and finds it made.
    """
    with database.read() as connection:
        if _revision(connection) == SCHEMA:
            return
    with database.write() as connection:
        revision = _revision(connection)
        if revision != SCHEMA:
            _upgrade(connection, database.name, revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade(connection: Connection, name: str, revision: str | None) -> None:
    # Alembic costs a tenth of a second to import: only a desk that needs it pays.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise WorkspaceError(
            f"{name}: this desk was made by a newer Firstlight (schema {revision}, this one knows {SCHEMA}); "
            "upgrade Firstlight, or open another workspace"
        )
    command.upgrade(config, "head")
