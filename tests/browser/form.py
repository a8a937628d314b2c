"""A downloaded form, read by a second reader: what stands in the row of a label."""

from pathlib import Path

from python_calamine import CalamineWorkbook

Cell = object


def rows(path: Path, sheet: str = "利用申込書") -> list[list[Cell]]:
    """Give the cells that are not blank, row by row."""
    content = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    return [[cell for cell in row if cell != ""] for row in content]


def beside(path: Path, label: str) -> Cell:
    """Give the cell that follows a label in its row."""
    row = next(row for row in rows(path) if label in row)
    return row[row.index(label) + 1]


def below(path: Path, label: str) -> list[Cell]:
    """Give the row under the first one that begins with a label."""
    found = rows(path)
    return found[next(n for n, row in enumerate(found) if row and row[0] == label) + 1]


def ticked(path: Path) -> list[str]:
    """Give the words of the boxes that are ticked."""
    return [
        str(row[place + 1])
        for row in rows(path)
        for place, cell in enumerate(row)
        if cell == "✔" and place + 1 < len(row)
    ]
