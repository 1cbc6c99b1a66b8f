import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from qiaomen.kernel.sheets.survey import column_letters, column_number, survey


def test_a_tag_cut_by_the_end_of_a_chunk_is_seen():
    part = b'<row r="7"><c r="AB7" t="e"><v>#N/A</v></c></row>'
    for cut in range(len(part)):
        found = survey([part[:cut], part[cut:]])
        assert (found.last_row, found.last_column, found.errors) == (7, 28, [(7, 28)])


def test_a_formula_without_a_value_is_seen_and_one_that_gives_no_words_is_none():
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1</f><v/></c>'
        '<c r="D1" t="str"><f>IF(1,"")</f><v></v></c><c r="E1"><f>x</f></c>'
    )
    assert survey([f'<row r="1">{cells}</row>'.encode()]).formulas == [(1, 2), (1, 3), (1, 5)]


def test_prefixes_single_quotes_and_spaces_are_legal_too():
    found = survey([b"<x:row r = '3'><x:c  r = 'B3' t = 'e' ><x:v>#N/A</x:v></x:c></x:row>"])
    assert (found.size, found.errors) == (6, [(3, 2)])


def test_cells_without_reference_follow_one_another():
    found = survey([b"<row><c><v>1</v></c></row><row r='9'><c/><c><v>1</v></c><c><v/></c></row>"])
    assert (found.last_row, found.last_column) == (9, 2)


def test_other_tags_and_empty_cells_do_not_count():
    assert survey([b'<cols><col min="2"/></cols><row r="5"><c r="E5" s="1" /></row>']).size == 0


def test_text_without_any_tag_is_passed_over():
    assert survey([b"x" * 10_000, b"<" + b"y" * 10_000]).size == 0


def test_text_without_any_tag_is_not_kept_in_memory():
    tracemalloc.start()
    try:
        survey(b"x" * 10_000 for _ in range(1_000))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


@given(st.integers(1, 16_384))
def test_letters_and_numbers_of_columns_agree(number):
    assert column_number(column_letters(number).encode()) == number


def test_the_last_column_of_excel_is_xfd():
    assert column_letters(16_384) == "XFD"
