"""Documents as PDF."""

import typst
from django.utils import translation

from qiaomen.kernel.printing import TEMPLATE, Document, Table, _fonts, pdf

RARE = "龘𠮷喆堃镕"  # of names


def document(text: str) -> Document:
    return Document(text, text, [text], [Table(text, [text, "2"], [[text, "1"]])], [text])


def test_it_is_a_pdf_in_every_language():
    for language in ("zh-hans", "ko", "en"):
        with translation.override(language):
            assert pdf(document("云川区 운천구")).startswith(b"%PDF-")


def test_what_is_printed_is_never_read_as_markup():
    assert pdf(document('#panic("no") $x *[ <a> @b \\ //')).startswith(b"%PDF-")


def test_the_letters_of_names_are_all_there():
    source = f'#set text(font: "Noto Sans CJK JP", fallback: false)\n{RARE}'.encode()
    _made, warnings = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True).compile_with_warnings(
        source, format="pdf"
    )
    assert warnings == []
    assert TEMPLATE.exists()
