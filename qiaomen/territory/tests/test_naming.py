from qiaomen.territory.naming import chained


def test_names_stand_from_the_largest_on():
    assert chained(["云川区", "柳荫街道"]) == "云川区柳荫街道"


def test_a_name_that_begins_with_the_one_before_stands_alone():
    assert chained(["柳荫街道", "柳岸社区", "柳岸社区第一网格"]) == "柳荫街道柳岸社区第一网格"


def test_nothing_is_called_nothing():
    assert chained([]) == ""
