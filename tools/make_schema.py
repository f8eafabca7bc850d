"""Makes the JSON Schemas of criteria files and shared trees from their models and docstrings.

    python tools/make_schema.py

The docstrings are read here and not by pydantic, which would read the source at every start.
"""

import ast
import inspect
import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from sipas_cli.messages import say
from sipas_cli.rules import criteria, judging, leaders, other_questions, par, quality, tree
from sipas_cli.rules.policies import Policy

CRITERIA = Path(__file__).resolve().parents[1] / "criteria"
SET = Annotated[criteria.Criteria | par.ParCriteria, Field(discriminator="index")]
SCHEMAS: dict[Path, Any] = {
    CRITERIA / "criteria.schema.json": SET,
    CRITERIA / "trees" / "tree.schema.json": tree.Tree,
}
MODULES = (quality, judging, other_questions, criteria, tree, leaders, par)


def field_texts() -> dict[str, dict[str, str]]:
    """Model -> field -> the docstring below it, those of the models it is made from included."""
    by_model: dict[str, dict[str, str]] = {}
    for model in (node for module in MODULES for node in ast.walk(ast.parse(inspect.getsource(module)))):
        if not isinstance(model, ast.ClassDef):
            continue
        texts = by_model.setdefault(model.name, {})
        for base in model.bases:
            texts |= by_model.get(getattr(base, "id", ""), {})
        for statement, following in zip(model.body, model.body[1:], strict=False):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                match following:
                    case ast.Expr(ast.Constant(str() as text)):
                        texts[statement.target.id.rstrip("_")] = " ".join(text.split())
    return by_model


def policy_texts() -> dict[tuple[str, str], str]:
    """(model, field) of each policy -> its words, each with what it does."""
    texts = {}
    models = [model for module in MODULES for model in vars(module).values() if isinstance(model, type)]
    for model in models:
        fields = model.model_fields if issubclass(model, BaseModel) else {}
        for name, field in fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, Policy):
                words = [f"{word}: {say(word.sentence, lang='en')}" for word in field.annotation]
                texts[model.__name__, field.alias or name] = " ".join(words)
    return texts


def schema(root: Any) -> dict[str, Any]:
    """The JSON Schema of a file that holds a `root`."""
    made = TypeAdapter(root).json_schema(by_alias=True, mode="validation")
    if plan := made["$defs"].get("ParPlan"):  # a shared tree stands in place of the areas
        plan["required"].remove("areas")
        plan["oneOf"] = [{"required": ["tree"]}, {"required": ["areas"]}]
    for name in ("Criteria", "ParCriteria"):  # a set that uses another one may leave out what that has
        if whole := made["$defs"].get(name):
            parts = {
                part: made["$defs"][whole["properties"][part]["$ref"].rpartition("/")[2]]
                for part in ("plan", "rules")
            }
            needed = {part: parts[part].pop("required", []) for part in parts}
            either = {"oneOf": parts["plan"].pop("oneOf")} if "oneOf" in parts["plan"] else {}
            whole["required"] = [key for key in whole["required"] if key not in parts]
            whole["if"] = {"not": {"required": ["uses"]}}
            whole["then"] = {
                "required": list(parts),
                "properties": {
                    "plan": {"required": needed["plan"], **either},
                    "rules": {"required": needed["rules"]},
                },
            }
    texts, policies = field_texts(), policy_texts()
    for name, model in {getattr(root, "__name__", ""): made, **made["$defs"]}.items():
        for field, details in model.get("properties", {}).items():
            details.pop("title", None)
            sentences = (texts[name].get(field, ""), policies.get((name, field), ""))
            if any(sentences):
                details["description"] = " ".join(filter(None, sentences))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text(root: Any) -> str:
    """The file as it ships."""
    return json.dumps(schema(root), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    for path, root in SCHEMAS.items():
        path.write_text(schema_text(root), encoding="utf-8")
