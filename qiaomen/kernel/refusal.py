"""The one exception for "no"."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A polite no: one sentence in the reader's language that says what to do.

    `sentence` is text or a lazy translation; nothing has been written when it is raised.
    """

    def __init__(self, sentence: "StrOrPromise") -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class Conflict(Refusal):
    """The same key came with other content, or somebody was quicker."""


class Forbidden(Refusal):
    """The actor may not do this here and now."""
