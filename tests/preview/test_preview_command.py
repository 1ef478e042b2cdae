"""The preview as a whole process: it says where, ends quietly, leaves nobody behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.preview import project
from tests.preview.project import wait_until

SERVE = """
import sys
from pathlib import Path
from district.preview.run import Preview, serve
root = Path.cwd()
sys.exit(serve(Preview(root, root / "content", root / "theme", root / "output", language="it"), sys.argv[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_quietly_with_no_process_left(tmp_path: Path, number: signal.Signals) -> None:
    preview = project.make(tmp_path, "wait")
    command = [sys.executable, "-c", SERVE, "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout
        assert running.stderr
        assert "http://127.0.0.1:" in running.stdout.readline()
        wait_until(lambda: bool(project.builds(preview)))
        running.send_signal(number)
        # Both streams end only when nobody holds them: neither the warm process nor its child.
        rest, errors = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Traceback" not in rest + errors


def test_a_port_in_use_ends_with_2(tmp_path: Path) -> None:
    import socket

    project.make(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        command = [sys.executable, "-c", SERVE, str(other.getsockname()[1])]
        ended = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "--port" in ended.stderr
