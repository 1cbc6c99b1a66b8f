"""How a message leaves the house: adapters, named in the setting QIAOMEN_CHANNELS (channel -> class).

An adapter gives a letter to something that delivers it, within seconds, or raises. A real one (short
messages, WeCom, e-mail) uses `Letter.reference` so that its gateway can drop one that comes twice.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from qiaomen.kernel import clock, emails, phones


@dataclass(frozen=True, slots=True)
class Letter:
    """A message with its address and words, for the moment of sending; kept nowhere."""

    reference: str
    channel: str
    to: str
    text: str
    subject: str = ""
    foot: str = ""  # what only a letter to this very reader may say, such as a code; no adapter keeps it
    message_id: str = ""
    replying_to: str = ""  # the Message-ID of the mail that this one answers


class Channel(Protocol):
    def send(self, letter: Letter) -> None: ...


class FileChannel:
    """Appends a line of JSON to QIAOMEN_HOME/outbox.jsonl, on the disk before it returns.

    It shows that messages leave and what they say. It is no gateway: the address is masked, so that the file
    never tells who has which matter.
    """

    def send(self, letter: Letter) -> None:
        line = json.dumps(_shown(letter), ensure_ascii=False) + "\n"
        handle = os.open(self.file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode())  # one write: lines of several workers do not mix
            os.fsync(handle)
        finally:
            os.close(handle)

    @staticmethod
    def file() -> Path:
        return Path(settings.QIAOMEN_HOME) / "outbox.jsonl"


class ConsoleChannel:
    """Prints the message where the worker was started, the address masked."""

    def send(self, letter: Letter) -> None:
        sys.stdout.write(f"{letter.channel} {masked(letter.to)}: {letter.text}\n")
        sys.stdout.flush()


def adapter(channel: str) -> Channel:
    """What serves the channel; a name that the setting does not know is a KeyError."""
    kind: type[Channel] = import_string(settings.QIAOMEN_CHANNELS[channel])
    return kind()


def masked(address: str) -> str:
    return emails.masked(address) if "@" in address else phones.masked(address)


def _shown(letter: Letter) -> dict[str, str]:
    return {
        "at": clock.now().isoformat(timespec="seconds"),
        "message": letter.reference,
        "channel": letter.channel,
        "to": masked(letter.to),
        "text": letter.text,
    }
