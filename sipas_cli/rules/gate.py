"""From a YAML document to a checked model, with every complaint at its line."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from sipas_cli.errors import RulesError
from sipas_cli.messages import Message
from sipas_cli.model import INDEX_ID
from sipas_cli.rules import messages
from sipas_cli.rules.yaml_loader import Document, Keys
from sipas_cli.text.alike import most_alike
from sipas_cli.text.spelling import fold, told_apart


def _typed_text(value: Any) -> Any:
    """A number where a text belongs (`refused: [9]`, a holder called 2023) is that text."""
    if type(value) in (int, Decimal):
        return str(value)
    return value


def _number(value: Any) -> Any:
    if type(value) is int:
        return Decimal(value)
    return value


# The constraint stands before the validator: it is then the text's own, and its errors say so.
Text = Annotated[
    str,
    Field(min_length=1, max_length=4000),
    BeforeValidator(_typed_text),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": 4000}),
]
#: The same, or no text at all.
AnyText = Annotated[
    str,
    Field(max_length=4000),
    BeforeValidator(_typed_text),
    WithJsonSchema({"type": ["string", "number"], "maxLength": 4000}),
]
_ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
Id = Annotated[
    str,
    Field(pattern=_ID),
    BeforeValidator(_typed_text),
    WithJsonSchema({"type": ["string", "number"], "pattern": _ID}),
]


def _index_id(value: str) -> str:
    if not re.fullmatch(INDEX_ID, value):
        raise complain(messages.RULES_INDEX_ID, id=value)
    return value


IndexId = Annotated[
    str,
    AfterValidator(_index_id),
    WithJsonSchema({"type": "string", "pattern": f"^{INDEX_ID}$"}),
]
Number = Annotated[
    Decimal, BeforeValidator(_number), Field(allow_inf_nan=False), WithJsonSchema({"type": "number"})
]
Percent = Annotated[
    Number, Field(ge=0, le=100), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Texts = tuple[Text, ...]


def _weight(value: Any) -> Fraction | Decimal:
    """A number above 0, or two of them with a stroke between: 16, 0.5, 2/3."""
    if isinstance(value, str) and (parts := re.fullmatch(r"(\d{1,9})/(\d{1,9})", value)):
        if int(parts[2]) == 0 or int(parts[1]) == 0:
            raise complain(messages.RULES_NUMBER_ABOVE, name="weight", limit=0)
        return Fraction(value)
    number = _number(value)
    if isinstance(number, Fraction):
        return number
    if not isinstance(number, Decimal) or not number.is_finite():
        raise complain(messages.RULES_WANT_NUMBER, name="weight")
    if number <= 0:
        raise complain(messages.RULES_NUMBER_ABOVE, name="weight", limit=0)
    return number


Weight = Annotated[
    Any,
    AfterValidator(_weight),
    WithJsonSchema(
        {
            "oneOf": [
                {"type": "number", "exclusiveMinimum": 0},
                {"type": "string", "pattern": r"^\d{1,9}/\d{1,9}$"},
            ]
        }
    ),
]


class Model(BaseModel):
    """The base of everything that is read from YAML: frozen, strict, no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


M = TypeVar("M", bound=Model)


def checked(document: Document, model: type[M]) -> M:
    """`document` as a `model`. Raises RulesError for the first complaint, with its line; the
    others are in its `more`."""
    try:
        return model.model_validate(document.value)
    except ValidationError as invalid:
        errors = sorted(_errors(document, invalid, model), key=lambda error: _line(error.where))
        first = errors[0]
        first.more = errors[1:]
        raise first from None


def complain(message: Message, /, *at: str | int, **params: Any) -> PydanticCustomError:
    """An error that a validator raises: `at` is the way from the validated model to the line that is to be
    blamed; `first` among the params is the way to a line that the sentence names too."""
    return PydanticCustomError("sipas", "", {**params, "at": at, "message": message})


def refuse_twice(names: Iterable[str], *at: str | int) -> None:
    """Refuses a name that occurs twice; `at` is the way to the line to be blamed."""
    for name, times in Counter(names).items():
        if times > 1:
            raise complain(messages.RULES_TWICE, *at, name=name)


def refuse_alike(texts: Iterable[str], *at: str | int) -> None:
    """Refuses a text that occurs twice, in whatever spelling, and shows it as it was typed."""
    seen: dict[str, str] = {}
    for text in texts:
        if fold(text) in seen:
            raise complain(messages.RULES_TWICE, *at, name=told_apart(text, seen[fold(text)]))
        seen[fold(text)] = text


def digest(model: Model) -> str:
    """Of what the file says, not of how it is written: comments, defaults and 50.0 for 50 do not
    change it."""
    content = model.model_dump(exclude_defaults=True)
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=lambda n: str(Fraction(n)))
    return hashlib.sha256(text.encode()).hexdigest()


def _line(where: str) -> int:
    line = where.rpartition(":")[2]
    if line.isdecimal():
        return int(line)
    return 0


def _errors(document: Document, invalid: ValidationError, model: type[Model]) -> Iterator[RulesError]:
    details = invalid.errors(include_url=False, include_input=True)
    for detail in details:
        if detail["type"] == "too_short" and any(_inside(other, detail) for other in details):
            continue  # only the entries without a fault of their own are counted
        path: Keys = (*detail["loc"], *detail.get("ctx", {}).get("at", ()))
        params = _params(detail, model)
        if "first" in params:
            params["first"] = _line(document.where(params["first"]))
        params.pop("message", None)
        yield RulesError(_message(detail), where=document.where(path), **params)


def _inside(one: ErrorDetails, other: ErrorDetails) -> bool:
    """Whether an error is about a part of what another one is about."""
    length = len(other["loc"])
    return len(one["loc"]) > length and one["loc"][:length] == other["loc"]


#: Kind of an error of pydantic -> what is said of it.
_MESSAGES = {
    "missing": messages.RULES_KEY_MISSING,
    "extra_forbidden": messages.RULES_KEY_UNKNOWN,
    "literal_error": messages.RULES_CHOICE,
    "string_pattern_mismatch": messages.RULES_ID,
    "string_too_short": messages.RULES_TEXT_EMPTY,
    "string_too_long": messages.RULES_TEXT_LONG,
    "too_short": messages.RULES_LIST_EMPTY,
    "greater_than": messages.RULES_NUMBER_ABOVE,
    "greater_than_equal": messages.RULES_NUMBER_SMALL,
    "less_than": messages.RULES_NUMBER_LARGE,
    "less_than_equal": messages.RULES_NUMBER_LARGE,
    "string_type": messages.RULES_WANT_TEXT,
    "int_type": messages.RULES_WANT_INTEGER,
    "bool_type": messages.RULES_WANT_BOOL,
    "tuple_type": messages.RULES_WANT_LIST,
    "dict_type": messages.RULES_WANT_MAP,
    "model_type": messages.RULES_WANT_MAP,
    "is_instance_of": messages.RULES_WANT_NUMBER,
    "decimal_type": messages.RULES_WANT_NUMBER,
    "decimal_parsing": messages.RULES_WANT_NUMBER,
}


def _message(detail: ErrorDetails) -> Message:
    context = detail.get("ctx", {})
    if "message" in context:
        message: Message = context["message"]
        return message
    if detail["type"] == "extra_forbidden" and detail["input"] is None:  # {text: sạch sẽ, văn minh}
        return messages.RULES_KEY_COMMA
    return _MESSAGES.get(detail["type"], messages.RULES_VALUE)


def _params(detail: ErrorDetails, model: type[Model]) -> dict[str, Any]:
    """What fills the sentence; what a validator gave goes before what can be told from the place."""
    context = detail.get("ctx", {})
    names = [str(part) for part in detail["loc"] if isinstance(part, str) and part not in ("[key]", "*")]
    limit = next((context[name] for name in ("ge", "gt", "le", "lt") if name in context), "")
    near = _near(names, model) if detail["type"] == "extra_forbidden" else ""
    params = {"name": names[-1] if names else "", "expected": "", "limit": limit, "near": near}
    if "expected" in context:  # pydantic lists choices in English, with quotes
        params["expected"] = context["expected"].replace("'", "").replace(" or ", ", ")
    return params | {key: value for key, value in context.items() if key != "expected"}


def _near(names: list[str], model: type[Model]) -> str:
    """The keys that the place of an unknown key does have, the likeliest first."""
    here = model
    for name in names[:-1]:  # a name that is no field is a key of a mapping: its model is known already
        field = {f.alias or attribute: f for attribute, f in here.model_fields.items()}.get(name)
        here = (field and _inner_model(field.annotation)) or here
    known = [field.alias or name for name, field in here.model_fields.items()]
    close = most_alike(fold(names[-1]), known, least=0.5)
    return ", ".join(close or sorted(known))


def _inner_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    inner = (_inner_model(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
