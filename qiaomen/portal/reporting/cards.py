"""Number and code as a picture: what a telephone keeps when nobody has a pen."""

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont

from qiaomen.matters.models import Telling

WIDTH, MARGIN, LINE = 600, 40, 56  # pixels
_DOT = 10  # of the QR code; at about 45 dots it fits the width


def address(telling: Telling) -> str:
    """Where number and code are filled in already. What stands behind # is sent to no server's log."""
    page = f"{settings.QIAOMEN_ADDRESS}{reverse('portal:track')}"
    return f"{page}?number={telling.matter.number}#{telling.code}"


def picture(telling: Telling) -> bytes:
    """A PNG in black and white of some 5 kB."""
    code = _qr(address(telling))
    sheet = Image.new("1", (WIDTH, code.height + 2 * LINE + 3 * MARGIN), 1)
    sheet.paste(code, ((WIDTH - code.width) // 2, MARGIN))
    drawing = ImageDraw.Draw(sheet)
    for line, text in enumerate((telling.matter.number, telling.code)):
        at = (WIDTH // 2, code.height + 2 * MARGIN + line * LINE)
        drawing.text(at, text, anchor="ma", font=ImageFont.load_default(40), fill=0)
    kept = BytesIO()
    sheet.save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _qr(text: str) -> Image.Image:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=_DOT, border=4)
    drawn.seek(0)
    code = Image.open(drawn).convert("1")
    return code.resize((min(code.width, WIDTH), min(code.height, WIDTH)), Image.Resampling.NEAREST)
