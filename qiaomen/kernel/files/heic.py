"""HEIC, which most computers cannot show, as JPEG.

Decoded in a process of its own with little memory and time: what a hostile file does there ends with it.
It is this very file, run as a script, which imports nothing of the house.
"""

import subprocess
import sys
from io import BytesIO
from typing import Any

MEMORY = 1024**3  # bytes of addresses; 50 million pixels take half of it
SECONDS = 20
QUALITY = 92


def as_jpeg(content: bytes) -> bytes | None:
    """The picture, upright, with its colour profile and nothing else; None where none could be made."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", __file__], input=content, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.SubprocessError:
        return None
    return done.stdout


def decoded(content: bytes) -> bytes:
    """What `as_jpeg` gives, made in this process."""
    import pi_heif  # noqa: PLC0415 - megabytes that no web worker is to hold

    image = pi_heif.open_heif(content, convert_hdr_to_8bit=True).to_pillow()
    out = BytesIO()
    nothing: dict[str, Any] = {"exif": b"", "xmp": b"", "comment": b""}
    profile = image.info.get("icc_profile")
    image.convert("RGB").save(out, "JPEG", quality=QUALITY, icc_profile=profile, **nothing)
    return out.getvalue()


def _keep_small() -> None:
    import resource  # noqa: PLC0415 - only where there is one

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _keep_small()
    sys.stdout.buffer.write(decoded(sys.stdin.buffer.read()))
