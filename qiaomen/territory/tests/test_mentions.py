import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiaomen.territory.mentions import Finding, Gazetteer, Named

A_CITY, A1, A7, K_CITY, K3, A1_ROAD, A7_ROAD, ESTATE, BLOCK, NOBODY = range(1, 11)
_PATHS = {
    A_CITY: "000001000002",
    A1: "000001000002000003",
    A7: "000001000002000004",
    K_CITY: "000001000005",
    K3: "000001000005000006",
    A1_ROAD: "000001000002000003000007",
    A7_ROAD: "000001000002000004000008",
    ESTATE: "000001000002000003000009",
    BLOCK: "000001000002000003000009000010",
}
_NAMES = {
    "A市": [A_CITY],
    "A1区": [A1],
    "A7县": [A7],
    "K市": [K_CITY],
    "K3县": [K3],
    "人民路": [A1_ROAD, A7_ROAD],
    "人民路花园": [ESTATE],
    "1栋": [BLOCK],
    "花园大道小学": [A7_ROAD],
    "Willow Court": [BLOCK],
    "桂": [A7],
}
GAZETTEER = Gazetteer(
    Named(place, _PATHS[place], name) for name, places in _NAMES.items() for place in places
)


def test_a_mention_says_which_place_and_where():
    first, second = GAZETTEER.mentions("请问A市Ａ７县")

    assert first == (A_CITY, 2, 4, "A市")
    assert second == (A7, 4, 7, "Ａ７县")


@pytest.mark.parametrize(
    ("text", "place", "sure"),
    [
        ("A市和A7县", A7, True),
        ("A7县，属于A市", A7, True),
        ("A7县、A7县、还是A7县", A7, True),
        ("没有地名", None, False),
        ("", None, False),
        ("A7县的人在K3县打工", A7, False),
        ("K市领导：A7县修路", K_CITY, False),
        ("人民路太吵", None, False),
        ("A1区人民路太吵", A1_ROAD, True),
        ("人民路太吵，在A1区", A1_ROAD, True),
        ("A市A7县人民路", A7_ROAD, True),
        ("A市人民路太吵", A_CITY, False),
        ("K3县人民路太吵", K3, False),
        ("A1区人民路和A7县人民路", A1, False),
        ("人民路花园停水", ESTATE, True),
        ("ａ７县", A7, True),
        ("at willow court, A1区", BLOCK, True),
        ("A7县A1区大道右拐没有路灯", A7, True),
        ("A1区南路太吵", A1, False),
        ("A1区路灯和A7县", A1, False),
        ("A7县修路\nA1区的人也走", A7, False),
        ("A市修路\nK3县的人在A7县", A7, False),
        ("A市修路\nA1区到A7县", A_CITY, False),
        ("A市的A1区和A7县", A_CITY, False),
        ("A 7 縣、A７ 县", A7, True),
    ],
)
def test_the_deepest_place_that_the_words_support_is_meant(text, place, sure):
    assert GAZETTEER.best(text) == Finding(place, sure)


def test_a_road_of_a_village_lies_in_it():
    gazetteer = Gazetteer([Named(A1, _PATHS[A1], "A1区"), Named(ESTATE, _PATHS[ESTATE], "柳岸村")])

    assert gazetteer.best("A1区柳岸村路坏了") == (ESTATE, True)


def test_a_name_of_several_places_stands_once_for_each():
    assert [mention.place_id for mention in GAZETTEER.mentions("人民路")] == [A1_ROAD, A7_ROAD]


def test_a_name_of_several_places_is_settled_by_the_others():
    assert [mention.place_id for mention in GAZETTEER.mentions("A7县人民路")] == [A7, A7_ROAD]


def test_the_longest_name_wins():
    assert [mention.text for mention in GAZETTEER.mentions("A1区人民路花园")] == ["A1区", "人民路花园"]


def test_of_two_names_that_overlap_the_longer_one_is_meant():
    assert [mention.text for mention in GAZETTEER.mentions("人民路花园大道小学")] == [
        "人民路",
        "花园大道小学",
    ]


@pytest.mark.parametrize("text", ["11栋", "A12县A77县", "SA市", "wwillow court", "willow courtyard"])
def test_a_piece_of_a_longer_number_or_word_is_no_mention(text):
    assert GAZETTEER.mentions(text) == []


@pytest.mark.parametrize("text", ["2019A市", "1栋2单元", "在willow court里", "willow court 5"])
def test_a_name_beside_other_letters_is_a_mention(text):
    assert len(GAZETTEER.mentions(text)) == 1


def test_one_character_is_no_name():
    assert GAZETTEER.mentions("桂林桂花") == []


def test_a_name_of_a_place_and_of_one_in_it_means_the_larger():
    gazetteer = Gazetteer([Named(A1, _PATHS[A1], "桂花"), Named(ESTATE, _PATHS[ESTATE], "桂花")])

    assert gazetteer.best("桂花漏水") == (A1, True)


def test_a_lower_place_supports_the_one_that_holds_it():
    names = [(A1, "新城"), (K3, "新城"), (ESTATE, "望江苑")]
    gazetteer = Gazetteer(Named(place, _PATHS[place], name) for place, name in names)

    assert [mention.place_id for mention in gazetteer.mentions("新城望江苑")] == [A1, ESTATE]
    assert gazetteer.best("新城望江苑") == (ESTATE, True)


def test_one_settled_name_settles_the_next():
    paths = {1: "000001", 2: "000002", 3: "000001000003", 4: "000002000004", 5: "000001000003000005"}
    names = [(5, "甲苑"), (3, "乙社区"), (4, "乙社区"), (1, "丙街"), (2, "丙街")]
    gazetteer = Gazetteer(Named(place, paths[place], name) for place, name in names)

    assert [mention.place_id for mention in gazetteer.mentions("丙街乙社区甲苑")] == [1, 3, 5]


fragments = st.lists(
    st.sampled_from([*_NAMES, "Ａ", "7", "的", "㎡", "\u1112\u1161", "\ud800"]) | st.text(max_size=3)
)


@given(fragments.map("".join))
def test_no_text_is_an_error_and_every_mention_is_in_it(text):
    for mention in GAZETTEER.mentions(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.place_id in _PATHS


@given(fragments.map("".join))
def test_the_best_place_is_one_that_is_mentioned(text):
    best = GAZETTEER.best(text)

    assert best.place_id is None or best.place_id in {each.place_id for each in GAZETTEER.mentions(text)}
    assert best.place_id is not None or not best.sure


@given(st.lists(st.text(min_size=2, max_size=5), max_size=5), st.text(max_size=30))
def test_any_names_make_a_gazetteer(names, text):
    gazetteer = Gazetteer(Named(at, f"{at:06d}", name) for at, name in enumerate(names, start=1))

    assert gazetteer.best(text + "".join(names)) is not None
