"""Every sentence is translated completely, with the same blanks, and nothing is left over."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import polib
import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def collector() -> ModuleType:
    spec = importlib.util.spec_from_file_location("messages", ROOT / "bin" / "lib" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue(locale: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / locale / "LC_MESSAGES" / "django.po"))


def translations(entry: polib.POEntry) -> list[str]:
    """A new plural has no form at all yet, which is not to pass for complete."""
    return [entry.msgstr_plural.get(0, "")] if entry.msgid_plural else [entry.msgstr]


def _whole(entry: polib.POEntry) -> bool:
    """A sentence with a number that nobody translated has no translation at all."""
    return bool(translations(entry)) and all(translations(entry))


def test_the_catalogues_hold_the_sentences_of_the_source_and_no_others():
    said = {(singular, context) for singular, _plural, context in collector().sentences()}
    for locale in ("zh_Hans", "ko"):
        assert {(entry.msgid, entry.msgctxt) for entry in catalogue(locale)} == said, locale


@pytest.mark.parametrize("locale", ["zh_Hans", "ko"])
def test_every_sentence_is_translated(locale: str):
    assert [entry.msgid for entry in catalogue(locale) if not _whole(entry)] == []


@pytest.mark.parametrize("locale", ["zh_Hans", "ko"])
def test_a_translation_has_the_blanks_of_its_sentence(locale: str):
    wrong = [
        entry.msgid
        for entry in catalogue(locale)
        for said in translations(entry)
        if said and set(BLANK.findall(said)) != set(BLANK.findall(entry.msgid_plural or entry.msgid))
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", ["zh_Hans", "ko"])
def test_the_catalogue_can_be_compiled(locale: str):
    with (ROOT / "locale" / locale / "LC_MESSAGES" / "django.po").open("rb") as file:
        faults = {message.id: list(message.check()) for message in read_po(file)}
    assert {sentence: found for sentence, found in faults.items() if found} == {}


def test_the_collector_reads_templates_and_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    messages = collector()
    page = tmp_path / "qiaomen" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    page.write_text('{% load i18n %}{% translate "Knock" %}', encoding="utf-8")
    (tmp_path / "qiaomen" / "code.py").write_text('_("Answer")\nngettext_lazy("%d day", "%d days", 2)\n')
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    commands = tmp_path / "qiaomen" / "cli" / "door.py"
    commands.parent.mkdir()
    commands.write_text(
        '@group.command()\n@click.option("--soft", help="Softly.")\ndef knock(soft):\n    "At the door."\n'
        '@contextmanager\ndef inside():\n    "For those who read the code."\n'
    )
    assert set(messages.sentences()) == {
        ("Knock", None, None),
        ("At the door.", None, None),
        ("Softly.", None, None),
        ("Answer", None, None),
        ("%d day", "%d days", None),
    }
