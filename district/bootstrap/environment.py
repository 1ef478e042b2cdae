"""The environment in `.venv`: made from the hashed requirements, kept in step with them, entered.

It refuses to install anything elsewhere, and to choose a package index. Every failure is one line with the mend; what
pip said stands in the log.
"""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from district.bootstrap.texts import fail, text

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
LOG = ROOT / ".venv-setup.log"
# What pip keeps of the user's own settings: how to reach packages. The rest (user, target, ...) may break .venv.
PIP_KEPT = {
    *("cache-dir", "no-cache-dir", "cert", "client-cert", "trusted-host", "proxy", "keyring-provider", "use-feature"),
    *("index-url", "extra-index-url", "find-links", "no-index", "default-timeout", "timeout", "retries"),
}
# pip says little of the network by itself; an index that knows no version at all of a package was not reached.
NETWORK_FAILURES = re.compile(
    r"new connection|NameResolution|name resolution|ConnectionError|ConnectTimeout|ReadTimeout|timed out|ProxyError"
    r"|SSLError|Network is unreachable|No route to host|getaddrinfo|Connection refused|Connection reset|Retry\(total="
    r"|from versions: none"
)


def interpreter() -> Path:
    """Return the path of the environment's Python, whether or not it is there."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def can_start() -> bool:
    """Say whether the environment has what no task starts without: its Python, and invoke."""
    library = "Lib" if os.name == "nt" else "lib/*"
    return interpreter().exists() and any(VENV.glob(library + "/site-packages/invoke"))


def identity() -> dict[str, str]:
    """Return what an environment is tied to: one Python, one folder (its scripts hold the path)."""
    return {
        "python": "{} {}.{}".format(sys.implementation.name, *sys.version_info[:2]),
        "folder": str(VENV),
    }


def installed() -> dict[str, str]:
    """Return the state of a whole and usable `.venv`, empty where it has to be made (again)."""
    try:
        state = json.loads((VENV / "state.json").read_text(encoding="utf-8"))
        whole = identity().items() <= state.items() and can_start()
    except (OSError, ValueError, AttributeError):
        return {}
    return state if whole else {}


def record(state: dict[str, str]) -> None:
    """Write the state in one move; an interrupted set-up leaves none and is made again."""
    half = VENV / "state.json.new"
    half.write_text(json.dumps(state), encoding="utf-8")
    half.replace(VENV / "state.json")


def fingerprint(need: str) -> str:
    """Return the hash of requirements/`need`.txt, line ends aside (git may change them on Windows)."""
    path = ROOT / "requirements" / (need + ".txt")
    if not path.exists():
        fail("no_requirements", path=path.relative_to(ROOT))
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def prepare(need: str) -> None:
    """Bring `.venv` in step with requirements/`need`.txt; at once where it is already, else one start at a time."""
    wanted = fingerprint(need)
    if installed().get(need) == wanted:
        return
    with LOG.open("a", encoding="utf-8") as log:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(log, fcntl.LOCK_EX)
        if installed().get(need) == wanted:  # another start made it while this one waited
            return
        whole = bool(installed())
        if not whole and (find_spec("venv") is None or find_spec("ensurepip") is None):
            fail("no_venv")
        log.truncate(0)
        print(text("making"), flush=True)
        if not whole:
            make()
        install(need)
        print(text("ready"), flush=True)


def make() -> None:
    """Make an empty `.venv` in place of whatever lies there."""
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)
    # From within an environment, the one it was made from: a Python cannot stand on the folder that it replaces.
    base = getattr(sys, "_base_executable", None) or sys.executable
    status, lines = logged([base, "-I", "-m", "venv", str(VENV)])
    if status:
        fail(
            "no_venv" if "ensurepip" in "".join(lines) else "failed",
            log=LOG.name,
            reason="".join(lines[-1:]).strip(),
        )


def install(need: str) -> None:
    """Install requirements/`need`.txt into `.venv`, telling how far it is; the state is recorded only at the end."""
    requirements = ROOT / "requirements" / (need + ".txt")
    before = installed() or identity()
    (VENV / "state.json").unlink(missing_ok=True)
    options = ["--require-hashes", "--disable-pip-version-check", "--no-input", "--no-color", "--progress-bar", "off"]
    command = [str(interpreter()), "-I", "-m", "pip", "install", *options, "-r", str(requirements)]
    total = len(re.findall("(?m)^[^#\\s][^=]*==", requirements.read_text(encoding="utf-8")))
    status, lines = logged(command, environment=pip_environment(), total=total)
    report = "".join(lines)
    if status:
        if "Installing collected packages" not in report and "site" in before:
            record(before)  # pip gave up before it touched anything: what worked still works
        reasons = [line.strip() for line in lines if line.startswith("ERROR: ")] or [
            line.strip() for line in lines[-1:]
        ]
        code = "no_network" if NETWORK_FAILURES.search(report) else "failed"
        fail(code, log=LOG.name, reason="".join(reasons[:1])[:200])
    # The tests' list holds the site's, so whoever has the former has the latter.
    names = {"site", need}
    record({**before, **{name: fingerprint(name) for name in names}})


def pip_environment() -> dict[str, str]:
    """Return pip's environment: the user's way to the packages, no setting that changes where or how to install."""
    listing = subprocess.run(
        [str(interpreter()), "-I", "-m", "pip", "config", "list"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    kept = {"PIP_CONFIG_FILE": os.devnull, "PIP_RETRIES": "2"}
    # pip lists the general section before the one for installing, which is also the order in which they count.
    for _, name, value in re.findall("(?m)^(global|install)\\.([\\w-]+)=('.*'|\".*\")\\s*$", listing.stdout):
        if name in PIP_KEPT:
            kept[variable(name)] = ast.literal_eval(value)
    own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    given = {variable(name): os.environ[variable(name)] for name in PIP_KEPT if os.environ.get(variable(name))}
    return {**own, **kept, **given}


def variable(name: str) -> str:
    """Return the environment variable of a setting of pip."""
    return "PIP_" + name.upper().replace("-", "_")


def logged(command: list[str], environment: dict[str, str] | None = None, total: int = 0) -> tuple[int, list[str]]:
    """Run a command, its output in the log; return its exit status and lines. With a `total`, tell how far pip is."""
    lines = []
    done = 0
    with (
        LOG.open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
        ) as process,
    ):
        for line in process.stdout or ():
            lines.append(line)
            log.write(line)
            log.flush()
            if total and line.startswith("Collecting "):
                done += 1
                tell(
                    text("fetching", done=done, total=total, name=line.split()[1].split("==")[0]),
                    always=done % 10 == 0,
                )
            elif total and line.startswith("Installing collected"):
                tell(text("installing"), always=True)
        if total and sys.stdout.isatty():
            sys.stdout.write("\r\033[K")
    return process.returncode, lines


def tell(line: str, *, always: bool) -> None:
    """Show progress: one line that changes on a terminal; elsewhere only the lines to show `always`."""
    if sys.stdout.isatty():
        print("\r\033[K" + line, end="", flush=True)
    elif always:
        print(line, flush=True)


def hand_over(arguments: list[str]) -> int:
    """Run the task in the environment; on POSIX it takes this process's place, so that signals reach it."""
    # -P: a file of the user's current folder must not stand in for a module.
    command = [str(interpreter()), "-P", "-m", "invoke", "--search-root", str(ROOT), *arguments]
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - a program, no words of a shell
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the task got it too, and decides
                continue
