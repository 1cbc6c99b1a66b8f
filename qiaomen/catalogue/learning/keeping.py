"""Where the models of an installation lie: beside its database, each under its checksum."""

import logging
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.learning.model import Model
from qiaomen.catalogue.learning.models import Learner
from qiaomen.catalogue.learning.storing import load, store
from qiaomen.kernel.refusal import Refusal

_log = logging.getLogger(__name__)


def place_of(checksum: str) -> Path:
    return Path(settings.QIAOMEN_HOME) / "models" / f"items-{checksum[:16]}.model"


def keep(model: Model) -> str:
    """Its checksum, once it lies in its place."""
    return store(place_of, model)


def recall(checksum: str) -> Model:
    """A Refusal when it is not there, damaged, or of another version."""
    if not place_of(checksum).exists():
        raise Refusal(_("The model of items is missing. Run “qiaomen learn items” again."))
    return load(place_of(checksum), checksum)


def model_in_use(row: Learner | None) -> Model | None:
    """None while there is none; one that cannot be used is said in the log, and keywords go on alone."""
    if row is None or not row.checksum:
        return None
    try:
        return recall(row.checksum)
    except Refusal as refusal:
        _log.warning("%s", refusal)
        return None


def sweep(row: Learner) -> None:
    """Remove the models that are not in use any more."""
    used = {place_of(row.checksum), place_of(row.probe)}
    for file in place_of("").parent.glob("items-*.model"):
        if file not in used:
            file.unlink(missing_ok=True)
