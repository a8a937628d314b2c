"""The environment of the migrations: runs them on the connection that it is given."""

from alembic import context

from wizard.drafts.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
