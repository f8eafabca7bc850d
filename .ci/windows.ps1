# Builds the folder for machines without Python on a Windows with Python 3.11 to 3.13, and tries the program in it:
#   powershell -ExecutionPolicy Bypass -File .ci\windows.ps1
# No network other than pip. What comes out lies in dist\sipas.
$ErrorActionPreference = "Stop"
Set-Location (Split-Path $PSScriptRoot)

function Expect($what) { if ($LASTEXITCODE -ne 0) { throw "$what ended with $LASTEXITCODE" } }

py -m venv .venv-windows; Expect "venv"
.venv-windows\Scripts\pip install -q -c constraints.txt . pyinstaller; Expect "pip"
.venv-windows\Scripts\python contrib\windows\build.py; Expect "build"

$work = Join-Path ([IO.Path]::GetTempPath()) "sipas $(Get-Random)"  # a blank in the path, as people have
Copy-Item -Recurse examples\hai-phong-2026 $work
Copy-Item -Recurse examples\hai-phong-2026 "$work-source"
$frozen = Resolve-Path dist\sipas\sipas.exe
$source = Resolve-Path .venv-windows\Scripts\sipas.exe

foreach ($pair in @(@($frozen, $work), @($source, "$work-source"))) {
  $program, $folder = $pair
  & $program -q -C $folder score (Join-Path $folder survey.csv) | Out-Null; Expect "score"
  & $program -q -C $folder render-decision --year 2026 | Out-Null; Expect "render-decision"
  & $program -q -C $folder render-notice --year 2026 --jobs 2 | Out-Null; Expect "render-notice"
  & $program -q -C $folder report --year 2026 | Out-Null; Expect "report"
  & $program -q -C $folder report --year 2026 --format xlsx | Out-Null; Expect "report --format xlsx"
  & $program -q -C $folder form --criteria sipas-39 --ballot -o (Join-Path $folder phieu.docx); Expect "form"
}

# the same bytes as those of the installed program
foreach ($name in "quyet-dinh-2026.docx", "bao-cao-2026.html", "ket-qua-2026.xlsx", "phieu.docx") {
  $one, $other = (Get-FileHash "$work\$name").Hash, (Get-FileHash "$work-source\$name").Hash
  if ($one -ne $other) { throw "$name differs" }
}

# a file that is dropped on it: folder, year and file are taken, then neither scored nor opened; Enter closes
"`n`nk`n`n" | & $frozen (Join-Path $work survey.csv); Expect "guide"
Write-Output "all is well: dist\sipas"
