"""The office's own words of messages from and to a table: a row for each message in each language."""

from collections.abc import Iterator, Mapping, Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models import OwnWording
from qiaomen.kernel.rewording import messages, reword, shipped_words
from qiaomen.kernel.sheets.cells import Cell
from qiaomen.kernel.sheets.lines import Line
from qiaomen.kernel.sheets.mapping import Field
from qiaomen.kernel.sheets.report import ImportReport, Outcome
from qiaomen.kernel.sheets.table import Table
from qiaomen.kernel.sheets.words import by_any_name

FIELDS = (
    Field("message", _("Code of the message"), ("通知编码", "알림 코드"), required=True),
    Field("about", _("Message")),  # to be read by people, as is the last column
    Field("language", _("Language"), ("语言", "언어"), required=True),
    Field("words", _("In our own words"), ("自拟内容", "직접 쓴 문구"), required=True),
    Field("shipped", _("As the program says it")),
)


def import_wordings(table: Table, *, by: Actor) -> ImportReport:
    """Reword what the rows say otherwise; safe to repeat. Empty own words are those of the program."""
    report, known = ImportReport(), frozenset(messages())
    for line in report.read(table, FIELDS):
        report.take(line, lambda line: _take(line, known, by))
    return report


def wordings_table(titles: Mapping[str, StrOrPromise]) -> Iterator[Sequence[Cell]]:
    """All messages in all languages, with what the program says beside the office's words."""
    own = {(row.template, row.language): row.text for row in OwnWording.objects.all()}
    for message in messages():
        for language, name in settings.LANGUAGES:
            words = own.get((message, language), "")
            title = str(titles.get(message, message))
            yield message, title, str(name), words, shipped_words(message, language)


def _take(line: Line, known: frozenset[str], by: Actor) -> Outcome:
    line.require_sound()
    message, language = line.needed("message"), _language(line)
    if message not in known:
        raise line.unfit(
            "message", _("There is no message with this code. Save the table anew, and fill it in.")
        )
    said = line.text("words")
    text = "" if said == shipped_words(message, language) else said
    own = OwnWording.objects.filter(template=message, language=language).first()
    before = own.text if own else ""
    if text == before:
        return Outcome.UNCHANGED
    with line.blaming("words"):
        reword(message, language=language, text=text, by=by)
    return Outcome.CHANGED if before else Outcome.ADDED


def _language(line: Line) -> str:
    known, word = by_any_name(settings.LANGUAGES), line.needed("language")
    if word.casefold() not in known:
        raise line.unfit("language", _("Messages are not written in this language."))
    return known[word.casefold()]
