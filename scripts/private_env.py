"""Run Python in a private environment that holds exactly one pinned set of requirements/.

The project itself is never installed: it runs from its folder, and nothing is written there. An editable
install would put the folder's path into a file that Python up to 3.12 reads in the system's own encoding: in
a folder with a Thai name it would not even start on Thai Windows.

This module is all that a run needs once the environment exists, so it imports next to nothing. What builds
the environment is private_env_build.py. The reasons and figures: docs/decisions/0001-staff-environment.md.
"""

import ntpath
import os
import posixpath
import stat
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NAME = "ita-sheets"
Environ = Mapping[str, str]
OVERRIDE = "ITA_SHEETS_HOME"
MARKER = "complete"
# Windows ends a path at 260 characters; below its home an environment needs up to 145 (numpy's licences).
LONGEST_HOME = 90
# Part of a path inside a folder that is copied to a cloud (iCloud's own is "Mobile Documents").
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "mobile documents", "cloudstorage")
# Of Python's own variables only these reach the program: the others would lead it to other packages.
KEPT = ("PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONHASHSEED")
FAILED, INTERRUPTED = 3, 130


def run(pins: str, arguments: Sequence[str]) -> int:
    """Run Python with these arguments in the environment of requirements/PINS.txt; return its exit code."""
    try:
        environment = find(pins) or build(pins)
    except KeyboardInterrupt:
        return INTERRUPTED
    if environment is None:
        return FAILED
    return hand_over([python_of(environment), *arguments], child_environ(os.environ, environment))


def find(pins: str) -> str | None:
    """Return the complete environment for these pins and this Python, if there is one."""
    name = folder_name(pins)
    for home in homes(sys.platform, os.environ):
        environment = os.path.join(home, name)
        if is_complete(environment) and is_trustworthy(home):
            return environment
    return None


def build(pins: str) -> str | None:
    """Build the environment; on failure say why and return None."""
    import private_env_build  # needed once, and slow to import

    return private_env_build.build(pins_file(pins), folder_name(pins), homes(sys.platform, os.environ))


def pins_file(pins: str) -> str:
    """Return the path of the pinned set of this name."""
    return os.path.join(ROOT, "requirements", pins + ".txt")


def folder_name(pins: str) -> str:
    """Name the environment's folder so that other pins or another Python get a folder of their own."""
    with open(pins_file(pins), "rb") as file:
        content = file.read()
    identity = repr((sys.version, sys.platform, machine(), sys.base_prefix)).encode()
    # A checksum is enough to tell apart a handful of folders of our own, and hashlib takes 20 ms to import.
    checksum = zlib.crc32(content + identity)
    return f"{pins}-{sys.version_info.major}.{sys.version_info.minor}-{checksum:08x}"


def machine() -> str:
    """Return the processor's kind: a Mac runs the same Python as either of two."""
    return os.uname().machine if hasattr(os, "uname") else os.environ.get("PROCESSOR_ARCHITECTURE", "")


def homes(platform: str, environ: Environ, short_name: Callable[[str], str] | None = None) -> list[str]:
    """Return the folders that may hold environments, best first.

    A folder with a Thai or overlong path, or one that is copied to a cloud, comes after those without.
    Windows' folder for all users is not among them: whoever may log in may put files into it.
    """
    if environ.get(OVERRIDE):
        return [os.path.join(os.path.abspath(environ[OVERRIDE]), NAME)]
    if platform == "win32":
        profile = environ.get("USERPROFILE", "C:\\")
        local = environ.get("LOCALAPPDATA") or ntpath.join(profile, "AppData", "Local")
        found = [ntpath.join(local, NAME)]
        if is_awkward(found[0]):  # the same private folder by its old 8.3 name, which is plain ASCII
            found.append(ntpath.join((short_name or windows_short_name)(local), NAME))
    else:
        home = environ.get("HOME", "")
        caches = [posixpath.join(home, "Library/Caches" if platform == "darwin" else ".cache", NAME)]
        if platform != "darwin" and environ.get("XDG_CACHE_HOME"):
            caches.insert(0, posixpath.join(environ["XDG_CACHE_HOME"], NAME))
        shared = ("/var/tmp", environ.get("TMPDIR") or "/tmp")  # noqa: S108 - is_trustworthy looks at the owner
        caches += [posixpath.join(folder, f"{NAME}-{os.geteuid()}") for folder in shared]
        found = [cache for cache in caches if cache.startswith("/")]
    return sorted(dict.fromkeys(found), key=is_awkward)


def is_awkward(path: str) -> bool:
    """Tell whether tools may stumble over this path: Thai letters, too long, or copied to a cloud."""
    return not path.isascii() or len(path) > LONGEST_HOME or any(word in path.lower() for word in SYNCED)


def windows_short_name(path: str) -> str:
    """Return the 8.3 name of a folder, or the path itself where Windows keeps none."""
    import ctypes  # rarely needed

    buffer = ctypes.create_unicode_buffer(260)
    length = ctypes.windll.kernel32.GetShortPathNameW(path, buffer, len(buffer))  # type: ignore[attr-defined,unused-ignore]
    return buffer.value if 0 < length < len(buffer) else path


def is_complete(environment: str) -> bool:
    """Tell whether the environment was built to its end: the marker is written last."""
    return os.path.isfile(os.path.join(environment, MARKER))


def is_trustworthy(folder: str) -> bool:
    """Tell whether nobody else can have put files here. On Windows the parent folder already sees to it."""
    try:
        info = os.lstat(folder)
    except OSError:
        return False
    if not stat.S_ISDIR(info.st_mode):
        return False
    if os.name == "nt":
        return True
    return info.st_uid in (0, os.geteuid()) and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def python_of(environment: str) -> str:
    """Return the environment's interpreter."""
    if os.name == "nt":
        # The Python of the Microsoft Store writes elsewhere than it says: ask for the real place.
        return os.path.realpath(os.path.join(environment, "Scripts", "python.exe"))
    return os.path.join(environment, "bin", "python")


def child_environ(environ: Environ, environment: str) -> dict[str, str]:
    """Return the variables for a program that runs from the project's folder in this environment."""
    child = without_python(environ)
    child["PYTHONPATH"] = ROOT
    child["PYTHONPYCACHEPREFIX"] = os.path.join(environment, "pyc")
    child["PYTHONUTF8"] = "1"  # as -X utf8, and for the processes that the program starts as well
    return child


def without_python(environ: Environ) -> dict[str, str]:
    """Return the variables without those that lead a Python to other packages."""
    misleading = ("PYTHON", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    return {k: value for k, value in environ.items() if k in KEPT or not k.upper().startswith(misleading)}


def hand_over(command: list[str], environ: Environ) -> int:
    """Run the command in our place, so that its exit code, signals and console are its own."""
    if os.name != "nt":
        os.execve(command[0], command, environ)  # noqa: S606 - no shell is wanted
    import subprocess  # Windows' exec gives the prompt back before the program has ended

    with subprocess.Popen(command, env=environ) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # reaches the program as well, which ends by itself
                continue


if __name__ == "__main__":  # for .ci/run: python scripts/private_env.py PINS ARGUMENTS...
    sys.dont_write_bytecode = True
    sys.exit(run(sys.argv[1], sys.argv[2:]))
