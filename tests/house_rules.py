"""The house rules as pure functions over source text. Each gives the offences that it finds."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

WRITES = frozenset({"save", "create", "update", "delete"}) | frozenset(
    {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
EXCUSE = re.compile(r"#\s*(?:noqa\b|type:\s*ignore\b|pragma:\s*no cover\b)(?P<rest>[^\n]*)")
# The codes of an excuse, as in ": E501, F401" or "[attr-defined]", are no reason.
CODES = re.compile(r"^:?\s*(?:[A-Z]+\d+(?:,\s*)?)*\s*(?:\[[\w\-, ]*\])?")
# Written in pieces, so that this file does not offend.
REGISTRIES = ("pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "debian" + ".org/debian")
INDEX_OPTIONS = ("--index" + "-url", "--extra-index" + "-url", "--find" + "-links /")
MACHINE_PATHS = ("/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/Us" + "ers/", "/opt/" + "pypi")


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Each function's name and number of lines, decorators not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def share(sizes: Iterable[int], fraction: float) -> int:
    """The size within which `fraction` of all lie; 0 of nothing."""
    ordered = sorted(sizes)
    return ordered[max(0, round(fraction * len(ordered)) - 1)] if ordered else 0


def too_long(sizes: Mapping[str, int], limit: int) -> list[str]:
    return [f"{name}: {lines} lines, {limit} are the limit" for name, lines in sizes.items() if lines > limit]


def writes(source: str) -> list[str]:
    """Calls that write a row. A face calls an action instead."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        f"line {call.lineno}: .{call.attr}("
        for call in calls
        if isinstance(call, ast.Attribute) and call.attr in WRITES
    ]


def assigns_state(source: str) -> bool:
    """Whether something's `.state` is assigned, which is the business of one module."""
    stores = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return any(node.attr == "state" and isinstance(node.ctx, ast.Store) for node in stores)


def scans_of_paths(source: str) -> list[str]:
    """`startswith` on a path is a scan of the whole table on SQLite: `below()` is the way."""
    return re.findall(r"\w*path__i?startswith", source)


def hidden_imports(source: str) -> list[str]:
    """Imports of our own rooms inside functions, which dodge a cycle."""
    bodies = (node for node in ast.walk(ast.parse(source)) if isinstance(node, FUNCTIONS))
    inside = (node for body in bodies for node in ast.walk(body))
    return [name for node in inside for name in imported(node) if name.split(".")[0] == "qiaomen"]


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def signals(source: str) -> list[str]:
    """Imports of Django's signals: an effect that nobody sees where it is caused."""
    names = (name for node in ast.walk(ast.parse(source)) for name in imported(node))
    return [
        name for name in names if name.startswith("django.") and {"signals", "dispatch"} & {*name.split(".")}
    ]


def uncollected(source: str) -> list[str]:
    """Sentences within an f-string, which whoever collects them for translation does not see."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    calls = (node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call))
    return [
        f"line {call.lineno}" for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_"
    ]


def excuses_without_reason(source: str) -> list[str]:
    """Silenced checks whose line does not say why."""
    found = EXCUSE.finditer(source)
    return [match[0] for match in found if not re.search(r"\w", CODES.sub("", match["rest"]))]


def ties_to_a_machine(text: str) -> list[str]:
    """Addresses of registries, options that name an index, paths of one machine."""
    return [word for word in (*REGISTRIES, *INDEX_OPTIONS, *MACHINE_PATHS) if word in text]


def misnumbered(names: Iterable[str]) -> list[str]:
    """Decision records that are not named `0001-what-it-is-about.md`, and numbers used twice."""
    names = sorted(names)
    shapeless = [name for name in names if not re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", name)]
    twice = [f"{one} and {other}" for one, other in pairwise(names) if one[:4] == other[:4]]
    return [*shapeless, *twice]


def floors(layers: Iterable[str]) -> dict[str, int]:
    """Room -> how high it lies, from the layers of the import contract, topmost first."""
    storeys = [re.findall(r"\w+", layer) for layer in layers]
    return {room: len(storeys) - number for number, rooms in enumerate(storeys) for room in rooms}


def upward(links: Iterable[tuple[str, str]], heights: Mapping[str, int]) -> list[str]:
    """Links between rooms that lead up or across. What is no room (Django's own apps) lies below all."""
    return [
        f"{source} -> {target}"
        for source, target in Counter(links)
        if source != target and heights.get(target, 0) >= heights.get(source, 0) > 0
    ]
