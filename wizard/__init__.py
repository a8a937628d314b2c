"""What people touch: the pages and the command line, over the same functions."""
