"""Writes the words of the policies into both references: a table of what each does, from its own sentence,
and all of them into the line of their key.

python tools/make_policies.py
"""

import re
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
    "bad_answers": (policies.BadAnswers,),
    "not_approved": (policies.NotApproved,),
    "unfinished": (policies.Unfinished,),
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


def lines_of_keys(page: str) -> str:
    """A page with the words of each policy in the line of its key. Where one key has two policies, their
    lines stand in the order of POLICIES."""
    for key, owners in POLICIES.items():
        line = re.compile(rf"^\| `{re.escape(key)}` \| `\w+`(, `\w+`)* \|", re.MULTILINE)
        for policy, match in reversed(list(zip(owners, line.finditer(page), strict=False))):
            words = ", ".join(f"`{word}`" for word in policy)
            page = f"{page[: match.start()]}| `{key}` | {words} |{page[match.end() :]}"
    return page


def main() -> None:
    """Puts the words into the references."""
    for lang, path in PAGES.items():
        before, begin, rest = path.read_text(encoding="utf-8").partition("<!-- policies -->\n")
        _, end, after = rest.partition("<!-- /policies -->")
        made = f"{begin}{table(lang)}{end}"
        path.write_text(f"{lines_of_keys(before)}{made}{lines_of_keys(after)}", encoding="utf-8")


if __name__ == "__main__":
    main()
