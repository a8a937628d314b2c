"""Annotation: a copy of a form with what was found, all else byte for byte."""
