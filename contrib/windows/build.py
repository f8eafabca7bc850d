r"""Makes one folder with the program for a machine without Python, the licences beside it, and tries it.

python -m venv .venv-windows
.venv-windows\Scripts\pip install -c constraints.txt . pyinstaller
.venv-windows\Scripts\python contrib\windows\build.py

The same on Linux and macOS makes a folder for these. What is made lies in dist/sipas.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main() -> None:
    """Builds, adds the licences, and runs the program once."""
    dist = ROOT / "dist"
    pyinstaller = [sys.executable, "-I", "-m", "PyInstaller", "--noconfirm", "--distpath", dist]
    subprocess.run([*pyinstaller, "--workpath", ROOT / "build", HERE / "sipas.spec"], check=True)
    made = dist / "sipas"
    subprocess.run([sys.executable, ROOT / "tools" / "make_third_party.py", made / "licenses"], check=True)
    for name in ("READ-ME.txt", "DOC-TRUOC.txt"):
        (made / name).write_bytes((HERE / name).read_bytes())
    program = made / ("sipas.exe" if sys.platform == "win32" else "sipas")
    subprocess.run([program, "--version"], check=True)
    subprocess.run([program, "doctor"], check=True)


if __name__ == "__main__":
    main()
