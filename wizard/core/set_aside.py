"""Answers that are set aside, as a changed case does not ask them, and joined again later."""

from typing import Any

from schemas.catalogue import SECTIONS, TABLES, column, label
from schemas.parse import flat


def joined(aside: dict[str, Any], answers: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return answers together with those that were set aside; what is answered now holds."""
    found = dict(aside)
    for name, value in answers.items():
        path, other = prefix + name, aside.get(name)
        if isinstance(value, dict) and isinstance(other, dict):
            found[name] = joined(other, value, f"{path}.")
        elif path in TABLES and isinstance(value, list) and isinstance(other, list):
            found[name] = [*value, *other]
        else:
            found[name] = value
    return found


def left_out(given: dict[str, Any], kept: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Return what of some answers is not among those that were kept: answers and whole rows."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        path, other = prefix + name, kept.get(name)
        if isinstance(value, dict):
            inner = left_out(value, other if isinstance(other, dict) else {}, f"{path}.")
            found |= {name: inner} if inner else {}
        elif path in TABLES and isinstance(value, list):
            rows = other if isinstance(other, list) else []
            gone = [row for row in value if not any(row.items() >= one.items() for one in rows)]
            found |= {name: gone} if gone else {}
        elif name not in kept:
            found[name] = value
    return found


def titles_of(aside: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    """Return the titles of the sections in which answers were set aside.

    A section of which other answers are kept is named with the labels of what is not.
    """
    kept_sections, labels = _labels(kept), _labels(aside)
    return [
        f"{title}（{'、'.join(labels[section])}）" if section in kept_sections else title
        for section, title in SECTIONS.items()
        if section in labels
    ]


def _labels(answers: dict[str, Any]) -> dict[str, list[str]]:
    """Return by section the labels of what is answered, once each."""
    found: dict[str, list[str]] = {}
    for path in dict.fromkeys(column(path) for path, _ in flat(answers)):
        found.setdefault(path.partition(".")[0], []).append(label(path))
    return found
