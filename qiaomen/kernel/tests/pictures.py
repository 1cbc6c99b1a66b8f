"""Small pictures that carry more than they show."""

from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SECRET = b"27.90N 112.40E Zhang"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TURNED = 6  # the camera was held upright: to be shown turned by a quarter
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def halves(width: int = 64, height: int = 32) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    return picture


def exif() -> Image.Exif:
    tags = Image.Exif()
    tags[ExifTags.Base.Orientation] = TURNED
    tags[ExifTags.Base.Artist] = SECRET.decode()
    tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (27.0, 54.0, 0.0)
    return tags


def telling(form: str) -> bytes:
    """A picture to be turned by a quarter, with position, owner, comment and colour profile."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode(), zip=False)
    out = BytesIO()
    extra = {"pnginfo": text} if form == "PNG" else {"xmp": XMP, "comment": SECRET, "quality": 95}
    halves().save(out, form, exif=exif(), icc_profile=PROFILE, **extra)
    return out.getvalue()


def heic() -> bytes:
    """The same, written once by an encoder that the program does not have."""
    return (Path(__file__).parent / "telling.heic").read_bytes()


def animated() -> bytes:
    """A GIF of three frames with a comment."""
    frames = [halves(), halves().rotate(90), halves().rotate(180)]
    out = BytesIO()
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], comment=SECRET, duration=[100, 200, 300]
    )
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture
