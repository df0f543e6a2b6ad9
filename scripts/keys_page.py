"""Write docs/keys.md from the table of keys: what each is called in the settings file and does.

python scripts/keys_page.py
"""

from pathlib import Path

from maang.tui.keys import EVERY, spoken

PAGE = Path(__file__).parent.parent / "docs" / "keys.md"

HEAD = """# The keys of `maang tui`

Written by `make docs` from `maang/tui/keys.py`; `?` in the screen shows them with your own keys.

Other keys go into your settings file (`maang config edit`), below `[keys]`, by the names here:

```toml
[keys.everywhere]
stats = "f4"

[keys.lists]
down = "n,down"      # several keys, separated by commas
```

A key is a letter (`g`, `G`), a sign (`&`), or a name: `space`, `enter`, `tab`, `f5`, `pagedown`,
`ctrl+k`. A name that is none, and a key that would mean two things on one screen, are refused when
the screen opens, naming both. `ctrl+p` opens the palette, which knows every screen and problem.
"""


def main() -> None:
    """Write the page."""
    parts = [HEAD]
    for table in EVERY:
        parts.append(f"## {table.where}: `[keys.{table.name}]`\n")
        parts.append("| name | keys | what it does |\n|---|---|---|")
        for act in table.acts:
            keys = " ".join(f"`{key}`" for key in spoken(act.keys).split())
            parts.append(f"| `{act.name}` | {keys} | {act.word} |")
        parts.append("")
    PAGE.write_text("\n".join(parts).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
