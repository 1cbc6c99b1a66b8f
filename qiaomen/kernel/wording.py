"""The words of a message: a template of any room, `templates/messages/<name>.txt`, in the reader's language.

    {% blocktranslate trimmed %}Your matter {{ number }} is now with {{ unit }}.{% endblocktranslate %}

Tags of i18n and l10n need no loading, nothing is escaped (it is no HTML), days and instants come as dates
(`{{ due|date:"DATE_FORMAT" }}`), and a fact that is missing is an error instead of a hole in the sentence.
An office rewords a message at the desk (`OwnWording`, with blanks in braces), or with tags and all in
QIAOMEN_HOME/templates/messages; then its workers are started anew.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine
from django.template.base import Template
from django.utils import translation

from qiaomen.kernel.models.wordings import OwnWording

Fact = str | int | date | datetime
_HOLE = "\0"  # no template writes it
_BLANK = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_RENAMED = re.compile(r"(\w+)=(\w+\|\S+?)(?=\s|%\})")
_OWN_BLANK = re.compile(r"\{(\w+)\}")


def stored(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON keeps them."""
    return {name: _stored(fact) for name, fact in facts.items()}


def text(template: str, facts: Mapping[str, Any], language: str) -> str:
    """The message in `language`, with the facts as they are `stored`."""
    told = {name: _told(fact) for name, fact in facts.items()}
    with translation.override(language):
        words = _compiled(template, language).render(Context(told, autoescape=False))
    if _HOLE in words:
        raise LookupError(f"The message {template} needs more facts than {', '.join(facts) or 'none'}.")
    return words.strip()


def _compiled(template: str, language: str) -> Template:
    own = OwnWording.objects.filter(template=template, language=language).first()
    if own and own.text:
        return _engine().from_string(source_of(own.text, blanks(template)))
    return shipped(template)


def shipped(template: str) -> Template:
    return _engine().get_template(f"messages/{template}.txt")


def blanks(template: str) -> Mapping[str, str]:
    """The blanks of a message, each with what stands for it there: day -> due|date:"DATE_FORMAT"."""
    source = str(shipped(template).source)
    renamed = dict(_RENAMED.findall(source))
    return {name: renamed.get(name, name) for name in dict.fromkeys(_BLANK.findall(source))}


def source_of(text: str, known: Mapping[str, str]) -> str:
    """A template of words with blanks in braces; all other braces were refused when they were written."""
    return _OWN_BLANK.sub(lambda found: f"{{{{ {known[found[1]]} }}}}", text)


def rendered(source: str, facts: Mapping[str, Fact]) -> str:
    """A template outside a file, in the language of the moment."""
    return _engine().from_string(source).render(Context(dict(facts), autoescape=False)).strip()


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
