"""The guide: all forty items of the FAQ in our own words, found by symptom, leading to the deed.

An id that is unknown raises ``KeyError``.
"""
