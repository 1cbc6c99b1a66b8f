"""The import of a file of messages, from the start of `qiaomen matters import` to its end."""

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


def qiaomen(*arguments: str) -> str:
    program = Path(sys.executable).with_name("qiaomen")
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def main() -> None:
    house.build()
    for room, option in (("territory", "places"), ("catalogue", "items")):
        if file := house.option(option):
            qiaomen(room, "import", file)
    with TemporaryDirectory() as folder:
        file = house.option("messages") or str(repeated(folder))
        printed: list[str] = []
        took = house.seconds(lambda: printed.append(qiaomen("matters", "import", file, "--json")))
    counts = json.loads(printed[0].splitlines()[-1])
    print(
        json.dumps(
            {**counts, "seconds": round(took, 2), "rows_per_second": round(sum(counts.values()) / took)}
        )
    )


if __name__ == "__main__":
    main()
