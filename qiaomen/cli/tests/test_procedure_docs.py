"""What docs/procedures.md says of writing a procedure is so, in both languages."""

import re
import shlex
from pathlib import Path

import pytest
from django.utils import translation

from qiaomen.catalogue.procedures.exploring import explore
from qiaomen.catalogue.procedures.language import Kind, Party
from qiaomen.catalogue.procedures.library import checked
from qiaomen.catalogue.procedures.reading import _STEP
from qiaomen.kernel.refusal import Refusal
from tests.world import World, monday, world

__all__ = ["monday", "world"]
DOCS = Path(__file__).parents[3] / "docs"
VERSIONS = {"en": DOCS / "procedures.md", "zh-hans": DOCS / "procedures.zh.md"}
# What the mistakes change in the first example.
MISTAKES = [
    ('limit = "2 workdays"', "limit = “2 workdays”"),
    ('limit = "2 workdays"', "limit = 2 workdays"),
    ('limit = "2 workdays"', 'limit = "2 days"'),
    ('limit = "2 workdays"', 'deadline = "2 workdays"'),
    ("[[step]]", "[step]"),
    ('name = "上门查看"\n', ""),
    ("{情况}", "{地址}"),
    ('name = "上门查看"', 'name = "上门查看"\nactor = "police"'),
    ('label = "情况"', 'label = "情况"\nkind = "choice"'),
    ('limit = "2 workdays"', 'limit = "2 workdays"\nskip_when = { field = "talk.result", is = ["no"] }'),
    ('limit = "2 workdays"', 'limit = "2 workdays"\nmandatory = "false"'),
]
each_language = pytest.mark.parametrize("language", VERSIONS)


def said(language: str) -> str:
    return VERSIONS[language].read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    """The first procedure, and the steps of the second below the same head."""
    first, second = re.findall(r"```toml\n(.*?)```", said(language), re.DOTALL)
    return [first, first.partition("[[step]]")[0] + second]


@each_language
def test_the_examples_can_be_walked_on_every_path(language):
    for text in examples(language):
        found = explore(checked(text, ()))
        assert (found.whole, found.unreached, found.unasked) == (True, (), ())


@each_language
def test_each_mistake_is_told_as_it_is_written_there(language):
    rows = said(language).split("|\n| --- | --- |\n")[1].split("\n\n")[0].splitlines()
    first = examples(language)[0]
    told = []
    for right, wrong in MISTAKES:
        with translation.override(language), pytest.raises(Refusal) as no:
            checked(first.replace(right, wrong, 1), ())
        told.append(str(no.value))
    assert [row.rpartition(" | ")[2].removesuffix(" |") for row in rows] == told


@each_language
def test_every_word_of_the_language_is_explained(language):
    text = said(language)
    unexplained = [word for word in (*_STEP, *Kind.values, *Party.values) if f"`{word}" not in text]
    assert set(unexplained) <= {"field", "signature"}  # explained with their brackets


def test_the_commands_work_one_after_the_other(run, world: World, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("noise.toml").write_text(examples("en")[0], encoding="utf-8")
    block = re.findall(r"```sh\n(.*?)```", said("en"), re.DOTALL)[0]
    for line in block.splitlines():
        done = run(*shlex.split(line, comments=True)[1:])
        assert done.exit_code == 0, f"{line}: {done.output}"
    assert Path("noise-kept.toml").read_text(encoding="utf-8") == examples("en")[0]
