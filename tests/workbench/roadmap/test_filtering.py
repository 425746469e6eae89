"""The filter bar's words over a handful of items."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.roadmap.backlog import Item
from workbench.roadmap.filtering import filtered, parse
from workbench.roadmap.scoring import Score
from workbench.roadmap.words import Horizon, Stage

BARE = Item(
    0, "", "", None, None, Stage.INBOX, None, None, None, None, None, None, "", (), {}, 1.0, None
)  # fmt: skip
BACKLOG = [
    BARE._replace(id=1, title="Size guide", theme="engagement", tags=("gift", "UX")),
    BARE._replace(
        id=2, title="Refill reminder", theme="retention", stage=Stage.LAUNCHED, owner="Mia Vos",
        description="An e-mail two weeks before", launched_day=date(2026, 8, 31),
    ),
    BARE._replace(
        id=3, title="Loyalty points", theme="retention", stage=Stage.PLANNED, owner="Jan",
        horizon=Horizon.NEXT, due_day=date(2026, 12, 1), tags=("gifts",),
    ),
    BARE._replace(id=4, title="Größentabelle: Kerzen", theme="product range", owner="mia", hypothesis="If…"),
]  # fmt: skip
SCORES = {
    1: Score(20.0, 20.0, 20.0, (), ""),
    2: Score(20.5, 20.5, 20.5, (), ""),
    3: Score(None, None, None, ("effort",), ""),
}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", [1, 2, 3, 4]),
        ("   ", [1, 2, 3, 4]),
        ("theme:retention", [2, 3]),
        ("THEME:Retention -stage:launched", [3]),
        ("theme:re", [2, 3]),
        ("theme:retention,engagement", [1, 2, 3]),
        ('theme:"product range"', [4]),
        ("theme:none", []),
        ("tag:gift", [1]),
        ("tag:gif", [1, 3]),
        ("-tag:none", [1, 3]),
        ("owner:mia", [4]),
        ('owner:"mia vos"', [2]),
        ("owner:m", [2, 4]),
        ("owner:none", [1]),
        ("horizon:next", [3]),
        ("horizon:none", [1, 2, 4]),
        ("hypothesis:none", [1, 2, 3]),
        ("stage:l", [2]),
        ("score>20", [2]),
        ("score>=20", [1, 2]),
        ("score:20", [1]),
        ("score<20,5", [1]),
        ("score:none", [3, 4]),
        ("-score>20", [1, 3, 4]),
        ("due<2026-12-02", [3]),
        ("due>2026-12-01", []),
        ("launched>=2026-08-31", [2]),
        ("start:none", [1, 2, 3, 4]),
        ("refill e-mail", [2]),
        ("GRÖSSEN", [4]),
        ("größen", [4]),
        ("-points", [1, 2, 4]),
        ('"two weeks"', [2]),
        ('"tabelle:"', [4]),
        ('theme:"product ra', [4]),
        ("theme:", [1, 2, 3, 4]),
        ("-", [1, 2, 3, 4]),
        ("score>", [1, 2, 3, 4]),
    ],
)
def test_the_words_find_what_they_say(text: str, ids: list[int]) -> None:
    assert [item.id for item in filtered(BACKLOG, text, SCORES)] == ids


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour:red", "There is no filter “colour”; use theme, stage,"),
        ("stage:doing", "“doing” does not fit stage; use inbox, discovery,"),
        ("horizon:soon", "“soon” does not fit horizon; use now, next, later."),
        ("score>many", "“many” is not a number; write score>20."),
        ("due<tomorrow", "“tomorrow” is not a date; write due<2026-12-01."),
        ("theme>retention", "“theme” takes a colon, as in theme:retention."),
    ],
)
def test_what_it_does_not_understand_it_says_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        filtered(BACKLOG, text)
    assert str(caught.value).startswith(sentence)


@given(st.text(alphabet='abc:><=-,". score theme', max_size=30))
def test_any_text_is_a_filter_or_one_sentence(text: str) -> None:
    try:
        found = filtered(BACKLOG, text, SCORES)
    except BadInput as error:
        assert str(error).endswith(".")
    else:
        assert [item for item in BACKLOG if item in found] == found


@given(st.sampled_from(["theme:retention", "score>20", "tag:gift", "owner:none", "refill"]))
def test_a_minus_gives_exactly_the_others(text: str) -> None:
    kept, left = filtered(BACKLOG, text, SCORES), filtered(BACKLOG, "-" + text, SCORES)
    assert sorted(item.id for item in kept + left) == [1, 2, 3, 4]


def test_a_term_is_read_into_its_parts() -> None:
    assert parse('-theme:"product range",retention') == (
        ("theme", ":", ("product range", "retention"), True),
    )
