"""Build a private environment: see private_env.py, which finds and uses it."""

import ast
import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from private_env import MARKER, ROOT, is_complete, is_trustworthy, python_of, without_python

WHEELS = Path(ROOT, "wheels")
UNFINISHED, REPLACED, LOG = ".new-", ".old-", ".log"
A_DAY = 24 * 60 * 60
# A virus scanner may hold a new folder for a moment (Windows): how long to wait before each try.
PATIENCE = (0.0, 0.2, 0.5, 1.0, 2.0, 4.0)
# The pins are complete and only wheels are taken: nothing is resolved, built or run.
INSTALL_OPTIONS = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
PIP_OPTIONS = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_COMPILE": "1",  # Python compiles what is used, into the environment's own folder
    "PIP_NO_INPUT": "1",
    "PIP_PROGRESS_BAR": "off",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}
# What a person's pip settings may say: where packages come from. Others (a target folder, --user,
# constraints) would send packages to the wrong place or refuse them.
PIP_SOURCES = {
    *(
        "index-url",
        "extra-index-url",
        "find-links",
        "no-index",
        "proxy",
        "cert",
        "client-cert",
        "trusted-host",
    ),
    *("timeout", "default-timeout", "retries", "keyring-provider", "cache-dir"),
}
UV_MISLEADING = {"UV_SYSTEM_PYTHON", "UV_CONSTRAINT", "UV_OVERRIDE", "UV_EXCLUDE_NEWER", "UV_NO_BINARY"}

PREPARING = "กำลังเตรียมเครื่องมือครั้งแรก อาจใช้เวลาสักครู่ ... (preparing, first time only)"
READY = "เตรียมเสร็จแล้ว (ready)"
NO_PLACE = (
    "ไม่พบโฟลเดอร์ที่ใช้เก็บเครื่องมือได้ กรุณาระบุโฟลเดอร์ในตัวแปร ITA_SHEETS_HOME: {cause}",
    "Found no folder to keep the tools in; please name one in the variable ITA_SHEETS_HOME: {cause}",
)
DEBIAN = "sudo apt install python3-venv"
NO_PIP = (
    "Python นี้ไม่มี pip กรุณาติดตั้ง Python จาก {site} (บน Debian หรือ Ubuntu ใช้คำสั่ง {debian})",
    "This Python has no pip: please install Python from {site} (on Debian or Ubuntu: {debian})",
)
# pip's warning before it gives up on a network that does not answer
LAST_TRY = "Retrying (Retry(total=0"
NO_NETWORK = (
    "เตรียมเครื่องมือไม่สำเร็จ เพราะเชื่อมต่ออินเทอร์เน็ตไม่ได้: {cause} (รายละเอียดอยู่ที่ {log})",
    "The tools could not be prepared, for the internet cannot be reached: {cause} (details: {log})",
)
NOT_INSTALLED = (
    "เตรียมเครื่องมือไม่สำเร็จ: {cause} (รายละเอียดอยู่ที่ {log})",
    "The tools could not be prepared: {cause} (details: {log})",
)


class SetupError(Exception):
    """The environment could not be built; the arguments are the sentence in Thai and in English."""


def build(pins: str, name: str, homes: Sequence[str]) -> str | None:
    """Build the environment NAME from a file of pins in the best of the homes; on failure say why."""
    say(PREPARING)
    try:
        unfinished = start(name, homes)
        fill(unfinished, pins)
        environment = put_in_place(unfinished, unfinished.with_name(name))
    except SetupError as failure:
        say(*failure.args)
        return None
    sweep(environment.parent)
    say(READY)
    return str(environment)


def say(*sentences: str) -> None:
    """Tell the person at the console, whose stream shows the codes of letters that it lacks."""
    for sentence in sentences:
        print(sentence, file=sys.stderr, flush=True)


def setup_error(sentences: Sequence[str], **facts: object) -> SetupError:
    """Return the failure with the facts put into both sentences."""
    return SetupError(*(sentence.format(**facts) for sentence in sentences))


def start(name: str, homes: Sequence[str]) -> Path:
    """Return a new folder in the first home that serves. It has its own name: two first runs never meet."""
    cause: object = None
    for home in homes:
        try:
            Path(home).mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_trustworthy(home):
                return Path(tempfile.mkdtemp(prefix=name + UNFINISHED, dir=home))
            cause = f"others may write to {home}"
        except OSError as error:
            cause = error
    raise setup_error(NO_PLACE, cause=cause)


def fill(folder: Path, pins: str) -> None:
    """Make the environment in the folder; one that fails is removed and leaves its log beside it."""
    log = folder.with_name(folder.name + LOG)
    try:
        install(folder, pins, log)
    except BaseException as problem:  # Ctrl+C as well
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(problem, OSError):  # a full disk, a forbidden folder
            raise setup_error(NOT_INSTALLED, cause=problem, log=log) from problem
        raise
    log.unlink(missing_ok=True)
    (folder / MARKER).touch()


def install(folder: Path, pins: str, log: Path) -> None:
    """Install the pins by the first installer that can."""
    for tool in installers(folder):
        if succeeds(tool, folder, pins, log):
            return
    if not log.exists():
        raise setup_error(NO_PIP, site="https://www.python.org/downloads/", debian=DEBIAN)
    messages = log.read_text("utf-8", "replace")
    sentences = NO_NETWORK if LAST_TRY in messages else NOT_INSTALLED
    raise setup_error(sentences, cause=last_cause(messages), log=log)


def installers(folder: Path) -> Iterator[list[str]]:
    """Yield the commands that can install, best first, each with an empty environment in the folder."""
    python = python_of(str(folder))
    uv = shutil.which("uv")
    if uv:
        make_empty(folder)
        yield [uv, "pip", "install", "--python", python]
    if importlib.util.find_spec("pip"):
        make_empty(folder)
        yield [sys.executable, "-m", "pip", "--python", python, "install"]
    else:
        for wheel in pip_wheels():
            make_empty(folder)
            zipfile.ZipFile(wheel).extractall(packages_folder(folder))
            yield [python, "-m", "pip", "install"]


def make_empty(folder: Path) -> None:
    """Make an environment without pip, which venv takes seconds to put in."""
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(folder)


def pip_wheels() -> Iterator[Path]:
    """Yield the wheels of pip that lie ready for a Python without pip: its own, its system's and ours."""
    ensurepip = importlib.util.find_spec("ensurepip")
    folders = [Path(ensurepip.origin).parent / "_bundled"] if ensurepip and ensurepip.origin else []
    folders += [
        Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or Path(sys.base_prefix, "share/python-wheels"))
    ]
    for folder in [*folders, WHEELS]:
        yield from sorted(folder.glob("pip-*.whl"))[-1:]


def succeeds(tool: Sequence[str], folder: Path, pins: str, log: Path) -> bool:
    """Let one installer install the pins, and tell whether every package is there."""
    offline = ["--no-index", "--find-links", str(WHEELS)] if WHEELS.is_dir() else []
    command = [*tool, *INSTALL_OPTIONS, *offline, "-r", pins]
    with log.open("ab") as output:
        output.write(f"$ {' '.join(command)}\n".encode("utf-8", "replace"))
        output.flush()
        # Not in the person's folder, where the settings of another project may lie.
        environ = installer_environ(tool)
        code = subprocess.call(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, env=environ
        )
        absent = [] if code else missing(Path(pins).read_text("utf-8"), packages_in(folder))
        if absent:  # sent elsewhere, or taken away by a virus scanner
            output.write(f"ERROR: not installed: {', '.join(absent)}\n".encode())
    return not code and not absent


def installer_environ(tool: Sequence[str]) -> dict[str, str]:
    """Return the variables for an installer: the person says where packages come from, not where to."""
    environ = without_python(os.environ)
    if Path(tool[0]).stem == "uv":
        return {key: value for key, value in environ.items() if key not in UV_MISLEADING}
    listing = subprocess.run([*tool[:-1], "config", "list"], capture_output=True, env=environ, check=False)
    return pip_environ(environ, listing.stdout.decode("utf-8", "replace"))


def pip_environ(environ: Mapping[str, str], listing: str) -> dict[str, str]:
    """Return the variables for pip, with those settings of `pip config list` that may stay."""
    found = {}
    for section in ("global", "install", ":env:"):  # as pip ranks them
        for key, value in re.findall(rf"^{section}\.([\w-]+)=(.+)$", listing, re.MULTILINE):
            if key in PIP_SOURCES:
                found["PIP_" + key.upper().replace("-", "_")] = str(ast.literal_eval(value))
    rest = {key: value for key, value in environ.items() if not key.upper().startswith("PIP_")}
    return rest | found | PIP_OPTIONS


def missing(pins: str, present: set[str]) -> list[str]:
    """Return the pins that are not present, of those that every system needs."""
    everywhere = re.findall(r"^([\w.-]+==[\w.!+]+) \\$", pins, re.MULTILINE)
    return [pin for pin in everywhere if normal(pin) not in present]


def packages_in(folder: Path) -> set[str]:
    """Return the packages of an environment as NAME==VERSION."""
    names = [info.stem for info in packages_folder(folder).glob("*.dist-info")]
    return {normal("==".join(name.rsplit("-", 1))) for name in names}


def packages_folder(folder: Path) -> Path:
    """Return where the packages of an environment lie."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(folder)}))


def normal(pin: str) -> str:
    """Return NAME==VERSION as package tools compare it."""
    name, _, version = pin.partition("==")
    return re.sub(r"[-_.]+", "-", name).lower() + "==" + version


def last_cause(log: str) -> str:
    """Return the line of an installer's log that names the cause: its last error, or else its last line."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error") and not line.endswith(":")]
    return (errors or lines or ["?"])[-1]


def put_in_place(unfinished: Path, environment: Path) -> Path:
    """Give the finished environment its name at one stroke; that of a quicker run serves as well."""
    for pause in PATIENCE:
        time.sleep(pause)
        try:
            return unfinished.rename(environment)
        except OSError as error:
            cause = error
        if is_complete(str(environment)):
            shutil.rmtree(unfinished, ignore_errors=True)
            return environment
        set_aside(environment)
    raise setup_error(NOT_INSTALLED, cause=cause, log=unfinished)


def set_aside(environment: Path) -> None:
    """Move a folder without the marker out of the way: somebody deleted or copied parts of it."""
    aside = Path(tempfile.mkdtemp(prefix=environment.name + REPLACED, dir=environment.parent))
    with contextlib.suppress(OSError):  # there is none, or it is in use
        environment.rename(aside / environment.name)
    shutil.rmtree(aside, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what builds that were killed have left, but not the folder of one that is under way."""
    for mark in (UNFINISHED, REPLACED):
        for left in home.glob(f"*{mark}*"):
            with contextlib.suppress(OSError):  # in use, or already gone
                if time.time() - left.stat().st_mtime > A_DAY:
                    left.unlink() if left.is_file() else shutil.rmtree(left)
