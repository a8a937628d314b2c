"""Lists: applications and rows of a table that come as a table."""
