"""`qiaomen ledger verify`: every line hashed again, every row held to its lines, every root cut again.

Each check yields what it finds wrong; the first finding ends the whole.
"""

from collections.abc import Iterator

from qiaomen.kernel import roots
from qiaomen.kernel.snapshot import snapshot
from qiaomen.kernel.verification.beside import check_beside
from qiaomen.kernel.verification.cut import check_roots
from qiaomen.kernel.verification.kept import check_files
from qiaomen.kernel.verification.lines import Said, check_lines
from qiaomen.kernel.verification.rows import check_rows
from qiaomen.kernel.verification.verdict import Break, Verdict

__all__ = ["Break", "Verdict", "verify"]


def verify() -> Verdict:
    """Check the whole ledger as it is at one instant; the house works on meanwhile.

    Refusal when a wrapping key is missing: then nothing can be said of what is sealed.
    """
    verdict = Verdict()
    published = roots.published()  # first: what the file has by then, the snapshot has too
    with snapshot():
        verdict.broken = next(_breaks(verdict, published), None)
    if not verdict.broken:
        verdict.broken = next(check_files(verdict), None)
    return verdict


def _breaks(verdict: Verdict, published: list[str]) -> Iterator[Break]:
    """One pass over the lines, one over each table, one over the roots."""
    streams: dict[str, Said] = {}
    yield from check_lines(streams, verdict)
    yield from check_rows(streams, verdict)
    yield from check_beside(streams, verdict)
    yield from check_roots(published, verdict)
