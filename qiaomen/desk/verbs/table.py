"""All verbs of a matter that have a page, in the order in which a page lists them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from qiaomen.desk.situation import Situation
from qiaomen.desk.verbs import (
    asking,
    assigning,
    calling,
    handling,
    requesting,
    sorting,
    speaking,
    stepping,
    supervising,
    whistling,
)
from qiaomen.desk.verbs.base import Group, VerbForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORMS: tuple[type[VerbForm], ...] = (
    sorting.SortingForm,
    assigning.FinalAssignmentForm,
    assigning.AcceptanceForm,
    stepping.StepForm,
    stepping.SignatureForm,
    handling.AnswerForm,
    handling.QuestionForm,
    handling.SupplyForm,
    handling.ResumptionForm,
    assigning.AssignmentForm,
    assigning.EntrustmentForm,
    assigning.AssistForm,
    assigning.ReportForm,
    whistling.WhistleForm,
    whistling.ResponseForm,
    whistling.ArrivalForm,
    whistling.FurtherCallForm,
    whistling.LettingGoForm,
    whistling.ExcuseForm,
    whistling.WhistleEndForm,
    calling.CallBackForm,
    handling.RedoForm,
    calling.ClosureForm,
    requesting.ReturnRequestForm,
    requesting.ExtensionRequestForm,
    requesting.SuspensionRequestForm,
    requesting.DeclineRequestForm,
    requesting.ExclusionRequestForm,
    requesting.ContestedCloseRequestForm,
    requesting.ReopeningRequestForm,
    speaking.NoteForm,
    speaking.MessageForm,
    asking.ParticularsForm,
    speaking.SupplementForm,
    speaking.AttachmentForm,
    speaking.SummaryForm,
    calling.WithdrawalForm,
    sorting.ClassificationForm,
    sorting.LocationForm,
    sorting.AccusedForm,
    sorting.PriorityForm,
    sorting.MergerForm,
    sorting.SplitOffForm,
    sorting.PartForm,
    sorting.DetachmentForm,
    requesting.DecisionForm,
    supervising.ReminderForm,
    supervising.SupervisionForm,
    supervising.CheckForm,
    stepping.StepReturnForm,
    stepping.StepOmissionForm,
    stepping.MigrationForm,
    supervising.InclusionForm,
)
BY_NOUN: Mapping[str, type[VerbForm]] = MappingProxyType({form.noun: form for form in FORMS})


def open_forms(now: Situation) -> list[type[VerbForm]]:
    """What this person may do with the matter now."""
    return [form for form in FORMS if form.is_open(now)]


def grouped(forms: list[type[VerbForm]]) -> list[tuple["StrOrPromise", list[tuple[str, "StrOrPromise"]]]]:
    """Heading, and noun and title of each form below it; without empty headings."""
    by_group = ((group.value, [form for form in forms if form.group is group]) for group in Group)
    return [(heading, [(form.noun, form.title) for form in found]) for heading, found in by_group if found]
