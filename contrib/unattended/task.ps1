# Registers a task that scores, each night at half past one, what lies in the inbox of a workspace.
# In a PowerShell that was started as administrator:
#
#   .\task.ps1 -Workspace C:\sipas\2024 -Program C:\sipas\.venv\Scripts\sipas.exe
#
# It runs as LOCAL SERVICE, which needs the right to change the workspace:
#   icacls C:\sipas\2024 /grant "*S-1-5-19:(OI)(CI)M"
# Its last exit status: Get-ScheduledTaskInfo sipas. What happened: sipas.log in the workspace.
# A csv holds one index: where files of SIPAS and of the PAR index lie there, write -o ranks.json below.
param(
    [Parameter(Mandatory = $true)][string]$Workspace,
    [Parameter(Mandatory = $true)][string]$Program,
    [string]$At = "01:30"
)
$ErrorActionPreference = "Stop"
$arguments = '-q score "inbox\*.xlsx" -o ranks.csv --log-file sipas.log --log-format json'
$action = New-ScheduledTaskAction -Execute $Program -Argument $arguments -WorkingDirectory $Workspace
$trigger = New-ScheduledTaskTrigger -Daily -At $At
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Hours 2)
$principal = New-ScheduledTaskPrincipal -UserId "S-1-5-19" -LogonType ServiceAccount -RunLevel Limited
Register-ScheduledTask -TaskName sipas -Action $action -Trigger $trigger -Settings $settings -Principal $principal -Force
