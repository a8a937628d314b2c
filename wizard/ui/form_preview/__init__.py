"""A form on a page, as it will print."""
