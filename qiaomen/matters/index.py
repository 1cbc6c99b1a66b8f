"""The words of matters in the text index. Confidential matters never stand in it."""

from collections.abc import Iterable

from qiaomen.kernel.textsearch import TextIndex
from qiaomen.matters.models import Matter

MATTERS_TEXT = TextIndex("matters_text")


def index_matters(matters: Iterable[Matter]) -> None:
    MATTERS_TEXT.write(
        [
            (matter.pk, matter.title, f"{matter.body}\n{matter.address}", ())
            for matter in matters
            if not matter.confidential
        ]
    )
