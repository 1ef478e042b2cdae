"""Apache, nginx and Caddy as Debian has them, each with a configuration of its own in a folder of the test.

It refuses to touch the machine's own configuration, and ports below 1024.
"""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVERS = ("apache2", "nginx", "caddy")
MODULES = ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers", "alias")


@dataclass(frozen=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server that has a site below a path."""

    port: int

    def get(self, path: str, **headers: str) -> Answer:
        """One request, no redirect followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            found = connection.getresponse()
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        finally:
            connection.close()


def apache(folder: Path, www: Path, port: int, site: Path) -> tuple[list[str], Path]:
    """Apache, which reads .htaccess in the site."""
    modules = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES)
    conf = folder / "apache.conf"
    conf.write_text(
        f"{modules}\nServerRoot {folder}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\n"
        f"ErrorLog {folder}/log\nTypesConfig /etc/mime.types\nDocumentRoot {www}\nUser www-data\nGroup www-data\n"
        f"<Directory {www}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
    )
    return ["apache2", "-X", "-f", str(conf)], site / ".htaccess"


def nginx(folder: Path, www: Path, port: int, site: Path) -> tuple[list[str], Path]:
    """Nginx, which includes the site's rules."""
    conf = folder / "nginx.conf"
    temporary = "".join(
        f"{one}_temp_path {folder}/{one};" for one in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    rules = site / ".hosting" / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; root {www}; include {rules}; }} }}\n"
    )
    return ["nginx", "-p", str(folder), "-c", str(conf)], rules


def caddy(folder: Path, www: Path, port: int, site: Path) -> tuple[list[str], Path]:
    """Caddy, which imports the site's rules."""
    rules = site / ".hosting" / "Caddyfile"
    conf = folder / "Caddyfile"
    conf.write_text(
        f"{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {folder}/caddy\n}}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {www}\n\timport {rules}\n}}\n"
    )
    return ["caddy", "run", "--config", str(conf), "--adapter", "caddyfile"], rules


MAKERS = {"apache2": apache, "nginx": nginx, "caddy": caddy}


@contextmanager
def running(name: str, folder: Path, www: Path, site: Path) -> Iterator[Server]:
    """A server for the folder `www`, in which a site stands, until the block ends."""
    assert shutil.which(name), f"apt-get install {name}"
    for path in (folder, *folder.parents, www, *www.parents):
        if path.stat().st_uid == folder.stat().st_uid:
            path.chmod(path.stat().st_mode | 0o055)  # servers run as another user
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    command, rules = MAKERS[name](folder, www, port, site)
    assert rules.is_file()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        for _ in range(200):
            assert process.poll() is None, (folder / "said").read_text()
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.1)
            else:
                break
        yield Server(port)
    finally:
        process.terminate()
        process.wait(20)
