"""The one file of a model: arrays and facts, named by their checksum, with their format in front."""

import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.learning.features import VERSION
from qiaomen.catalogue.learning.model import Model, Part, Vocabulary
from qiaomen.kernel.atomic import write_whole
from qiaomen.kernel.refusal import Refusal

_FIRST_LINE = b"qiaomen items %d\n" % VERSION
_DAMAGED = _("The model of items is damaged, or not the one learned here. Run “qiaomen learn items” again.")
_PARTS = ("heading", "words")


def store(place_of: Callable[[str], Path], model: Model) -> str:
    """The checksum of the model, after which its place is called."""
    content = io.BytesIO()
    arrays: dict[str, Any] = {"bias": model.bias}
    for name in _PARTS:
        part = getattr(model, name)
        codes, rarity = part.vocabulary.codes, part.vocabulary.rarity
        arrays |= {f"{name}_codes": codes, f"{name}_rarity": rarity, f"{name}_weights": part.weights}
    facts = {"labels": model.labels, "sharpness": model.sharpness, "shares": _shares(model)}
    np.savez(content, facts=np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8), **arrays)
    body = _FIRST_LINE + content.getvalue()
    checksum = sha256(body).hexdigest()
    write_whole(place_of(checksum), body)
    return checksum


def load(path: Path, checksum: str) -> Model:
    """A Refusal says in one sentence why what lies there is not the model that was learned."""
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise Refusal(_DAMAGED) from fault
    if sha256(content).hexdigest() != checksum:
        raise Refusal(_DAMAGED)
    if not content.startswith(_FIRST_LINE):
        raise Refusal(_("The model of items is of another version. Run “qiaomen learn items” again."))
    return _model(content.removeprefix(_FIRST_LINE))


def _model(body: bytes) -> Model:
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        facts = json.loads(arrays["facts"].tobytes())
        parts = {
            name: Part(
                Vocabulary(arrays[f"{name}_codes"], arrays[f"{name}_rarity"]),
                arrays[f"{name}_weights"],
                share,
            )
            for name, share in zip(_PARTS, facts["shares"], strict=True)
        }
        return Model(tuple(facts["labels"]), bias=arrays["bias"], sharpness=facts["sharpness"], **parts)


def _shares(model: Model) -> list[float]:
    return [getattr(model, name).share for name in _PARTS]
