"""An expression of a template that would fill the memory is refused; those of usual size are computed."""

import pytest
from jinja2.exceptions import SecurityError

from sipas_cli.templating.templates import environment


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("'ab' * 3", "ababab"),
        ("3 * 4", "12"),
        ("2 ** 10", "1024"),
        ("7 % 4", "3"),
        ("'%5.1f' % 2.25", "  2.2"),
        ("'%03d'|format(7)", "007"),
        ("'{:>4}'.format(7)", "   7"),
        ("'a'.ljust(3) ~ 'b'", "a  b"),
        ("'a'|center(3)", " a "),
        ("[1, 2, 3]|batch(2)|list", "[[1, 2], [3]]"),
        ("2.25|round(1)", "2.2"),
        ("('a' * 100000)|length", "100000"),
    ],
)
def test_what_fits_a_line_is_computed(expression: str, text: str) -> None:
    assert environment(escape=False).from_string(f"{{{{ {expression} }}}}").render() == text


@pytest.mark.parametrize(
    "expression",
    [
        "'a' * 100001",
        "100001 * 'a'",
        "[0] * 100001",
        "2 ** 101",
        "(2 ** 100) * 2 * 1",
        "'%1000d' % 1",
        "'%*d' % (9, 1)",
        "'%1000d'|format(1)",
        "'{:1000}'.format(1)",
        "'{:{}}'.format(1, 9)",
        "'a'.ljust(1001)",
        "'a'.zfill(1001)",
        "'a'|center(1001)",
        "'a'|indent(1001)",
        "[1]|batch(1001, 0)|list",
    ],
)
def test_what_no_line_holds_is_refused(expression: str) -> None:
    with pytest.raises(SecurityError):
        environment(escape=False).from_string(f"{{{{ {expression} }}}}").render()
