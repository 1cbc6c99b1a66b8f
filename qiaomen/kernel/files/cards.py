"""An address as a QR code with a few lines below it: a picture that a telephone keeps."""

from collections.abc import Sequence
from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont

WIDTH, MARGIN, LINE = 600, 40, 56  # pixels
_DOT = 10  # of the QR code; at about 45 dots it fits the width


def card(address: str, lines: Sequence[str]) -> bytes:
    """A PNG in black and white of some 5 kB."""
    code = _qr(address)
    sheet = Image.new("1", (WIDTH, code.height + len(lines) * LINE + 3 * MARGIN), 1)
    sheet.paste(code, ((WIDTH - code.width) // 2, MARGIN))
    drawing = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        at = (WIDTH // 2, code.height + 2 * MARGIN + number * LINE)
        drawing.text(at, line, anchor="ma", font=ImageFont.load_default(40), fill=0)
    kept = BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _qr(text: str) -> Image.Image:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=_DOT, border=4)
    drawn.seek(0)
    code = Image.open(drawn).convert("1")
    return code.resize((min(code.width, WIDTH), min(code.height, WIDTH)), Image.Resampling.NEAREST)
