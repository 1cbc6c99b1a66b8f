"""Collects every sentence of the source into locale/*/LC_MESSAGES/django.po; translations stay.

Run it after writing sentences: `.venv/bin/python bin/lib/messages.py`. A sentence that is gone is taken out;
a new one stands at its place in the alphabet with an empty translation, of which a test complains.
Sentences are what the code calls gettext with, and the help of the command line: docstrings and `help=`.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ("zh_Hans", "ko")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **dict.fromkeys(("gettext_lazy", "gettext_noop"), None),
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
SOURCES = ("qiaomen", "config")
PLURALS = "nplurals=1; plural=0;"  # Chinese and Korean have one form


def sentences() -> Iterator[tuple[str, str | None, str | None]]:
    """Each sentence of the source: the singular, the plural or None, the context or None."""
    for folder in SOURCES:
        for file in sorted((ROOT / folder).rglob("*")):
            if "tests" not in file.parts and "migrations" not in file.parts:
                yield from _sentences_of(file)


def _sentences_of(file: Path) -> Iterator[tuple[str, str | None, str | None]]:
    if file.suffix == ".py":
        source = file.read_bytes()
        yield from ((said, None, None) for said in _helps(source) if "cli" in file.parts)
    elif "templates" in file.parts and file.suffix in {".html", ".txt"}:
        source = templatize(file.read_text(encoding="utf-8")).encode()
    else:
        return
    for _line, message, _comments, context in extract("python", BytesIO(source), KEYWORDS):
        words = message if isinstance(message, tuple) else (message, None)
        if words[0]:
            yield str(words[0]), words[1], context


def _helps(source: bytes) -> Iterator[str]:
    """What the commands in a file and their options say of themselves."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(decorator_list=[ast.Call(func=ast.Attribute(attr="command" | "group")), *_]):
                yield ast.get_docstring(node) or ""
            case ast.keyword(arg="help", value=ast.Constant(value=str(said))):
                yield said


def collect(locale: str) -> polib.POFile:
    """The catalogue of `locale`: every sentence of today with the translation that it has."""
    path = ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"
    known: dict[tuple[str, str | None], polib.POEntry] = {
        (entry.msgid, entry.msgctxt): entry for entry in (polib.pofile(str(path)) if path.exists() else ())
    }
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": PLURALS,
        "Language": locale,
    }
    for singular, plural, context in sorted(set(sentences()), key=lambda said: (said[0], said[2] or "")):
        fresh = polib.POEntry(msgid=singular, msgid_plural=plural or "", msgctxt=context)
        old = known.get((singular, context))
        if old is not None:
            fresh.msgstr, fresh.msgstr_plural = old.msgstr, old.msgstr_plural if plural else {}
        catalogue.append(fresh)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def main() -> None:
    settings.configure(USE_I18N=True)
    django.setup()
    for locale in LOCALES:
        catalogue = collect(locale)
        print(f"{locale}: {len(catalogue)} sentences, {len(catalogue.untranslated_entries())} to translate")


if __name__ == "__main__":
    main()
