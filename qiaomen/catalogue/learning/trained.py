"""What is recorded of a training. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trained:
    """Checksums of the model and of its probe, which has not seen the messages held out."""

    checksum: str
    probe: str
    messages: int
    labels: tuple[str, ...]
    digest: str
    macro_f1: float
