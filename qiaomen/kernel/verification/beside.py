"""The rows beside a recorded one: each is as the last line that names it says, and none is gone."""

from collections.abc import Hashable, Iterator

from django.apps import apps
from django.utils.translation import gettext as _

from qiaomen.kernel.models.beside import Beside
from qiaomen.kernel.verification.lines import Said
from qiaomen.kernel.verification.verdict import Break, Verdict


def beside_models() -> list[type[Beside]]:
    return [model for model in apps.get_models() if issubclass(model, Beside)]


def check_beside(streams: dict[str, Said], verdict: Verdict) -> Iterator[Break]:
    """What is named and not there is missing; what is there and not named was slipped in."""
    owners: dict[Hashable, Said] = {key: said for said in streams.values() for key in (said.stream, said.row)}
    for row in _rows():
        said = owners.get(row.owner_key) or Said(str(row.owner_key))
        line, known = said.beside.pop(row.name_beside, (said.seq, ""))
        if known != row.digest_beside(said.salt):
            yield Break(f"{said.stream} {line}", _("%s is not as it was recorded.") % row.name_beside)
        verdict.rows += 1
    for said in streams.values():
        for name, (line, _known) in said.beside.items():
            yield Break(f"{said.stream} {line}", _("%s is gone.") % name)


def _rows() -> Iterator[Beside]:
    for model in beside_models():
        yield from model._base_manager.iterator(chunk_size=2000)  # the default one may join what is gone
