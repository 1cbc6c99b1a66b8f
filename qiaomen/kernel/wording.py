"""The words of a message: a template of any room, `templates/messages/<name>.txt`, in the reader's language.

    {% blocktranslate trimmed %}Your matter {{ number }} is now with {{ unit }}.{% endblocktranslate %}

Tags of i18n and l10n need no loading, nothing is escaped (it is no HTML), days and instants come as dates
(`{{ due|date:"DATE_FORMAT" }}`), and a fact that is missing is an error instead of a hole in the sentence.
An office rewords a message in QIAOMEN_HOME/templates/messages; its workers are then started anew.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.utils import translation

Fact = str | int | date | datetime
_HOLE = "\0"  # no template writes it


def stored(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON keeps them."""
    return {name: _stored(fact) for name, fact in facts.items()}


def text(template: str, facts: Mapping[str, Any], language: str) -> str:
    """The message in `language`, with the facts as they are `stored`."""
    told = {name: _told(fact) for name, fact in facts.items()}
    with translation.override(language):
        words = _engine().get_template(f"messages/{template}.txt").render(Context(told, autoescape=False))
    if _HOLE in words:
        raise LookupError(f"The message {template} needs more facts than {', '.join(facts) or 'none'}.")
    return words.strip()


@cache
def _engine() -> Engine:
    tags = ["django.templatetags.i18n", "django.templatetags.l10n"]
    own = Path(settings.QIAOMEN_HOME) / "templates"
    return Engine(dirs=[str(own)], app_dirs=True, string_if_invalid=_HOLE, builtins=tags)


def _stored(fact: Fact) -> Any:
    match fact:
        case datetime():
            return {"instant": fact.isoformat()}
        case date():
            return {"day": fact.isoformat()}
        case str() | int():
            return fact
    raise TypeError(f"a message cannot carry {type(fact).__name__}")


def _told(fact: Any) -> Fact:
    match fact:
        case {"instant": instant}:
            return datetime.fromisoformat(instant)
        case {"day": day}:
            return date.fromisoformat(day)
    told: Fact = fact
    return told
