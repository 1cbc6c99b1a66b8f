"""What the index keeps of one record: within the limits of both databases, so that both agree."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from qiaomen.kernel.textsearch.tokens import index_tokens

TITLE_LIMIT, BODY_LIMIT = 300, 16_000
"""Characters read and tokens kept, together within the 16,383 positions of a tsvector."""
REPEAT_LIMIT = 256
"""Positions that a tsvector keeps of one token."""

HOLE = "#"
"""Keeps the place of a token that is left out, lest its neighbours touch. No query asks for it."""


class Entry(NamedTuple):
    """One record: its tokens by position, and its tags."""

    pk: int
    title: list[str]
    body: list[str]
    tags: list[str]


def entry(pk: int, title: str, body: str, tags: Iterable[str]) -> Entry:
    """The tokens of a record. Of a very long text, or a token said too often, the first ones."""
    titled = index_tokens(title[:TITLE_LIMIT])[:TITLE_LIMIT]
    tokens = titled + index_tokens(body[:BODY_LIMIT])[:BODY_LIMIT]
    if max(Counter(tokens).values(), default=0) > REPEAT_LIMIT:
        tokens = _rationed(tokens)
    split = len(titled)
    return Entry(pk, tokens[:split], tokens[split:], [tag_token(tag) for tag in tags])


def tag_token(tag: str) -> str:
    """A token that no text contains. ValueError unless it is lower-case ASCII letters and digits."""
    if not (tag.isascii() and tag.isalnum() and tag == tag.lower()):
        raise ValueError(f"not a tag: {tag!r}")
    return f"#{tag}"


def _rationed(tokens: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    kept = []
    for token in tokens:
        seen[token] += 1
        kept.append(token if seen[token] <= REPEAT_LIMIT else HOLE)
    return kept
