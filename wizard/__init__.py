"""The wizard: the pages and the command line, over the same functions."""

__version__ = "0.2.0"  # of this project, by CHANGELOG.md; the form's edition is counted apart
