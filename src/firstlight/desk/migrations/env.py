"""Run by Alembic for every migration, inside the transaction that `schema.migrate` holds."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None, transactional_ddl=True)
context.run_migrations()
