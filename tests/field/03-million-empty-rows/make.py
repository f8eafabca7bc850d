"""Makes a.xlsx of small.xlsx: 12 ballots, and styled rows without a value down to row 1,048,570."""

import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
ROW = '<row r="{}" spans="1:7" s="1" customFormat="1" ht="15.75" customHeight="1"/>'
with (
    zipfile.ZipFile(folder / "small.xlsx") as small,
    zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as book,
):
    for name in small.namelist():
        content = small.read(name)
        if name.endswith("sheet1.xml"):
            empty = "".join(ROW.format(row) for row in range(14, 1_048_571))
            content = content.replace(b"</sheetData>", empty.encode() + b"</sheetData>")
        book.writestr(name, content)
