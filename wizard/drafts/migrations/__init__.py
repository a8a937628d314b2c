"""The migrations that bring a database to the tables of today."""
