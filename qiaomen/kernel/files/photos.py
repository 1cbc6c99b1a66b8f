"""Photos without what they tell beside the picture: position, device, owner, comments, thumbnails."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel.refusal import Refusal

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
PIXELS = 64_000_000  # of all frames together: a 50-megapixel photo passes and takes some 300 MB for a moment
FRAMES = 1_000


def without_metadata(content: bytes) -> bytes:
    """The same picture, upright and with its colour profile, encoded anew so that nothing else is left in it.

    JPEG keeps its quality. GIF stays animated, of an animated PNG or WebP the first picture is kept.
    """
    from PIL import Image  # noqa: PLC0415 - some 10 MB that only a worker who meets photos should hold

    try:
        with Image.open(BytesIO(content), formats=FORMATS) as image:
            _require_moderate(image)
            return _encoded(image)
    except Refusal:
        raise
    except Image.DecompressionBombError as error:
        raise _excessive() from error
    except Exception as error:  # a decoder of hostile bytes fails in many ways, and all mean this
        raise Refusal(
            _("This picture is damaged: take it again or save it again, then attach it.")
        ) from error


def _require_moderate(image: "ImageFile") -> None:
    """Refuse a picture that would fill the memory, before anything of it is unpacked."""
    frames = min(FRAMES, PIXELS // max(1, image.width * image.height))
    if not frames or (image.format == "GIF" and _has_frame(image, frames)):
        raise _excessive()


def _has_frame(image: "ImageFile", number: int) -> bool:
    """Whether there is a frame of this number, counted from 0; counting them all could take minutes."""
    try:
        image.seek(number)
    except EOFError:
        image.seek(0)
        return False
    return True


def _encoded(image: "ImageFile") -> bytes:
    from PIL import ImageOps  # noqa: PLC0415 - as above

    out = BytesIO()
    if image.format == "GIF":
        image.save(out, "GIF", save_all=True, comment=b"")
        return out.getvalue()
    ImageOps.exif_transpose(image, in_place=True)
    nothing: dict[str, Any] = {"exif": b"", "xmp": b"", "comment": b""}
    profile = image.info.get("icc_profile")
    image.save(out, _format(image), icc_profile=profile, **nothing, **_quality(image))
    return out.getvalue()


def _format(image: "ImageFile") -> str:
    """Many phones append a second picture to a JPEG, which makes it an MPO; only the first one is kept."""
    return "JPEG" if image.format == "MPO" else image.format or ""


def _quality(image: "ImageFile") -> dict[str, Any]:
    from PIL.JpegImagePlugin import JpegImageFile, get_sampling  # noqa: PLC0415 - as above

    if isinstance(image, JpegImageFile):
        return {"qtables": image.quantization, "subsampling": get_sampling(image)}
    return {"quality": 90} if image.format == "WEBP" else {}


def _excessive() -> Refusal:
    return Refusal(
        _("This picture has more than %(millions)d million pixels: send a smaller one.")
        % {"millions": PIXELS // 1_000_000}
    )
