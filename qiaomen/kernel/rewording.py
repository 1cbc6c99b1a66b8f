"""An office says in its own words what people are told, and can go back to what the program says."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import ledger, wording
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.lists import listed
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.models.wordings import OwnWording
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Conflict, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.kernel.wording import Fact

LONGEST = 500
NEEDED = frozenset({"code", "link"})  # without these a message would be of no use
SAMPLES: Mapping[str, Fact] = {
    "number": "JY-2026-000123",
    "link": "https://example.org/r/1-20260401",
    "code": "246810",
    "minutes": 10,
}
_BRACES = re.compile(r"\{(\w*)\}|[{}]")


def messages() -> list[str]:
    """The names of the messages that are one sentence or some, without a plural; by name."""
    folders = (Path(app.path) / "templates" / "messages" for app in apps.get_app_configs())
    files = sorted(file for folder in folders for file in folder.glob("*.txt"))
    return [
        file.stem for file in files if file.read_text(encoding="utf-8").count("{% ") == len(("open", "end"))
    ]


def reword(template: str, *, language: str, text: str, by: Actor) -> Event:
    """From now on the message says `text` in the language; "" is what the program says."""
    by.require(Permission.CATALOGUE_EDIT, HOUSE)
    words = fit(template, text)
    if language not in dict(settings.LANGUAGES):
        raise Refusal(_("Messages are not written in this language."))
    own = OwnWording.objects.filter(template=template, language=language).first()
    if own is None:
        return _begin(OwnWording(template=template, language=language, text=words), by)
    with move(own, "reword", by=by) as change:
        change.set(text=words)
    return change.event


def _begin(own: OwnWording, by: Actor) -> Event:
    try:
        with transaction.atomic():
            return ledger.begin(own, "reword", by=by)
    except IntegrityError:
        raise Conflict(_("Somebody else has just changed these words. Look at them again.")) from None


def fit(template: str, text: str) -> str:
    """The words, whose blanks are those of the message; nothing else stands in braces."""
    words, known = text.strip(), wording.blanks(template)
    if len(words) > LONGEST:
        raise Refusal(_("A message has at most %d characters. Shorten it.") % LONGEST)
    named = [found[1] for found in _BRACES.finditer(words)]
    if unknown := [name or "{ }" for name in named if name not in known]:
        raise Refusal(
            _("There is no blank %(unknown)s here, but these: %(known)s.")
            % {"unknown": listed(unknown), "known": listed(f"{{{name}}}" for name in known)}
        )
    if words and (left_out := NEEDED & known.keys() - set(named)):
        raise Refusal(_("The message needs %s.") % listed(f"{{{name}}}" for name in sorted(left_out)))
    return words


def shipped_words(template: str, language: str) -> str:
    """What the program says in the language, with its blanks in braces."""
    known = wording.blanks(template)
    dated = [name for name, said in known.items() if "|" in said]
    facts: dict[str, Fact] = {said: f"{{{name}}}" for name, said in known.items() if name not in dated}
    # a year of its own for each, by which it is found again in the words
    facts |= {
        known[name].partition("|")[0]: datetime(2001 + at, 2, 3, tzinfo=UTC) for at, name in enumerate(dated)
    }
    with translation.override(language):
        words = wording.rendered(str(wording.shipped(template).source), facts)
        for name in dated:
            words = words.replace(wording.rendered(f"{{{{ {known[name]} }}}}", facts), f"{{{name}}}")
    return words


def preview(template: str, language: str, text: str, *, unit: str, at: datetime) -> str:
    """How the words will read; refused as they would be when saved."""
    known = wording.blanks(template)
    facts = {said.partition("|")[0]: SAMPLES.get(name, unit) for name, said in known.items()}
    facts |= {said.partition("|")[0]: at for said in known.values() if "|" in said}
    with translation.override(language):
        return wording.rendered(wording.source_of(fit(template, text), known), facts)
