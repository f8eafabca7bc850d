"""Lists that hold another one twice, which does the same: forty of them would be a text of a billion letters.

Where such a list is turned into a text or compared, and where a few texts would make a very long one, the
template is refused, in the time and memory of a usual one.
"""

import pytest

from sipas_cli.errors import RulesError
from sipas_cli.templating.templates import environment, faults

#: a holds itself twice, 40 times over; b is equal to it and another one.
LISTS = "".join(f"{{% set {n} = [1] %}}" + f"{{% set {n} = [{n}, {n}] %}}" * 40 for n in "ab")
TUPLES = "{% set a = (1,) %}" + "{% set a = (a, a) %}" * 40
MAPPINGS = "{% set a = {'k': 1} %}" + "{% set a = {'k': a, 'm': a} %}" * 40
LONG = "{% set x = 'x' * 90000 %}"


def refused(text: str) -> None:
    with pytest.raises(RulesError), faults("a.html"):
        environment(escape=False).from_string(text).render()


@pytest.mark.parametrize("nested", [LISTS, TUPLES, MAPPINGS], ids=["lists", "tuples", "mappings"])
@pytest.mark.parametrize(
    "expression",
    [
        "a",
        "a|string",
        "a|tojson",
        "a|pprint",
        "a ~ ''",
        "'%s' % (a,)",
        "'%s'|format(a)",
        "'{}'.format(a)",
        "[a]|join",
        "','.join([a])",
        "[a]|map('string')|list",
        "{'x': a}|xmlattr",
        "namespace(x=a)|string",
        "a|replace('1', '2')",
    ],
)
def test_a_text_of_nested_lists_is_refused(nested: str, expression: str) -> None:
    refused(f"{nested}{{{{ {expression} }}}}")


@pytest.mark.parametrize(
    "expression",
    [
        "a == b",
        "1 if a != b",
        "a < b < a",
        "a in [b]",
        "a is eq b",
        "[a]|select('in', [b])|list",
        "[a, b]|sort",
        "[{'x': a}, {'x': b}]|groupby('x')",
        "{'x': a, 'y': b}|dictsort(by='value')",
        "[b].index(a)",
        "[a, b].sort()",
    ],
)
def test_nested_lists_are_not_compared(expression: str) -> None:
    refused(f"{LISTS}{{{{ {expression} }}}}")


@pytest.mark.parametrize("expression", ["{a: 1}", "{'x': 1}.get(a)", "dict([(a, 1)])"])
def test_a_nested_list_is_no_key(expression: str) -> None:
    refused(f"{TUPLES}{{{{ {expression}|length }}}}")


@pytest.mark.parametrize(
    "expression",
    [
        "x.replace('x', x)",
        "x|replace(new=x, old='x')",
        "x.join(x)",
        "x.join(range(90000)|map('string'))",
        "x.translate({120: x})",
        "('\\n' * 90000)|indent(x)",
        "('\\t' * 90000).expandtabs(1000)",
        "x|wordwrap(1, wrapstring=x)",
        "('{0}' * 30000).format(x)",
        "('%(x)s' * 15000) % {'x': x}",
        "('%999d' * 20000)|format(1)",
        "x|list|map('replace', 'x', x)|list",
        "x|list|map('replace', 'x', x)|join",
        "[[x, x, x, x, x, x, x, x, x, x, x, x]]|string",
        "'x' * 10 ** 9",
        "range(10 ** 9)|list",
        "lipsum(10 ** 9)",
        "'x'|center(10 ** 9)",
    ],
)
def test_a_long_text_of_few_letters_is_refused(expression: str) -> None:
    refused(f"{LONG}{{{{ ({expression})|length }}}}")


@pytest.mark.parametrize(
    "text",
    [
        "{% set s = '\\\\' %}" + "{% set s = s|tojson %}" * 60,  # each step has every sign twice
        "{% set a = [1] %}" + "{{ a.extend(a) or '' }}" * 60,
        "{% set a = [1] %}" + "{% set a = [a, a]|sum(start=[]) %}" * 60,
        "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}",
        "".join(f"{{% set a{number} = range(100000)|list %}}" for number in range(300)),
        "{% for a in 'x' %}" * 21 + "{% endfor %}" * 21,  # Python has 20 loops within each other
        LONG + "{% set y = x + 'a' %}{% set z = x + 'b' %}"
        "{% for i in range(90000) %}{{ 1 if y == z }}{% endfor %}",
    ],
    ids=["tojson", "extend", "sum", "macro", "ranges", "loops", "compared"],
)
def test_what_grows_step_by_step_is_refused(text: str) -> None:
    refused(text)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("[1, [2, 'a']]", "[1, [2, 'a']]"),
        ("[3, 1, 2]|sort|join(', ')", "1, 2, 3"),
        ("rows|sort(attribute='score', reverse=true)|map(attribute='name')|join('; ')", "B; A"),
        ("rows|join(', ', attribute='name')", "A, B"),
        ("rows|sum(attribute='score')", "3"),
        ("rows|map(attribute='list')|sum(start=[])", "[1, 2]"),
        ("', '.join(rows|map(attribute='name'))", "A, B"),
        ("rows|groupby('name')|map('first')|join", "AB"),
        ("'a' < 'b' < 'c'", "True"),
        ("'b' in 'abc', 'd' not in 'abc', rows[0] in rows, rows[0] == rows[1]", "(True, True, True, False)"),
        ("rows|selectattr('name', 'eq', 'A')|list|length", "1"),
        ("{rows[0].name: 1}", "{'A': 1}"),
        ("'a-b'.replace('-', '/')", "a/b"),
        ("'a b'|replace(' ', '\\n')|indent(2)", "a\n  b"),
        ("'a rather long text'|truncate(8)", "a..."),
        ("{'a': [2023]}|tojson", '{"a": [2023]}'),
        ("2023|tojson", "2023"),
        ("'%s, %s' % ('a', 1)", "a, 1"),
        ("'{} {x}'.format('a', x=1)", "a 1"),
        ("rows[0].name ~ ' ' ~ 2", "A 2"),
    ],
)
def test_what_templates_do_with_lists_is_done(expression: str, text: str) -> None:
    rows = [{"name": "A", "score": 1, "list": [1]}, {"name": "B", "score": 2, "list": [2]}]
    assert environment(escape=False).from_string(f"{{{{ {expression} }}}}").render(rows=rows) == text


def test_lists_that_a_template_makes_grow_no_further_than_it_may_cost() -> None:
    made = (
        "{% set b = [] %}{% for i in range(90000) %}{{ b.append([" + "0, " * 500 + "]) or '' }}{% endfor %}"
    )
    refused(made)


def test_a_wide_comparison_in_a_large_document_goes_through() -> None:
    units = [{"id": number, "rows": [[number] * 5] * 5} for number in range(3000)]
    text = "{% for unit in units %}{{ '.' if unit in units }}{% endfor %}"
    assert environment(escape=False).from_string(text).render(units=units) == "." * 3000
