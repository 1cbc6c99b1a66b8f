"""The roots: those that the ledger remembers against one another and the lines, the file against them."""

from collections.abc import Iterator
from itertools import zip_longest

from django.utils.translation import gettext as _

from qiaomen.kernel import roots
from qiaomen.kernel.models.roots import Root
from qiaomen.kernel.verification.verdict import Break, Verdict


def check_roots(published: list[str], verdict: Verdict) -> Iterator[Break]:
    known, heads = list(Root.objects.all()), roots.Heads()
    previous = ""
    for root in known:
        if root.previous != previous:
            yield Break(root.stream, _("It does not follow the root before it."))
        if str(heads.advance(root.through).root(root.day, previous=previous)) != str(root):
            yield Break(root.stream, _("The ledger is not what it was on that day."))
        previous = root.digest
        verdict.roots += 1
    yield from _check_file(known, published)


def _check_file(known: list[Root], published: list[str]) -> Iterator[Break]:
    for root, line in zip_longest(known, published):
        if root is None:
            yield Break(
                "roots.txt",
                _("The ledger does not know its root %s: has an older backup of the database been restored?")
                % line,
            )
        elif line != str(root):
            yield Break(
                root.stream,
                _(
                    "roots.txt does not have this root as it was cut. Put the file back from its copy "
                    "outside, and compare it with what “qiaomen ledger roots” prints."
                ),
            )
