"""Who did something, as people say it: the ledger knows only `person/12`, `machine/silence`, `import/7`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MACHINE_NAMES: Mapping[str, "StrOrPromise"] = MappingProxyType(
    {
        "calendar": gettext_lazy("Automatic correction of dates"),
        "console": gettext_lazy("System administration"),
        "custom": gettext_lazy("Standing decision of the office"),
        "escalation": gettext_lazy("Automatic reminder"),
        "hot": gettext_lazy("Automatic grouping"),
        "import": gettext_lazy("File import"),
        "learner": gettext_lazy("Automatic learning"),
        "mailbox": gettext_lazy("Mailbox"),
        "neighbours": gettext_lazy("Residents who join"),
        "procedure": gettext_lazy("The procedure itself"),
        "resumption": gettext_lazy("Automatic resumption"),
        "retention": gettext_lazy("Automatic erasure"),
        "review": gettext_lazy("Review of short answers"),
        "root": gettext_lazy("Daily seal of the ledger"),
        "sampling": gettext_lazy("Monthly draw"),
        "silence": gettext_lazy("Automatic closing"),
        "supervision": gettext_lazy("Automatic supervision order"),
        "whistle": gettext_lazy("The whistle itself"),
    }
)


def author(ref: str, persons: Mapping[str, str]) -> str:
    """`persons` are the names by ref, as `Person.objects.names` gives them."""
    kind, _slash, name = ref.partition("/")
    match kind:
        case "person":
            return persons.get(ref, _("Somebody who is not known any more"))
        case "resident":
            return _("Resident")
        case "machine":
            return str(MACHINE_NAMES[name])
        case "rule":
            return _("Routing rule %s") % name
    return _("File import %s") % name
