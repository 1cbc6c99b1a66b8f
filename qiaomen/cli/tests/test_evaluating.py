"""How right the machine is, through the terminal."""

import json

import pytest

from tests.world import monday, world

__all__ = ["monday", "world"]

HEAD = "title,text,place\n"


@pytest.fixture
def labelled(tmp_path):
    def file(*rows):
        path = tmp_path / "labelled.csv"
        path.write_text(HEAD + "\n".join(rows), encoding="utf-8")
        return str(path)

    return file


def test_the_share_of_places_that_are_right_is_counted(world, run, labelled):
    file = labelled("路灯坏了,柳岸社区的路灯不亮,柳岸社区", "停水,桂花社区停水,柳岸社区", "停电,哪里都停,")

    score = json.loads(run("evaluate", "places", file, "--json").stdout)

    assert (score["n"], score["right"], score["sure_right"], score["share"]) == (3, 2, 1, 0.6667)
    assert "Right: 2 of 3 (66.7 %)" in run("evaluate", "places", file).stdout


@pytest.mark.parametrize(
    ("rows", "said"), [(["甲,乙,某某社区"], "某某社区"), ([], "The file has no row that can be read")]
)
def test_a_file_that_tells_nothing_is_refused(world, run, labelled, rows, said):
    done = run("evaluate", "places", labelled(*rows))

    assert done.exit_code == 2
    assert said in done.stderr
