"""Writes the tables of policy words in both references, from the words' own sentences.

python tools/make_policies.py
"""

from collections.abc import Mapping
from pathlib import Path

from sipas_cli.messages import say
from sipas_cli.rules import policies
from sipas_cli.rules.policies import Policy

DOCS = Path(__file__).resolve().parents[1] / "docs"
#: Key in a criteria file -> the policies that it has: of SIPAS, of the PAR index, of both.
POLICIES: Mapping[str, tuple[type[Policy], ...]] = {
    "rounding.mode": (policies.Mode,),
    "rank_on": (policies.RankOn,),
    "ties": (policies.Ties,),
    "ids_unique_within": (policies.UniqueWithin,),
    "duplicates": (policies.Duplicates,),
    "measure": (policies.Measure,),
    "factor_score": (policies.FactorScore,),
    "weights": (policies.Weights,),
    "missing_answers": (policies.MissingAnswers,),
    "overall": (policies.OverallOfBallots, policies.OverallOfPoints),
    "score": (policies.IndexOfPoints,),
    "missing_points": (policies.MissingPoints,),
    "bonus": (policies.Bonus,),
    "xhh.kinds": (policies.Kinds,),
}
PAGES = {"vi": DOCS / "reference.vi.md", "en": DOCS / "reference.md"}
_HEADS = {
    "vi": "| khóa | từ | cách làm, như báo cáo ghi | từ bản |",
    "en": "| key | word | what is done, as the report says it | since |",
}


def table(lang: str) -> str:
    """Every word of every policy with its sentence, as a table of Markdown."""
    lines = [_HEADS[lang], "|---|---|---|---|"]
    for key, owners in POLICIES.items():
        for policy in owners:
            lines += [
                f"| `{key}` | `{word}` | {say(word.sentence, lang=lang)} | {word.since} |" for word in policy
            ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Puts the tables into the references."""
    for lang, path in PAGES.items():
        before, begin, rest = path.read_text(encoding="utf-8").partition("<!-- policies -->\n")
        _, end, after = rest.partition("<!-- /policies -->")
        path.write_text(f"{before}{begin}{table(lang)}{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
