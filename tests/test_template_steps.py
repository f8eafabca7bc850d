"""Loops of a template that nobody would wait for are refused; those of any document go through."""

import pytest
from conftest import Sipas

from sipas_cli.errors import RulesError
from sipas_cli.templating.steps import Steps, TooFarError
from sipas_cli.templating.templates import environment, faults

WIDE = "{% for a in 'x' * 90000 %}"


@pytest.mark.parametrize(
    "text",
    [
        f"{WIDE}{WIDE}.{{% endfor %}}{{% endfor %}}",  # 8,100,000,000 rounds
        f"{WIDE}{{% for b in range(90000) %}}{{% endfor %}}{{% endfor %}}",
        f"{WIDE}{'long ' * 1000}{{% endfor %}}",  # few rounds with much in each
        f"{{% set b = 'x' * 90000 %}}{WIDE}{{{{ b }}}}{{% endfor %}}",
        f"{{% set b %}}{WIDE}{{{{ 'x' * 9000 }}}}{{% endfor %}}{{% endset %}}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% for a in [[1]] recursive %}{% if loop.depth < 40 %}{{ loop([a]) }}{{ loop([a]) }}"
        "{% endif %}{% endfor %}",
    ],
)
def test_a_template_that_would_not_end_is_refused(text: str) -> None:
    with pytest.raises(TooFarError):
        environment(escape=False).from_string(text).render()


@pytest.mark.parametrize(
    "text",
    [
        "{% set a = 'x' * 90000 %}{{ ([a] * 90000)|join|length }}",
        "{% set a = 'x' * 90000 %}{{ [a, a, a, a, a, a, a, a, a, a, a, a]|join|length }}",
        "{% set a = 'x' * 90000 %}{{ a|replace('x', a)|length }}",
        "{% set a = 'x' * 90000 %}" + "{% set a = a + a %}" * 30,
        "{% set a = 'x' * 90000 %}" + "{% set a = a ~ a %}" * 30,
        "{% set a = [1] %}" + "{% set a = a + a %}" * 30,
        "{% set a = [1] * 90000 %}{{ ([a] * 90000)|length }}",
    ],
)
def test_a_text_that_would_fill_the_memory_is_refused(text: str) -> None:
    with pytest.raises(RulesError), faults("a.html"):
        environment(escape=False).from_string(text).render()


def test_loops_of_documents_are_filled_in() -> None:
    text = (
        "{% for row in rows %}{{ loop.index }}/{{ loop.length }}:{% for cell in row %}{{ cell }}"
        "{{ ',' if not loop.last }}{% else %}none{% endfor %};{% endfor %}"
    )
    filled = environment(escape=False).from_string(text).render(rows=[[1, 2], [], ["abc"]])
    assert filled == "1/3:1,2;2/3:none;3/3:abc;"


def test_each_filling_in_is_counted_anew() -> None:
    template = environment(escape=False, remember=True).from_string(
        "{% for a in range(1000) %}{{ text }}{% endfor %}"  # 60,020,000 of 100,000,000
    )
    for _ in range(2):
        assert len(template.render(text="x" * 60_000)) == 60_000_000


def test_what_costs_the_most_is_taken_and_no_more() -> None:
    steps = Steps(most=12)
    steps.take(10)
    steps.printed("ab")
    with pytest.raises(TooFarError):
        steps.printed("c")


def test_a_template_that_would_not_end_is_told_with_its_place(tmp_path: object, sipas: Sipas) -> None:
    from pathlib import Path

    loops = "dòng 1\n{% for a in 'x' * 90000 %}\n{% for b in 'x' * 90000 %}{% endfor %}\n{% endfor %}"
    Path("decision.md").write_text(loops, encoding="utf-8")
    result = sipas("template", "check", "decision.md")
    assert result.status == 2
    assert "các vòng lặp (for) của mẫu chạy quá nhiều lần" in result.err


def test_what_a_template_may_cost_grows_with_what_it_is_filled_with() -> None:
    body = "x" * 4_900
    made = environment(escape=False).from_string("{% for one in units %}" + body + "{% endfor %}")
    assert len(made.render(units=list(range(25_000)))) == 122_500_000
    within = environment(escape=False).from_string(
        "{% for one in units %}{% for other in units %}" + "x" * 100 + "{% endfor %}{% endfor %}"
    )
    with pytest.raises(TooFarError):
        within.render(units=list(range(25_000)))
