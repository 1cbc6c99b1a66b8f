"""The text of a procedure with one step more, less or otherwise; comments and order stay as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from django.utils.translation import gettext as _
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from qiaomen.catalogue.procedures.fieldlines import FieldLine
from qiaomen.kernel.refusal import Refusal

BEGINNING, ANSWER = "", "/answer"  # where a step may stand besides after another


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form says of a step. What leads back, lapses or is promised is the text's own affair.

    `signatures`: who, and how many of them; `skip_when`: which field of which step, and its values.
    """

    name: str
    actor: str = "unit"
    mandatory: bool = True
    limit: str = ""
    limit_from: str = ""
    after: str = ""
    skip_when: tuple[str, tuple[str, ...]] | None = None
    gate: str = ""
    fields: tuple[FieldLine, ...] = ()
    signatures: tuple[tuple[str, int], ...] = ()
    told: str = ""
    help: str = ""


def copied(text: str, *, code: str, name: str) -> str:
    """The same procedure under another code and name."""
    document = _parsed(text)
    document["code"], document["name"] = code, name
    return document.as_string()


def with_step(text: str, draft: Draft, *, after: str) -> str:
    """A new step stands after the one with the code `after`, at the beginning, or first after the answer."""
    document = _parsed(text)
    steps = _steps(document)
    at, after_answer = _place(steps, after)
    table = _new_table(_free_code(steps), draft, after_answer=after_answer)
    if not steps:
        return document.as_string().rstrip() + f"\n\n{table.rstrip()}\n"
    steps.insert(at, _steps(tomlkit.parse(f"{table}\n"))[0])
    return _spaced(document.as_string())


def with_change(text: str, code: str, draft: Draft) -> str:
    """The step says what the draft says; what a draft cannot say stays."""
    document = _parsed(text)
    step = _step(_steps(document), code)
    _set(step, draft)
    _set_list(step, "field", [_field(step, line) for line in draft.fields])
    _set_list(step, "signature", [_signature(step, *side) for side in draft.signatures])
    return _spaced(document.as_string())


def without_step(text: str, code: str) -> str:
    document = _parsed(text)
    steps = _steps(document)
    del steps[steps.index(_step(steps, code))]
    return document.as_string().rstrip() + "\n"


def _parsed(text: str) -> TOMLDocument:
    try:
        return tomlkit.parse(text)
    except TOMLKitError as problem:
        raise Refusal(_("The text cannot be read: %s") % problem) from None


def _steps(document: TOMLDocument) -> AoT:
    found = document.get("step")
    return found if isinstance(found, AoT) else tomlkit.aot()


def _step(steps: AoT, code: str) -> Table:
    step: Table
    for step in steps:
        if step.get("code") == code:
            return step
    raise Refusal(_("There is no step “%s” in the text any more.") % code)


def _place(steps: AoT, after: str) -> tuple[int, bool]:
    if after == BEGINNING:
        return 0, False
    if after == ANSWER:
        return sum(not step.get("after_answer") for step in steps), True
    step = _step(steps, after)
    return steps.index(step) + 1, bool(step.get("after_answer"))


def _free_code(steps: AoT) -> str:
    taken = {str(step.get("code")) for step in steps}
    return next(f"step{number}" for number in range(1, len(taken) + 2) if f"step{number}" not in taken)


def _new_table(code: str, draft: Draft, *, after_answer: bool) -> str:
    """As it would be typed."""
    step = tomlkit.table()
    step["code"] = code
    if after_answer:
        step["after_answer"] = True
    _set(step, draft)
    inner = [_list_text("step.field", [_field(step, line) for line in draft.fields])]
    inner.append(_list_text("step.signature", [_signature(step, *side) for side in draft.signatures]))
    return f"[[step]]\n{step.as_string()}{''.join(inner)}"


def _list_text(name: str, tables: Sequence[Table]) -> str:
    return "".join(f"[[{name}]]\n{table.as_string()}" for table in tables)


def _set(step: Table, draft: Draft) -> None:
    """Keys that say what is meant anyway are not written."""
    _put(step, "name", draft.name)
    _put(step, "actor", draft.actor, plain="unit")
    _put(step, "mandatory", draft.mandatory, plain=True)
    _put(step, "limit", draft.limit, plain="")
    _put(step, "limit_from", draft.limit_from, plain="")
    _put(step, "after", draft.after, plain="")
    _put_condition(step, draft.skip_when)
    _put(step, "gate", draft.gate, plain="")
    _put(step, "help", draft.help, plain="")
    _put(step, "told", draft.told, plain="")


def _put(table: Table, key: str, value: Any, *, plain: Any = None) -> None:
    if key in table and table[key] == value:
        return
    if value == plain:
        table.pop(key, None)
    elif key in table:
        table[key] = _item(value)
    else:
        _insert(table, key, _item(value))


def _put_condition(step: Table, asked: tuple[str, tuple[str, ...]] | None) -> None:
    """In whatever order its values stand, a condition that says the same is not touched."""
    held = step.get("skip_when")
    if asked is None:
        step.pop("skip_when", None)
    elif held is None or (held.get("field"), {*held.get("is", ())}) != (asked[0], {*asked[1]}):
        condition = tomlkit.inline_table()
        condition.update({"field": asked[0], "is": [*asked[1]]})
        _put(step, "skip_when", condition)


def _item(value: Any) -> Any:
    """Words of several lines are written in several lines."""
    return tomlkit.string(value, multiline=True) if isinstance(value, str) and "\n" in value else value


def _insert(table: Table, key: str, value: Any) -> None:
    """Before the lists of tables that end a step."""
    lists = {name: table.pop(name) for name in ("field", "signature") if name in table}
    table.add(key, value)
    for name, held in lists.items():
        table.add(name, held)


def _field(step: Table, line: FieldLine) -> Table:
    """The table that stands for it already, changed where it says something else; or a new one."""
    table = _alike(step, "field", lambda each: each.get("label") == line.label)
    _put(table, "label", line.label)
    _put(table, "kind", line.kind, plain="words")
    _put(table, "required", line.required, plain=True)
    _put(table, "options", list(line.options), plain=[])
    return table


def _signature(step: Table, side: str, count: int) -> Table:
    table = _alike(step, "signature", lambda each: each.get("of", "unit") == side)
    _put(table, "of", side)
    _put(table, "count", count, plain=1)
    return table


def _alike(step: Table, key: str, fits: Callable[[Table], bool]) -> Table:
    return next((each for each in step.get(key, ()) if fits(each)), tomlkit.table())


def _set_list(step: Table, key: str, tables: Sequence[Table]) -> None:
    if list(step.get(key, ())) == list(tables):
        return
    step.pop(key, None)
    if tables:
        held = tomlkit.aot()
        for table in tables:
            held.append(table)
        step.add(key, held)


def _spaced(text: str) -> str:
    """A blank line before each step."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.strip() == "[[step]]" and lines and lines[-1].strip() and not lines[-1].startswith("#"):
            lines.append("")
        lines.append(line)
    return "\n".join(lines).rstrip() + "\n"
