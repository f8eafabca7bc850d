"""What an office would write today: pandas + openpyxl, thirty lines, one file, no checks.

python office_script.py survey.xlsx
"""

import sys

import pandas as pd

LABELS = {
    "Rất không hài lòng": 1,
    "Không hài lòng": 2,
    "Bình thường": 3,
    "Hài lòng": 4,
    "Rất hài lòng": 5,
}
FACTORS = {f"F{factor}": [f"F{factor}_{n}" for n in range(1, 6)] for factor in range(1, 6)}

survey = pd.read_excel(sys.argv[1], engine="openpyxl")
survey = survey[survey["Trạng thái phiếu"] != "Không duyệt"].drop_duplicates("Mã phiếu")
questions = [code for codes in FACTORS.values() for code in codes]
for code in questions:
    answers = survey[code].map(LABELS)
    survey[code] = (answers >= 4).where(answers.notna())
criteria = survey.groupby(["Nhóm đơn vị", "Tên đơn vị"])[questions].mean() * 100
for factor, codes in FACTORS.items():
    criteria[factor] = criteria[codes].mean(axis=1)
criteria["SIPAS"] = criteria[list(FACTORS)].mean(axis=1).round(2)
result = criteria["SIPAS"].reset_index()
result["Hạng"] = result.groupby("Nhóm đơn vị")["SIPAS"].rank(method="min", ascending=False)
print(result.sort_values(["Nhóm đơn vị", "Hạng"]).to_string(index=False))
