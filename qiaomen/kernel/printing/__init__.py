"""Documents as PDF. What is printed is data for one template: nothing in it is read as markup."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import get_language

TEMPLATE = Path(__file__).with_name("document.typ")
FONTS = "rinoh_typeface_notosanscjk"  # only its files are used: it is never imported
REGIONS = {"zh-hans": ("zh", "CN"), "ko": ("ko", "KR")}  # one letter is drawn otherwise in each


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """`says` are sentences before the tables, `notes` those after them."""

    title: str
    under: str
    says: Sequence[str]
    tables: Sequence[Table]
    notes: Sequence[str]


def pdf(document: Document) -> bytes:
    """On A4, in the letters of the reader's language."""
    import typst  # noqa: PLC0415 - thirty megabytes that few pages need

    language, region = REGIONS.get(get_language() or "", ("en", "GB"))
    said = json.dumps({**asdict(document), "lang": language, "region": region}, ensure_ascii=False)
    fonts = typst.Fonts(font_paths=_fonts(), include_system_fonts=False)
    return typst.compile(TEMPLATE.read_bytes(), format="pdf", font_paths=fonts, sys_inputs={"said": said})


@cache
def _fonts() -> list[str]:
    found = find_spec(FONTS)
    return list(found.submodule_search_locations or ()) if found else []
