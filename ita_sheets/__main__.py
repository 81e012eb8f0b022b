"""``python -m ita_sheets``: the same program as ``ita-sheets``."""

from ita_sheets.cli import main

if __name__ == "__main__":
    main()
