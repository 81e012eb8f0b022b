"""The scripts that set up and start the program: what they choose, build, refuse and leave behind."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
ENTRY_FILES = ["convert.py", "ita.py", "test.py", "old_python.py"]

writes_bytecode = not sys.dont_write_bytecode
sys.path.append(str(SCRIPTS))
import convert  # noqa: E402 - the scripts are no package
import private_env  # noqa: E402
import private_env_build as building  # noqa: E402

sys.dont_write_bytecode = not writes_bytecode  # convert.py switches it off for its own run

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no owner and mode bits")


# Where the environment is kept


@pytest.mark.parametrize(
    ("platform", "environ", "best"),
    [
        ("win32", {"LOCALAPPDATA": r"C:\Users\som\AppData\Local"}, r"C:\Users\som\AppData\Local\ita-sheets"),
        ("win32", {"USERPROFILE": r"C:\Users\som"}, r"C:\Users\som\AppData\Local\ita-sheets"),
        ("win32", {"LOCALAPPDATA": r"C:\Users\สมชาย\AppData\Local"}, r"C:\SHORT~1\ita-sheets"),
        ("win32", {"LOCALAPPDATA": r"C:\OneDrive - อบต\Local"}, r"C:\SHORT~1\ita-sheets"),
        ("win32", {"LOCALAPPDATA": "C:\\" + "long\\" * 20}, r"C:\SHORT~1\ita-sheets"),
        ("darwin", {"HOME": "/Users/som"}, "/Users/som/Library/Caches/ita-sheets"),
        ("darwin", {"HOME": "/Users/สมชาย"}, "/var/tmp/ita-sheets-1000"),
        ("darwin", {"HOME": "/Users/som/Dropbox"}, "/var/tmp/ita-sheets-1000"),
        ("linux", {"HOME": "/home/som"}, "/home/som/.cache/ita-sheets"),
        ("linux", {"HOME": "/home/som", "XDG_CACHE_HOME": "/fast"}, "/fast/ita-sheets"),
        ("linux", {"HOME": "/home/som", "XDG_CACHE_HOME": "not/absolute"}, "/home/som/.cache/ita-sheets"),
        ("linux", {"HOME": "/home/som", "XDG_CACHE_HOME": "/ที่เก็บ"}, "/home/som/.cache/ita-sheets"),
        ("linux", {"HOME": "/home/สมชาย"}, "/var/tmp/ita-sheets-1000"),
        ("linux", {"HOME": "/home/" + "long/" * 20}, "/var/tmp/ita-sheets-1000"),
        ("linux", {}, "/var/tmp/ita-sheets-1000"),
    ],
)
def test_best_home(
    monkeypatch: pytest.MonkeyPatch, platform: str, environ: dict[str, str], best: str
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert private_env.homes(platform, environ, lambda _path: r"C:\SHORT~1")[0] == best


def test_awkward_home_is_the_last_resort_where_windows_keeps_no_short_names() -> None:
    local = r"C:\Users\สมชาย\AppData\Local"
    assert private_env.homes("win32", {"LOCALAPPDATA": local}, lambda path: path) == [local + r"\ita-sheets"]


def test_home_can_be_named(tmp_path: Path) -> None:
    environ = {private_env.OVERRIDE: str(tmp_path), "HOME": "/home/som"}
    assert private_env.homes("linux", environ) == [str(tmp_path / "ita-sheets")]


@posix_only
def test_folder_that_others_could_fill_is_not_trusted(tmp_path: Path) -> None:
    private, open_to_all, link = tmp_path / "private", tmp_path / "open", tmp_path / "link"
    private.mkdir(mode=0o700)
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    link.symlink_to(private)
    (tmp_path / "file").touch()
    trusted = [p.name for p in tmp_path.iterdir() if private_env.is_trustworthy(str(p))]
    assert trusted == ["private"]
    assert not private_env.is_trustworthy(str(tmp_path / "absent"))


def test_other_pins_get_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(private_env, "ROOT", str(tmp_path))
    pins = tmp_path / "requirements" / "staff.txt"
    pins.parent.mkdir()
    names = set()
    for content in ("a==1", "a==2", "a==1"):
        pins.write_text(content)
        names.add(private_env.folder_name("staff"))
    assert len(names) == 2
    monkeypatch.setattr(sys, "version", "another Python")
    assert private_env.folder_name("staff") not in names


# Building


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def pins(tmp_path: Path) -> Path:
    path = tmp_path / "pins.txt"
    path.write_text(
        "needed-thing==1.0 \\\n    --hash=sha256:0\nfor-windows==1 ; sys_platform == 'win32' \\\n"
    )
    return path


Installers = Callable[..., None]


@pytest.fixture
def use_installers(monkeypatch: pytest.MonkeyPatch) -> Installers:
    """Replace uv and pip by pieces of Python, each run in the folder of the new environment."""

    def use(*codes: str) -> None:
        def installers(folder: Path) -> Iterator[list[str]]:
            for code in codes:
                building.make_empty(folder)
                yield [sys.executable, "-c", code]

        monkeypatch.setattr(building, "installers", installers)
        monkeypatch.setattr(building, "pip_environ", lambda environ, _listing: environ)

    return use


def installs(name: str = "needed_thing-1.0") -> str:
    where = building.packages_folder(Path()).as_posix()
    return f"import os; os.makedirs({where + '/' + name + '.dist-info'!r})"


FAILS = "import sys; print('ERROR: the disk is full'); print('and more'); sys.exit(1)"


def test_complete_environment_is_built_once(use_installers: Installers, home: Path, pins: Path) -> None:
    use_installers(installs())
    environment = building.build(str(pins), "staff-1", [str(home)])
    assert environment == str(home / "staff-1")
    assert private_env.is_complete(environment)
    assert [path.name for path in home.iterdir()] == ["staff-1"]
    code = "import sys; print(sys.prefix)"
    output = subprocess.check_output([private_env.python_of(environment), "-c", code], text=True)
    assert Path(output.strip()) == home / "staff-1"  # the folder survives the move to its final name


def test_next_installer_is_tried(use_installers: Installers, home: Path, pins: Path) -> None:
    use_installers(FAILS, "pass", installs("needed_thing-2.0"), installs("Needed.Thing-1.0"))
    assert building.build(str(pins), "staff-1", [str(home)])


def test_failure_is_said_in_two_languages_and_keeps_the_log(
    use_installers: Installers, home: Path, pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_installers(FAILS)
    assert building.build(str(pins), "staff-1", [str(home)]) is None
    _progress, thai, english = capsys.readouterr().err.splitlines()
    [log] = home.iterdir()
    for sentence in (thai, english):
        assert "ERROR: the disk is full" in sentence
        assert str(log) in sentence
    assert re.search("[ก-๙]", thai)
    assert english.isascii()
    assert "and more" in log.read_text()


def test_package_sent_elsewhere_is_a_failure(
    use_installers: Installers, home: Path, pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_installers("pass")
    assert building.build(str(pins), "staff-1", [str(home)]) is None
    assert "not installed: needed-thing==1.0" in capsys.readouterr().err


def test_network_is_named_when_it_is_the_cause(
    use_installers: Installers, home: Path, pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_installers(f"print('WARNING: {building.LAST_TRY}, connect=None)) after ...');" + FAILS)
    assert building.build(str(pins), "staff-1", [str(home)]) is None
    assert "the internet cannot be reached" in capsys.readouterr().err


def test_python_without_pip_is_told_what_to_install(
    use_installers: Installers, home: Path, pins: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_installers()
    assert building.build(str(pins), "staff-1", [str(home)]) is None
    assert "apt install python3-venv" in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_next_home_is_taken_when_one_cannot_be_written(
    use_installers: Installers, home: Path, pins: Path, tmp_path: Path
) -> None:
    use_installers(installs())
    (tmp_path / "file").touch()
    environment = building.build(str(pins), "staff-1", [str(tmp_path / "file" / "home"), str(home)])
    assert environment == str(home / "staff-1")


def test_no_home_at_all_is_said(
    use_installers: Installers, pins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_installers(installs())
    (tmp_path / "file").touch()
    assert building.build(str(pins), "staff-1", [str(tmp_path / "file" / "home")]) is None
    assert private_env.OVERRIDE in capsys.readouterr().err


def test_folder_without_the_marker_is_built_anew(use_installers: Installers, home: Path, pins: Path) -> None:
    use_installers(installs())
    damaged = home / "staff-1"
    damaged.mkdir(parents=True)
    (damaged / "half of it").touch()
    assert building.build(str(pins), "staff-1", [str(home)]) == str(damaged)
    assert private_env.is_complete(str(damaged))
    assert not (damaged / "half of it").exists()
    assert [path.name for path in home.iterdir()] == ["staff-1"]


def test_environment_of_a_quicker_run_is_kept(use_installers: Installers, home: Path, pins: Path) -> None:
    other = home / "staff-1"
    use_installers(
        f"import os; os.mkdir({str(other)!r}); open({str(other / 'complete')!r}, 'w');" + installs()
    )
    assert building.build(str(pins), "staff-1", [str(home)]) == str(other)
    assert [path.name for path in other.iterdir()] == ["complete"]
    assert [path.name for path in home.iterdir()] == ["staff-1"]


def test_remains_of_killed_builds_are_swept_but_not_a_build_under_way(
    use_installers: Installers, home: Path, pins: Path
) -> None:
    use_installers(installs())
    for name in ("staff-1.new-dead", "staff-1.new-alive"):
        (home / name).mkdir(parents=True)
    (home / "staff-1.new-dead.log").touch()
    long_ago = time.time() - 2 * building.A_DAY
    for path in home.glob("*dead*"):
        os.utime(path, (long_ago, long_ago))
    building.build(str(pins), "staff-1", [str(home)])
    assert sorted(path.name for path in home.iterdir()) == ["staff-1", "staff-1.new-alive"]


def test_interrupted_build_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_folder: Path) -> Iterator[list[str]]:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "installers", interrupt)
    monkeypatch.setenv(private_env.OVERRIDE, str(tmp_path))
    assert private_env.run("staff", []) == private_env.INTERRUPTED
    assert list((tmp_path / "ita-sheets").iterdir()) == []
    assert "Traceback" not in capsys.readouterr().err


def test_installers_uv_first_then_a_pip_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def find_none(_name: str) -> None:
        return None

    monkeypatch.setattr(building, "make_empty", lambda _folder: None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name == "pip")
    uv, pip = building.installers(tmp_path)
    assert uv[:3] == ["/bin/uv", "pip", "install"]
    assert pip[:3] == [sys.executable, "-m", "pip"]
    monkeypatch.setattr(shutil, "which", find_none)
    monkeypatch.setattr(importlib.util, "find_spec", find_none)
    monkeypatch.setattr(building, "WHEELS", tmp_path)
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    assert list(building.installers(tmp_path)) == []


def test_pip_settings_say_where_from_but_not_where_to() -> None:
    listing = r"""
global.index-url='file:///global'
global.target='C:\\elsewhere'
global.user='true'
install.index-url='file:///install'
:env:.proxy='http://proxy:8080'
:env:.require-virtualenv='1'
list.format='json'
"""
    environ = building.pip_environ({"PIP_TARGET": "x", "PIP_USER": "1", "HTTPS_PROXY": "http://p"}, listing)
    assert environ == building.PIP_OPTIONS | {
        "HTTPS_PROXY": "http://p",
        "PIP_INDEX_URL": "file:///install",
        "PIP_PROXY": "http://proxy:8080",
    }


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        ("Collecting x\nERROR: No space\nanother line", "ERROR: No space"),
        ("error: first\nerror: last", "error: last"),
        ("ERROR: Exception:\nTraceback\nValueError: x\n\n", "ValueError: x"),
        ("", "?"),
    ],
)
def test_cause(log: str, cause: str) -> None:
    assert building.last_cause(log) == cause


# Running


def test_child_sees_no_other_packages() -> None:
    misleading = dict.fromkeys(("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"), "x")
    kept = {"PATH": "p", "HTTPS_PROXY": "q", "PYTHONIOENCODING": "cp874"}
    child = private_env.child_environ(misleading | kept, "env")
    assert child == kept | {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": os.path.join("env", "pyc"),  # noqa: PTH118 - as the script joins it
        "PYTHONUTF8": "1",
    }


@pytest.mark.parametrize(
    ("script", "arguments", "run"),
    [
        ("convert.py", ["ปี 2567.xlsx", "-q"], ["convert", "ปี 2567.xlsx", "-q"]),
        ("ita.py", ["check", "ปี 2567.xlsx"], ["check", "ปี 2567.xlsx"]),
        ("ita.py", [], ["--help"]),
    ],
)
def test_scripts_run_the_package_from_its_folder(
    script: str, arguments: list[str], run: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, home = tmp_path / "โครงการ & ปี", tmp_path / "home"
    shutil.copytree(SCRIPTS, project / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (project / "requirements").mkdir()
    (project / "requirements" / "staff.txt").write_text("# nothing")
    (project / "ita_sheets").mkdir()
    (project / "ita_sheets" / "__main__.py").write_text(
        "import json, os, sys; print(json.dumps([sys.argv[1:], os.getcwd(), sys.flags.utf8_mode])); exit(7)"
    )
    monkeypatch.setattr(private_env, "ROOT", str(project))
    environment = home / "ita-sheets" / private_env.folder_name("staff")
    environment.parent.mkdir(parents=True, mode=0o700)
    venv.EnvBuilder(symlinks=os.name != "nt").create(environment)
    (environment / private_env.MARKER).touch()

    environ = os.environ | {private_env.OVERRIDE: str(home), "PYTHONPATH": "x", "PYTHONIOENCODING": "utf-8"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(project / "scripts" / script), *arguments]
    ran = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (7, "")
    assert json.loads(ran.stdout) == [run, str(tmp_path), 1]
    assert list(project.rglob("__pycache__")) == []


SAMPLES = [convert.SAMPLES, "-o", convert.RESULTS]


@pytest.mark.parametrize(
    ("arguments", "added"),
    [
        ([], SAMPLES),
        (["--lang", "en"], SAMPLES),
        (["--lang=en", "-q"], SAMPLES),
        (["--ignore", "ITA301", "--ignore", "ITA302"], SAMPLES),
        (["-o", "out"], [convert.SAMPLES]),
        (["--output=out", "--json"], [convert.SAMPLES]),
        (["--ignore", "-o"], SAMPLES),
        (["report.xlsx"], []),
        (["--lang", "en", "report.xlsx"], []),
        (["-q", "ไม่มีอยู่.xlsx"], []),
        (["-o", "out", "folder"], []),
    ],
)
def test_samples_are_converted_when_no_path_is_given(arguments: list[str], added: list[str]) -> None:
    assert convert.with_sample_years(arguments) == arguments + added


@pytest.mark.parametrize(
    ("line", "files"),
    [
        (r'C:\Windows\system32\cmd.exe /c ""C:\ita\scripts\convert.cmd" "', []),
        (r'cmd.exe /c ""C:\ita\scripts\convert.cmd" C:\a&b.xlsx"', [r"C:\a&b.xlsx"]),
        (
            r'cmd.exe /c ""D:\งาน ITA\scripts\Convert.cmd" "D:\ปี 2567!.xlsx" D:\x(1).xlsx "D:\a & b""',
            [r"D:\ปี 2567!.xlsx", r"D:\x(1).xlsx", r"D:\a & b"],
        ),
        (r"cmd /c C:\ita\convert.cmd -o out x.xlsx", ["-o", "out", "x.xlsx"]),
        (r'cmd /c "C:\my ita\convert.cmd" x.xlsx', ["x.xlsx"]),
        (r'cmd /c "C:\ita\convert.cmd x.xlsx --lang en"', ["x.xlsx", "--lang", "en"]),
    ],
)
def test_files_dropped_on_convert_cmd(line: str, files: list[str]) -> None:
    assert convert.dropped_files(line) == files


# Old Pythons and old consoles


def old_pythons() -> Iterator[str]:
    """Yield the old interpreters of this machine, as far as they run."""
    for name in ("python2.7", *(f"python3.{minor}" for minor in range(6, 11))):
        pyenv = (Path.home() / ".pyenv" / "versions").glob(name.removeprefix("python") + ".*/bin/python")
        for python in filter(None, [shutil.which(name), *map(str, pyenv)]):
            if not subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode:
                yield python


PRETEND = """
import runpy, sys
sys.version_info = (3, 10, 13)
sys.path.insert(0, {!r})
runpy.run_path({!r}, run_name="__main__")
"""


@pytest.mark.parametrize("entry", ["convert.py", "ita.py", "test.py"])
def test_old_python_is_refused_in_one_sentence(entry: str) -> None:
    script = str(SCRIPTS / entry)
    pretended = [sys.executable, "-c", PRETEND.format(str(SCRIPTS), script)]
    for command in [pretended, *([python, script] for python in old_pythons())]:
        ran = subprocess.run(command, capture_output=True, check=False, stdin=subprocess.DEVNULL)
        assert ran.returncode == 2, command
        _thai, english = ran.stderr.splitlines()
        assert english.startswith(b"This tool needs Python 3.11 or newer"), command


TOO_NEW = (
    *(ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.Nonlocal, ast.YieldFrom, ast.MatMult),
    *(ast.AsyncFunctionDef, ast.Await, ast.Match),
)


@pytest.mark.parametrize("entry", ENTRY_FILES)
def test_entry_files_are_readable_to_python_2(entry: str) -> None:
    source = (SCRIPTS / entry).read_text("utf-8")
    assert source.startswith("# -*- coding: utf-8 -*-\n")
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, TOO_NEW), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None
        if isinstance(node, ast.arguments):
            assert not node.kwonlyargs
            assert not node.posonlyargs
        if isinstance(node, ast.arg):
            assert node.annotation is None


@pytest.mark.parametrize("encoding", ["cp874", "cp1252", "ascii"])
def test_every_console_can_show_the_messages(encoding: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import private_env_build as b; b.say(b.PREPARING)"
    )
    environ = os.environ | {"PYTHONIOENCODING": encoding}
    ran = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, check=True)
    assert b"(preparing, first time only)" in ran.stderr
    for text in (building.PREPARING, building.READY, *building.NOT_INSTALLED, *building.NO_PIP):
        text.encode("cp874")


def test_convert_cmd_is_plain_ascii_with_windows_line_ends() -> None:
    content = (SCRIPTS / "convert.cmd").read_bytes()
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
    script = content.decode()
    assert set(re.findall(r"goto (\w+)", script)) == set(re.findall(r"^:(\w+)", script, re.MULTILINE))
    assert "*.cmd text eol=crlf" in (ROOT / ".gitattributes").read_text().splitlines()


# The pins

SETS = {"staff": [], "tests": ["tests"], "checks": ["lint", "types"]}


def pinned(name: str) -> dict[str, list[str]]:
    """Return the versions pinned in one set: more than one where the Pythons differ."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.MULTILINE):
        found.setdefault(canonicalize_name(package), []).append(version)
    return found


@pytest.mark.parametrize("name", SETS)
def test_pins_are_complete_and_within_the_ranges(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ranges = project["project"]["dependencies"] + [
        line for group in SETS[name] for line in project["dependency-groups"][group]
    ]
    versions = pinned(name)
    for requirement in map(Requirement, ranges):
        for version in versions[canonicalize_name(requirement.name)]:
            assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("name", SETS)
def test_pins_carry_hashes_and_name_no_place(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    _header, *blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)
    assert all("--hash=sha256:" in block for block in blocks)
    assert sum(map(len, pinned(name).values())) == len(blocks)
    assert "://" not in text
    assert "--index" not in text


def test_staff_get_only_what_the_program_needs() -> None:
    assert sorted(pinned("staff")) == ["click", "xlsxwriter"]


def test_tests_run_with_the_versions_of_the_staff() -> None:
    assert pinned("staff").items() <= pinned("tests").items()
