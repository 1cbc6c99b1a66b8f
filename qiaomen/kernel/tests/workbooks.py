"""Short ways to look into tables and to tamper with workbooks."""

import zipfile


def cells(table):
    return [row.cells for row in table.rows()]


def problem(table):
    return str(next(row.problem.reason for row in table.rows() if row.problem))


def repacked(path, folder, old, new, compression=zipfile.ZIP_DEFLATED):
    """The same workbook with something replaced in every part of it."""
    target = folder / "repacked.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", compression) as out:
        for name in source.namelist():
            out.writestr(name, source.read(name).replace(old, new))
    return target
