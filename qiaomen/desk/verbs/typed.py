"""What somebody had typed into a form that was refused: shown once more, so that it can be copied."""

from django import forms
from django.http import HttpRequest

from qiaomen.desk.verbs.table import BY_NOUN

PREVIEW = "-preview"  # ends the names of those pages
OURS = frozenset({"csrfmiddlewaretoken", "seen", "step", "short"})


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Label and words of each field that was sent; nothing where no verb of a matter was."""
    match = request.resolver_match
    form = BY_NOUN.get((match.url_name or "").removesuffix(PREVIEW)) if match else None
    if form is None or request.method != "POST":
        return []
    words = {name: said for name, said in request.POST.items() if name not in OURS and said}
    return [
        (_label(form.base_fields.get(name), name), str(said))
        for name, said in words.items()
        if isinstance(form.base_fields.get(name, forms.CharField()), forms.CharField)
    ]


def _label(field: forms.Field | None, name: str) -> str:
    """A field that a procedure has added is called as its code."""
    return str(field.label) if field else name
