"""Lines of a search: in each the words that were looked for are marked."""

from dataclasses import replace

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from qiaomen.desk.queues.cells import Cells
from qiaomen.kernel.textsearch.hits import passage, pieces


def marked(text: str, words: str) -> SafeString:
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if found else conditional_escape(piece),)
            for piece, found in pieces(text, words)
        ),
    )


def found_lines(lines: list[Cells], bodies: list[str], words: str) -> list[Cells]:
    """`lines` with the words marked, and with the passage of each body where they stand."""
    return [
        replace(line, title=marked(line.title, words), said=marked(passage(body, words), words))
        for line, body in zip(lines, bodies, strict=True)
    ]
