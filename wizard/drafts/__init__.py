"""Keeping drafts: durably in a database, or in memory alone where a person wants that."""
