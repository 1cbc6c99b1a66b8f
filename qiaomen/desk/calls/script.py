"""What is said on the telephone: the office's own three sentences, else the program's, by language."""

from collections.abc import Mapping

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from qiaomen.matters.models import CallScript, Matter
from qiaomen.people.models import Unit

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def usual() -> str:
    """In the language that is active; one sentence a line."""
    return "\n".join(
        [
            _("Good day, this is {office}. On {day} you told us of “{title}”; it has been answered."),
            _("Was the office in touch with you in time, and is it solved?"),
            _("How satisfied are you, from 1 to 5? Thank you."),
        ]
    )


def texts_of(unit: Unit) -> dict[str, str]:
    """By language; what the office has not written is as the program says it."""
    row = CallScript.objects.filter(unit=unit).first()
    return {language: _said(row, language) for language in LANGUAGES}


def own_of(texts: Mapping[str, str]) -> dict[str, str]:
    """Those of the texts that are not just what the program says."""
    return {
        language: text for language, text in texts.items() if text.split() != _said(None, language).split()
    }


def spoken(matter: Matter, language: str) -> list[str]:
    """The sentences with their blanks filled in."""
    row = CallScript.objects.filter(unit=matter.desk_id).first()
    with translation.override(language):
        said = _said(row, language)
        day, title = date_format(localtime(matter.received_at), "MONTH_DAY_FORMAT"), matter.title or "…"
    return _filled(said, {"{office}": matter.desk.name, "{day}": day, "{title}": title}).splitlines()


def _said(row: CallScript | None, language: str) -> str:
    with translation.override(language):
        own: str = row.texts.get(language, "") if row else ""
        return own or usual()


def _filled(text: str, known: Mapping[str, str]) -> str:
    for blank, words in known.items():
        text = text.replace(blank, words)
    return text
