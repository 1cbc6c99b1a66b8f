"""The rows of a matter, by what they tell."""

from qiaomen.matters.models.calls import CallHold, CallScript
from qiaomen.matters.models.choices import ItemChoice
from qiaomen.matters.models.following import Follow
from qiaomen.matters.models.handling import Answer, Assignment, Assist
from qiaomen.matters.models.mail import Mail
from qiaomen.matters.models.matter import Matter, Priority
from qiaomen.matters.models.pairs import Pair
from qiaomen.matters.models.runs import ImportMapping, ImportRun
from qiaomen.matters.models.steps import MatterStep, StepSignature
from qiaomen.matters.models.telling import CallBack, Telling
from qiaomen.matters.models.whistles import OwnWhistleLimits, Turnout, Whistle
from qiaomen.matters.models.words import Attachment, Audience, Note
from qiaomen.matters.rounds.models import Look, Round

__all__ = [
    "Answer",
    "Assignment",
    "Assist",
    "Attachment",
    "Audience",
    "CallBack",
    "CallHold",
    "CallScript",
    "Follow",
    "ImportMapping",
    "ImportRun",
    "ItemChoice",
    "Look",
    "Mail",
    "Matter",
    "MatterStep",
    "Note",
    "OwnWhistleLimits",
    "Pair",
    "Priority",
    "Round",
    "StepSignature",
    "Telling",
    "Turnout",
    "Whistle",
]
