"""Formulas a person types: the right number, or a sentence; never anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.roadmap import formula


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1 + 2 * 3", 7),
        ("(reach × impact) ÷ effort − 1", 9),
        ("-reach + 20", 0),
        ("min(reach, impact)", 1),
        ("IF (reach >= 20, 5, 6)", 5),
        ("if(reach < 20, 5, 6)", 6),
        ("round(reach / 3, 1)", 6.7),
        ("reach / 0", None),
        ("reach * nothing", None),
    ],
)
def test_results(text: str, result: float | None) -> None:
    named = {"reach": 20.0, "impact": 1.0, "effort": 2.0, "nothing": None}
    assert formula.value(text, named) == result


@pytest.mark.parametrize(
    "text",
    ["", "1 +", "reach.real", "reach[0]", "__import__('os')", "'a' * 9", "lambda: 1", "9 ** 9 ** 9",
     "open(1)", "min()", "True", "1 if 2 else 3", "round(1, ndigits=2)", "x" * 600, "(" * 400, "1e999"],
)  # fmt: skip
def test_what_is_no_formula_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        formula.value(text, {"reach": 1.0})


def test_the_names_of_a_formula() -> None:
    assert formula.names("max(a, b) + if(c > 1, a, 2)") == {"a", "b", "c"}
    with pytest.raises(BadInput, match="names “b”, which is not there"):
        formula.check("a + b", frozenset({"a"}))


@given(st.text(max_size=40))
def test_any_text_gives_a_number_nothing_or_a_sentence(text: str) -> None:
    try:
        found = formula.value(text, {})
    except BadInput:
        return
    assert found is None or isinstance(found, float)
