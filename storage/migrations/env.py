"""Run by alembic: migrations inside the transaction that `storage.migrate` opened."""

from alembic import context

from storage import triggers
from storage.schema import metadata

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
triggers.put_back(connection)
