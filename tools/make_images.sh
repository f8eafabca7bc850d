#!/bin/bash
# Makes docs/images: a page of the rendered decision of Quảng Ninh, its tables on a terminal, the
# appendix of the PAR index of Hải Phòng, and the report on the PAR index of Sóc Trăng.
#
#     tools/make_images.sh [PYTHON]     (a Python that has sipas installed)
#
# Needs soffice, pdftoppm and chromium (Debian: libreoffice-writer-nogui, poppler-utils, chromium,
# fonts-liberation2).
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp examples/quang-ninh-2023/{survey.xlsx,*.yaml} "$work"

"$python" -m sipas_cli -C "$work" -q score survey.xlsx > "$work/score.txt"
"$python" -m sipas_cli -C "$work" -q render-decision --year 2023 > /dev/null
soffice --headless --convert-to pdf --outdir "$work" "$work/quyet-dinh-2023.docx" > /dev/null 2>&1
pdftoppm -r 70 -f 3 -l 3 -singlefile -png -x 62 -y 42 -W 496 -H 740 \
  "$work/quyet-dinh-2023.pdf" docs/images/decision

# The PAR index: Appendix I of Hải Phòng, with the changes on the ranks of 2018.
par=$work/par
mkdir "$par"
cp examples/hai-phong-2019/{*.xlsx,results-2018.csv,*.yaml} "$par"
"$python" -m sipas_cli -C "$par" -q import-results results-2018.csv --year 2018 --index par > /dev/null
"$python" -m sipas_cli -C "$par" -q score survey.xlsx leaders.xlsx appraisal.xlsx > /dev/null
"$python" -m sipas_cli -C "$par" -q render-decision --year 2019 > /dev/null
soffice --headless --convert-to pdf --outdir "$work" "$par/quyet-dinh-2019.docx" > /dev/null 2>&1
pdftoppm -r 70 -f 2 -l 2 -singlefile -png -x 62 -y 42 -W 496 -H 740 \
  "$work/quyet-dinh-2019.pdf" docs/images/appendix-par

# The report on the PAR index of Sóc Trăng, as it is printed.
report=$work/report
mkdir "$report"
cp examples/soc-trang-2023/{*.xlsx,*.csv,*.yaml} "$report"
"$python" -m sipas_cli -C "$report" -q import-results results-2022.csv --year 2022 --index par > /dev/null
"$python" -m sipas_cli -C "$report" -q score survey.xlsx leaders.csv appraisal.xlsx > /dev/null
"$python" -m sipas_cli -C "$report" -q report --year 2023 --index par --format pdf > /dev/null
pdftoppm -r 80 -f 3 -l 3 -singlefile -png -x 45 -y 45 -W 572 -H 690 \
  "$report/bao-cao-2023-par.pdf" docs/images/report

# The terminal: what was printed, word for word, down to the summary, folded where a terminal would fold it.
"$python" - "$work/score.txt" "$work/score.html" <<'PYTHON'
import html
import sys
import textwrap
from pathlib import Path

lines = Path(sys.argv[1]).read_text(encoding="utf-8").rstrip().splitlines()
shown = ['<font color="#8fce6f">$ sipas -q score survey.xlsx</font>']
for number, line in enumerate(lines):
    bold = any(below.startswith("──") for below in lines[number + 1 : number + 3])
    for part in textwrap.wrap(line, 84) if len(line) > 87 else [line]:
        shown.append(f"<b>{html.escape(part)}</b>" if bold else html.escape(part))
style = (
    "@page { size: 186mm 300mm; margin: 4mm } "
    "pre { font-family: 'Liberation Mono'; font-size: 9.5pt; color: #e6e6e6; margin: 0 }"
)
Path(sys.argv[2]).write_text(
    f'<html><head><meta charset="utf-8"><style>{style}</style></head><body>'
    '<table width="100%" cellpadding="10" bgcolor="#1e2430"><tr><td bgcolor="#1e2430"><pre>'
    + "\n".join(shown)
    + "</pre></td></tr></table></body></html>",
    encoding="utf-8",
)
PYTHON
soffice --headless --convert-to pdf:writer_web_pdf_Export --outdir "$work" "$work/score.html" > /dev/null 2>&1
pdftoppm -r 80 -singlefile -png -x 13 -y 13 -W 568 -H 682 "$work/score.pdf" docs/images/score
ls docs/images
