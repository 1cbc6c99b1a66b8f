"""What is asked after a resident's own words."""

import re
from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from qiaomen.catalogue.kinds import QuestionKind
from qiaomen.catalogue.terms import Question
from qiaomen.kernel.refusal import Refusal

SIGNS = re.compile(r"[=@]")  # what divides a question that is written as a line
LONGEST = 120  # characters of a question, an option, or the rule that needs the answer
MOST = 8  # questions of one item: more is no conversation but a form


def questions(given: Collection[Question]) -> tuple[Question, ...]:
    """In one spelling, each asked once."""
    kept = tuple(_tidied(question) for question in given)
    if len(kept) > MOST:
        raise Refusal(_("At most %d questions. Ask only what the matter cannot be handled without.") % MOST)
    labels = [question.label for question in kept]
    for question in kept:
        if labels.count(question.label) > 1:
            raise Refusal(_("“%s” is asked twice. Take one out.") % question.label)
        _require_fit(question)
    return kept


def _tidied(question: Question) -> Question:
    return Question(
        _tidy(question.label),
        question.kind,
        tuple(filter(None, map(_tidy, question.options))),
        _tidy(question.required_by),
    )


def _require_fit(question: Question) -> None:
    if not question.label:
        raise Refusal(_("A question needs its words. Write them, or take it out."))
    if question.kind not in QuestionKind.values:
        raise Refusal(
            _("“%(question)s” is of the kind “%(kind)s”, which is none. Choose one of %(kinds)s.")
            % {"question": question.label, "kind": question.kind, "kinds": ", ".join(QuestionKind.values)}
        )
    for text in (question.label, question.required_by, *question.options):
        if len(text) > LONGEST:
            raise Refusal(
                _("“%(text)s…” is longer than %(most)d characters. Shorten it.")
                % {"text": text[:20], "most": LONGEST}
            )
    if SIGNS.search(question.label):
        raise Refusal(_("“%s” has one of the signs = and @. Ask without it.") % question.label)
    _require_options(question)


def _require_options(question: Question) -> None:
    if question.kind != QuestionKind.CHOICE:
        if question.options:
            raise Refusal(_("“%s” has options; only questions of the kind choice have any.") % question.label)
    elif len(set(question.options)) < 2 or len(set(question.options)) < len(question.options):
        raise Refusal(_("“%s” needs at least two options, each different.") % question.label)


def _tidy(text: str) -> str:
    return " ".join(text.split())
