"""What was learned of all messages is kept, so that a few new ones are weighed like the many before."""

import zlib
from collections.abc import Iterable

import numpy as np

from qiaomen.indicators.hot.models import Vocabulary
from qiaomen.matters.likeness.traits import CODES, Lexicon, Said

_last: dict[int, Lexicon] = {}  # id of the row -> what it says: the worker unpacks it once


def learn(messages: Iterable[Said]) -> Lexicon:
    """Learned anew from all messages, and kept in place of what was known."""
    lexicon = Lexicon.empty()
    for said in messages:
        lexicon.learn(said)
    counts = np.concatenate((lexicon.holding, lexicon.times, lexicon.named))
    packed = zlib.compress(counts.tobytes(), level=1)
    Vocabulary.objects.all().delete()
    Vocabulary.objects.create(messages=lexicon.messages, counts=packed)
    return lexicon


def remembered() -> Lexicon | None:
    """What was learned last; None before the first time."""
    kept = Vocabulary.objects.values_list("pk", "messages").last()
    if kept is None:
        return None
    pk, messages = kept
    if pk not in _last:
        counts = np.frombuffer(zlib.decompress(Vocabulary.objects.get(pk=pk).counts), np.float32)
        _last.clear()
        _last[pk] = Lexicon(messages, *counts.reshape(3, CODES))
    return _last[pk]
