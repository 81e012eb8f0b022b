@echo off
rem Converts the workbooks and folders dropped on this file; a double click converts the sample years.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
for /f "tokens=2 delims=:." %%c in ('chcp') do set "codepage=%%c"
chcp 65001 >nul

rem Without Python, "python" may be the Microsoft Store's stand-in: it only fails, and so is not taken.
set "new_enough=import sys; sys.exit(sys.version_info < (3, 11))"
set "python="
py -3 -c "%new_enough%" <nul >nul 2>nul && set "python=py -3"
if not defined python python -c "%new_enough%" <nul >nul 2>nul && set "python=python"

rem Explorer leaves an & in a file's name unquoted, and cmd.exe then cuts the arguments there. So convert.py
rem gets the whole command line in a variable; delayed expansion keeps every & and ! in it as it is.
setlocal EnableDelayedExpansion
set "ITA_SHEETS_DROPPED=!cmdcmdline!"
if "!ITA_SHEETS_DROPPED:convert.cmd=!"=="!ITA_SHEETS_DROPPED!" goto typed
if not defined python goto dropped_without_python
%python% "!here!convert.py"
set "code=%errorlevel%"
goto dropped_end
:dropped_without_python
type "!here!python-needed.txt"
set "code=2"
:dropped_end
echo.
pause
chcp %codepage% >nul
rem Not "exit /b": what stood behind an & must not be run as a command.
exit %code%

:typed
rem Typed at a prompt: the window stays by itself, and the arguments are as the person quoted them.
endlocal
if not defined python goto typed_without_python
%python% "%here%convert.py" %*
set "code=%errorlevel%"
goto typed_end
:typed_without_python
type "%here%python-needed.txt"
set "code=2"
:typed_end
chcp %codepage% >nul
exit /b %code%
