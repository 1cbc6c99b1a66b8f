"""What the documents tell people to type, open and look up is there."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import openpyxl
import pytest
from django.utils import translation

from qiaomen.cli.main import qiaomen

ROOT = Path(__file__).parents[1]
QIAOMEN = Path(sys.executable).with_name("qiaomen")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
IN_CHINESE = [document for document in DOCUMENTS if document.name.endswith(".zh.md")]

FENCED = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"")
PROGRAM = (".venv/bin/qiaomen", "qiaomen")

Command = tuple[str, ...]


def text(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def blocks(said: str) -> Iterator[Command]:
    """The commands of the fenced blocks, one a line, without their comments."""
    for block in FENCED.findall(said):
        for line in block.replace("\\\n", " ").splitlines():
            if words := shlex.split(line, comments=True):
                yield tuple(words)


def mentioned(said: str) -> Iterator[Command]:
    """What stands in a sentence as code."""
    return (tuple(code.split()) for code in INLINE.findall(FENCED.sub("", said)) if code.strip())


def of_the_program(found: Iterable[Command]) -> list[Command]:
    return sorted(words[1:] for words in found if words[0] in PROGRAM and len(words) > 1)


def names(paths: Sequence[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=names(DOCUMENTS))


@pytest.fixture
def in_english() -> Iterator[None]:
    """The command line speaks the terminal's language from its first command on."""
    with translation.override("en"):
        yield


def parse(words: Command) -> None:
    """Raises click.UsageError for what the command line would not take."""
    command: click.Command = qiaomen
    context = click.Context(command)
    while isinstance(command, click.Group) and words:
        name, *rest = words
        found = command.get_command(context, name)
        if found is None:
            raise click.UsageError(f"no command {name}")
        command, words = found, tuple(rest)
    if not isinstance(command, click.Group):
        command.make_context(command.name, list(words))


def refusal(words: Command) -> click.UsageError | None:
    try:
        parse(words)
    except click.UsageError as no:
        return no
    return None


@each_document
def test_the_program_takes_every_command_that_is_to_be_typed(document: Path, in_english: None):
    typed = of_the_program(blocks(text(document)))
    assert [words for words in typed if refusal(words)] == []


@each_document
def test_the_program_knows_every_command_that_is_mentioned(document: Path, in_english: None):
    named = {words: refusal(words) for words in of_the_program(mentioned(text(document)))}
    assert [words for words, no in named.items() if no and not isinstance(no, click.MissingParameter)] == []


@pytest.mark.parametrize(
    "words",
    [("dance",), ("ledger", "dance"), ("report", "rates", "--dance"), ("catalogue", "explain", "A41")],
)
def test_a_command_that_the_program_does_not_take_would_be_found(words: Command, in_english: None):
    assert refusal(words)


def is_executable(file: str) -> bool:
    return os.access(ROOT / file, os.X_OK) and (ROOT / file).is_file()


@each_document
def test_every_file_in_bin_is_there_to_be_run(document: Path):
    said = text(document)
    named = {words[0] for words in [*blocks(said), *mentioned(said)] if re.fullmatch(r"bin/\w+", words[0])}
    assert [file for file in sorted(named) if not is_executable(file)] == []


@each_document
def test_every_link_within_the_project_leads_to_something(document: Path):
    targets = [link or picture for link, picture in LINK.findall(text(document))]
    inside = [target.partition("#")[0] for target in targets if "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", IN_CHINESE, ids=names(IN_CHINESE))
def test_the_chinese_version_says_the_same_commands(document: Path):
    english = document.with_name(document.name.replace(".zh.md", ".md"))
    assert list(blocks(text(document))) == list(blocks(text(english)))


def terms() -> list[str]:
    rows = [
        line.split("|")[1] for line in text(ROOT / "docs/glossary.md").splitlines() if line.startswith("|")
    ]
    return [term.strip() for row in rows[2:] for term in row.split(",")]


def spoken() -> str:
    """Every name, sentence and docstring of the program, in snake_case."""
    files = [file for room in ("qiaomen", "config") for file in (ROOT / room).rglob("*.py")]
    said = {word for file in files if "tests" not in file.parts for word in words_of(ast.parse(text(file)))}
    return snake_case("\n".join(sorted(said)))


def words_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        for field in ("id", "attr", "name", "arg", "value"):
            if isinstance(word := getattr(node, field, None), str):
                yield word


def snake_case(words: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[ -]", "_", words).lower()


def test_the_code_uses_the_words_of_the_glossary():
    said = spoken()
    unknown = [term for term in terms() if not re.search(rf"(?<![a-z]){snake_case(term)}s?(?![a-z])", said)]
    assert unknown == []


TABLES = {
    "places.csv": "code,parent,name,kind\nA,,安平街道,street\nA1,A,东里社区,community\n",
    "units.xlsx": "code,parent,name,kind,place\nSW,,水务科,department,A\n",
    "staff.xlsx": "login,name,unit,place,role,from,to\nli,李示例,SW,A,officer,2020-01-01,\n",
    "messages.xlsx": "编号,时间,内容\n1,2026-03-02 08:00,东里社区停水两天了\n2,2026-03-02 09:00,谢谢社区\n",
}
ITEMS = '[[item]]\ncode = "S"\nparent = ""\nname = "停水漏水"\nkeywords = ["停水"]\nanswer = "5 workdays"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files lie that the README speaks of."""
    (tmp_path / "items.toml").write_text(ITEMS, encoding="utf-8")
    for name, table in TABLES.items():
        write(tmp_path / name, table)
    return tmp_path


def write(file: Path, table: str) -> None:
    if file.suffix == ".csv":
        file.write_text(table, encoding="utf-8")
        return
    book = openpyxl.Workbook()
    for line in table.splitlines():
        book.worksheets[0].append(line.split(","))
    book.save(file)


def run(folder: Path, words: Command) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {
        "QIAOMEN_HOME": str(folder / "home"),
        "QIAOMEN_KEYS": str(folder / "keys"),
        "QIAOMEN_LANGUAGE": "en",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    done = subprocess.run(
        [QIAOMEN, *words], cwd=folder, env={**kept, **own}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def use_it() -> list[Command]:
    section = text(ROOT / "README.md").partition("## Use it")[2].partition("\n## ")[0]
    return [words[1:] for words in blocks(section) if words[0] in PROGRAM and words[1] != "serve"]


def test_what_the_readme_says_under_use_it_makes_an_office(folder: Path):
    told = {" ".join(words): run(folder, words) for words in use_it()}
    imports = {name: said for name, said in told.items() if "import" in name}
    assert len(imports) == 5, "an import per file"
    assert all("0 rejected" in said for said in imports.values()), imports
    assert "2 received" in imports["matters import messages.xlsx"]
    assert "whole" in run(folder, ("ledger", "verify"))
    assert '"total"' in run(folder, ("report", "rates", "--json"))
