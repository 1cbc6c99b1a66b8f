"""How a place is called when the places around it are named too."""

from collections.abc import Iterable


def chained(names: Iterable[str]) -> str:
    """Names from the largest on, as one; 柳岸社区 is not said again before 柳岸社区第一网格."""
    said: list[str] = []
    for name in names:
        if said and name.startswith(said[-1]):
            said.pop()
        said.append(name)
    return "".join(said)
