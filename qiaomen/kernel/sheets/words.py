"""Words of a choice as tables hold them: they go from hand to hand, and from language to language."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils.translation import override
from django_stubs_ext import StrOrPromise


def by_any_name(named: Iterable[tuple[str, StrOrPromise]]) -> Mapping[str, str]:
    """Each value by itself and by what it is called in every language, in lower case."""
    pairs = list(named)
    known = {value.casefold(): value for value, _label in pairs}
    for code, _name in settings.LANGUAGES:
        with override(code):
            known |= {str(label).casefold(): value for value, label in pairs}
    return known
