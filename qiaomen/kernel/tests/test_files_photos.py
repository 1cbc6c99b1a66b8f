import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from qiaomen.kernel.files import without_metadata
from qiaomen.kernel.refusal import Refusal
from qiaomen.kernel.tests.pictures import PROFILE, SECRET, animated, exif, halves, opened, telling

STILL = ["JPEG", "PNG", "WEBP"]
RED_GREEN_BLUE = (0, 1, 2)


@pytest.mark.parametrize("form", STILL)
def test_position_owner_and_comments_are_gone(form):
    content = telling(form)
    assert SECRET in content
    cleaned = without_metadata(content)
    assert SECRET not in cleaned
    assert not opened(cleaned).getexif()


@pytest.mark.parametrize("form", STILL)
def test_the_picture_stands_upright(form):
    picture = opened(without_metadata(telling(form)))
    assert picture.size == (32, 64)
    colours = [picture.convert("RGB").getpixel((16, height)) for height in (16, 48)]
    assert [max(RED_GREEN_BLUE, key=colour.__getitem__) for colour in colours] == [0, 2]


@pytest.mark.parametrize("form", STILL)
def test_the_colour_profile_and_the_format_stay(form):
    picture = opened(without_metadata(telling(form)))
    assert picture.format == form
    assert picture.info["icc_profile"] == PROFILE


def test_a_jpeg_keeps_its_quality():
    content = telling("JPEG")
    assert opened(without_metadata(content)).quantization == opened(content).quantization


def test_of_a_phones_double_picture_the_first_is_kept_as_jpeg():
    out = BytesIO()
    halves().save(out, "MPO", save_all=True, append_images=[halves(8, 8)], exif=exif())
    picture = opened(without_metadata(out.getvalue()))
    assert (picture.format, picture.size) == ("JPEG", (32, 64))


def test_an_animation_stays_one_and_loses_its_comment():
    cleaned = without_metadata(animated())
    assert SECRET not in cleaned
    assert opened(cleaned).n_frames == 3


def test_what_hangs_behind_a_picture_is_gone():
    assert b"<script>" not in without_metadata(telling("JPEG") + b"<script>")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_pictures_of_every_mode_pass(mode):
    out = BytesIO()
    Image.new(mode, (4, 4)).save(out, "PNG")
    assert opened(without_metadata(out.getvalue())).mode == mode


def png_that_says_it_measures(width, height):
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"")
    chunks = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (header, pixels)
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("size", [(8001, 8000), (30_000, 30_000)])
def test_a_picture_that_would_fill_the_memory_is_refused_unopened(size):
    with pytest.raises(Refusal, match="64 million pixels"):
        without_metadata(png_that_says_it_measures(*size))


def test_an_animation_without_end_is_refused():
    header = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff"
    frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    with pytest.raises(Refusal, match="pixels"):
        without_metadata(header + frame * 1001 + b";")


@given(st.data())
def test_a_cut_picture_is_refused_and_never_a_crash(data):
    content = telling(data.draw(st.sampled_from(STILL)))
    kept = data.draw(st.integers(0, len(content) // 2))
    with pytest.raises(Refusal, match="damaged"):
        without_metadata(content[:kept])
