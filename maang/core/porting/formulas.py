"""(rules) Cells that no spreadsheet runs, on their way out and back (OWASP, CSV injection)."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def harmless(text: str) -> str:
    """A cell no spreadsheet takes for a formula; `plain` gives the text back."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def plain(cell: str) -> str:
    """A cell as it was before it was made harmless."""
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA) else cell
