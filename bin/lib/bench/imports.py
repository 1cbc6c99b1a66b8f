"""The import of a file of messages, from `qiaomen matters import` to its last line."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bin.lib.bench import house
from qiaomen.kernel.sheets.reading import read_table
from qiaomen.kernel.sheets.writing import write_csv

if TYPE_CHECKING:
    from qiaomen.kernel.sheets.cells import Cell

DEMONSTRATION = Path(__file__).resolve().parents[3] / "qiaomen" / "demo" / "data" / "messages.csv"
ROWS = 4000


def repeated(folder: str) -> Path:
    """The demonstration's messages again and again under other numbers, until there are enough."""
    table = read_table(DEMONSTRATION)
    rows = list(table.rows())
    lines: list[tuple[Cell, ...]] = []
    while len(lines) < ROWS:
        lines += [(f"{row.cells[0]}-{len(lines)}", *row.cells[1:]) for row in rows]
    path = Path(folder) / "messages.csv"
    write_csv(path, table.headers, lines[:ROWS])
    return path


def main() -> None:
    house.build()
    with TemporaryDirectory() as folder:
        path = Path(house.messages()) if house.messages() else repeated(folder)
        program = Path(sys.executable).with_name("qiaomen")
        command = [str(program), "matters", "import", str(path), "--json"]
        printed: list[str] = []
        took = house.seconds(
            lambda: printed.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        )
    counts = json.loads(printed[0].splitlines()[-1])
    print(
        json.dumps(
            {**counts, "seconds": round(took, 2), "rows_per_second": round(sum(counts.values()) / took)}
        )
    )


if __name__ == "__main__":
    main()
