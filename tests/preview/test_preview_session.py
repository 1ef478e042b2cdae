"""The running preview: answers, events, builds that follow changes."""

from __future__ import annotations

import json
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from district.preview.building import First
from district.preview.news import News
from district.preview.preview import Preview
from district.preview.server import LAST_PORT, USUAL_PORT, PortError, listen
from tests.preview import project
from tests.preview.project import wait_until
from tests.preview.running import Running, events, stamp

Start = Callable[..., Running]
PREVIEW = Preview(Path(), Path("content"), Path("theme"), Path("output"))


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[Running] = []

    def start_one(text: str = "good one") -> Running:
        running.append(Running(project.make(tmp_path, text)))
        return running[-1]

    yield start_one
    for one in running:
        one.stop()


def test_a_page_carries_the_script_and_the_file_does_not(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    answer = running.get("/")
    page = answer.read().decode()
    assert "/_preview/client.js" in page
    assert page.index("/_preview/client.js") < page.index("</body>")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "_preview" not in (tmp_path / "output" / "index.html").read_text()
    assert "EventSource" in running.text("/_preview/client.js")
    head = running.get("/", "HEAD")
    assert head.headers["Content-Length"] == str(len(page.encode()))
    assert head.read() == b""
    assert running.get("/", "POST").status == 405
    assert running.get("/", "PUT").status == 501


def test_a_missing_page_is_a_404_the_sites_own_where_there_is_one(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    plain = running.get("/nowhere%3Cb%3E/")
    assert plain.status == 404
    body = plain.read().decode()
    assert "/nowhere&lt;b&gt;/" in body
    project.write(tmp_path / "output" / "404.html", "<html><body>Own</body></html>")
    own = running.get("/nowhere/")
    assert own.status == 404
    assert "Own<script" in own.read().decode()


def test_before_the_first_good_build_pages_say_what_is_wrong(start: Start) -> None:
    running = start("error <here>")
    running.built(1)
    answer = running.get("/any/page/")
    page = answer.read().decode()
    assert answer.status == 503
    assert "error &lt;here&gt; it" in page
    assert "content/page.txt:1:7" in page
    assert "Rimedio" in page
    assert "data-quiet" in page
    following = events(running.get(f"/_preview/events?stamp={stamp(page)}"))
    assert next(following)[0] == "problems"
    running.write("good now")
    assert [next(following)[0] for _ in range(2)] == ["problems", "reload"]
    assert "good now" in running.text("/")


def test_what_an_earlier_run_left_is_served_until_there_is_better(tmp_path: Path) -> None:
    preview = project.make(tmp_path, "error at first")
    project.write(tmp_path / "output" / "index.html", "<body>earlier</body>")
    running = Running(preview)
    try:
        running.built(1)
        assert "earlier" in running.text("/")
    finally:
        running.stop()


def test_saving_sends_reload_and_the_new_page(start: Start) -> None:
    running = start()
    running.built(1)
    following = events(running.get(f"/_preview/events?stamp={stamp(running.text('/'))}"))
    name, told = next(following)
    assert (name, told["problems"], told["title"]) == ("problems", [], "")
    running.write("good two")
    assert next(following)[0] == "problems"
    name, newer = next(following)
    assert name == "reload"
    page = running.text("/")
    assert "good two" in page
    assert stamp(page) == newer
    assert any("content/page.txt" in line for line in running.said)


def test_the_page_that_somebody_looks_at_is_shown_before_the_build_ends(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    following = events(running.get(f"/_preview/events?stamp={stamp(running.text('/'))}&page=/"))
    next(following)
    running.write("first good")
    assert next(following)[0] == "problems"
    name, newer = next(following)
    page = running.text("/")
    assert (name, "first good" in page, stamp(page)) == ("reload", True, newer)
    assert running.text("/new.css") == "p {}"
    assert "good one" in (tmp_path / "output" / "index.html").read_text()
    elsewhere = events(running.get("/_preview/events?stamp=old&page=/other/"))
    assert [next(elsewhere)[0] for _ in range(2)] == ["problems", "reload"]
    project.write(tmp_path / "go", "")
    running.built(2)
    assert stamp(running.text("/")) == newer
    assert running.get("/new.css").status == 404
    assert [next(elsewhere) for _ in range(2)][1] == ("reload", newer)
    loaded = events(running.get(f"/_preview/events?stamp={newer}&page=/"))
    assert next(loaded)[0] == "problems"
    running.write("good last")
    assert [next(loaded)[0] for _ in range(2)] == ["problems", "reload"]


def test_what_was_shown_first_goes_where_its_build_ends_badly(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    before = stamp(running.text("/"))
    following = events(running.get(f"/_preview/events?stamp={before}&page=/"))
    next(following)
    running.write("first-broken")
    assert [next(following)[0] for _ in range(2)] == ["problems", "reload"]
    newer = stamp(running.text("/"))
    again = events(running.get(f"/_preview/events?stamp={newer}&page=/"))
    next(again)
    project.write(tmp_path / "go", "")
    assert next(again)[1]["errors"] == 1
    assert next(again) == ("reload", before)
    assert "good one" in running.text("/")


def test_only_pages_in_sight_are_looked_at(start: Start) -> None:
    running = start()
    running.built(1)
    open_pages = {page: running.get(f"/_preview/events?page={page}") for page in ("/", "/un%20nome//x/", "/404.html")}
    for answer in open_pages.values():
        next(events(answer))
    news = running.session.news
    assert news.looked_at == {"index.html", "un nome/x/index.html", "404.html"}
    running.connections.pop(1).close()
    open_pages["/un%20nome//x/"].close()
    wait_until(lambda: news.looked_at == {"index.html", "404.html"})


def test_a_page_shown_first_is_loaded_again_if_it_was_given_a_file_that_changed_afterwards(
    start: Start, tmp_path: Path
) -> None:
    running = start()
    running.built(1)
    project.write(tmp_path / "output" / "same.json", "same")
    for name in ("same.json", "other.json", "new.json"):
        following = events(running.get("/_preview/events?page=/"))
        next(following)
        number = running.session.news.state.number
        running.write(f"first good {name}")
        wait_until(lambda: bool(running.session.news.state.first))
        shown = stamp(running.text("/"))
        running.get(f"/{name}").read()
        if name != "same.json":
            project.write(tmp_path / "output" / name, name)
        project.write(tmp_path / "go", "")
        running.built(number + 1)
        assert (stamp(running.text("/")) == shown) == (name == "same.json")
        (tmp_path / "go").unlink()


def test_what_only_the_end_of_a_build_tells_stays_told_until_then(start: Start, tmp_path: Path) -> None:
    running = start("broken")
    project.write(tmp_path / "output" / "index.html", "<body>earlier</body>")
    running.built(1)
    running.write("good")
    running.built(2)
    running.write("broken")
    running.built(3)
    following = events(running.get("/_preview/events?page=/"))
    assert next(following)[1]["errors"] == 1
    running.write("first good")
    wait_until(lambda: bool(running.session.news.state.first))
    assert running.session.news.state.problems[0]["code"] == ""
    project.write(tmp_path / "go", "")
    running.built(4)
    assert running.session.news.state.problems == ()


def test_nothing_is_shown_first_before_there_is_a_site() -> None:
    news = News("it", ready=False)
    before = news.state
    news.tell_first(First({"index.html": b""}, [], {}))
    assert news.state is before


def test_an_address_with_two_slashes_is_not_taken_for_another_version(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    project.write(tmp_path / "output" / "404.html", "<body>Own</body>")
    before = running.session.news.state
    running.session.news.tell_first(First({"404.html": b"<body>New</body>"}, [], {}))
    assert stamp(running.text("/nowhere/")) == before.stamp
    assert stamp(running.text("//404.html")) == running.session.news.state.first_stamp


def test_a_page_of_an_older_version_is_told_at_once(start: Start) -> None:
    running = start()
    running.built(1)
    following = events(running.get("/_preview/events?stamp=of-an-earlier-run"))
    assert [next(following)[0] for _ in range(2)] == ["problems", "reload"]


@pytest.mark.parametrize("text", ["error", "broken", "die"])
def test_problems_keep_the_last_good_site(start: Start, text: str) -> None:
    running = start()
    running.built(1)
    page = running.text("/")
    following = events(running.get(f"/_preview/events?stamp={stamp(page)}"))
    next(following)
    running.write(text)
    name, told = next(following)
    assert name == "problems"
    assert told["errors"] == 1
    assert "resta com'era" in told["title"]
    assert running.text("/") == page
    running.write("good again")
    assert next(following)[1]["problems"] == []
    assert next(following)[0] == "reload"


def test_a_removed_folder_stops_nothing(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    shutil.rmtree(tmp_path / "content")
    wait_until(lambda: bool(running.session.news.state.problems))
    shutil.rmtree(tmp_path / "theme")
    running.write("good back")
    wait_until(lambda: "good back" in running.text("/"))
    running.write("good after")
    wait_until(lambda: "good after" in running.text("/"))


@pytest.mark.parametrize("name", ["district/plugin/run.py", "pelicanconf.py"])
def test_a_change_of_code_or_settings_restarts_the_builder(start: Start, tmp_path: Path, name: str) -> None:
    running = start()
    running.built(1)
    warm = running.session._builder._process
    changed = project.STUB.replace("VERSION", "SECOND") if name.endswith("run.py") else "# other settings"
    project.write(tmp_path / name, changed)
    running.built(2)
    assert running.session._builder._process is not warm
    wait_until(lambda: "SECOND" in running.text("/") or name == "pelicanconf.py")


def test_changes_during_a_build_cause_one_more(start: Start, tmp_path: Path) -> None:
    running = start("wait first")
    wait_until(lambda: len(project.builds(running.preview)) == 1)
    for number in range(5):  # told here, since a watcher may see one writing as two changes
        running.session._changes.put({tmp_path / "content" / f"{number}.txt"})
    project.write(tmp_path / "go", "")
    running.built(2)
    running.session._changes.put({tmp_path / "content" / "last.txt"})
    running.built(3)
    assert running.session._changes.empty()
    assert len(project.builds(running.preview)) == 3


def test_what_builds_and_editors_write_beside_the_sources_is_left_out(start: Start, tmp_path: Path) -> None:
    running = start()
    running.built(1)
    for name in ("content/.page.txt.swp", "output/other.html", "district/__pycache__/x.pyc"):
        project.write(tmp_path / name, "x")
    running.write("good two")
    wait_until(lambda: "good two" in running.text("/"))
    assert not any("swp" in line or "other.html" in line or "pyc" in line for line in running.said)


def test_a_port_in_use_is_one_line_with_the_mend() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with pytest.raises(PortError, match=f"{port}.*--port"):
            listen(port, PREVIEW, News("it", ready=False))
    for wrong in ("70000", "eighty", "-1"):
        with pytest.raises(PortError, match=f"{wrong}.*--port"):
            listen(wrong, PREVIEW, News("en", ready=False))


@pytest.mark.parametrize("desk", [True, False])
def test_where_the_desk_is_is_said_where_there_is_one(*, desk: bool, tmp_path: Path) -> None:
    running = Running(replace(project.make(tmp_path), desk=desk))
    try:
        assert any("/admin/" in line for line in running.said) == desk
        assert running.preview.request()["desk"] == desk
    finally:
        running.stop()


def test_without_a_port_the_next_free_one_is_taken_and_said() -> None:
    first, note = listen("", PREVIEW, News("it", ready=False))
    second, told = listen("", PREVIEW, News("it", ready=False))
    first.server_close()
    second.server_close()
    assert USUAL_PORT <= first.server_port < second.server_port <= LAST_PORT
    assert bool(note) == (first.server_port != USUAL_PORT)
    assert str(second.server_port) in told


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("[", 421),
        ("", 421),
    ],
)
def test_only_who_calls_this_machine_by_its_name_is_answered(start: Start, host: str, status: int) -> None:
    running = start()
    running.built(1)
    for target in ("/", "/_preview/client.js"):
        assert running.get(target, headers={"Host": host}).status == status
    if status != 200:
        assert "127.0.0.1" in running.get("/_preview/events", headers={"Host": host}).read().decode()
        asked = {"Host": host, "X-Preview-Token": running.session.server.token}
        assert running.get("/_preview/open", "POST", '{"file": "content/page.txt", "line": 1}', asked).status == status


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"file": "content/page.txt", "line": 1}', {}, 200),
        ('{"file": "content/page.txt", "line": 1}', {"Sec-Fetch-Site": "same-origin"}, 200),
        ('{"file": "content/page.txt", "line": 1}', {"Sec-Fetch-Site": "cross-site"}, 403),
        ('{"file": "content/page.txt", "line": 1}', {"X-Preview-Token": "guessed"}, 403),
        ('{"file": "content/page.txt", "line": 1}', {"X-Preview-Token": ""}, 403),
        ('{"file": "pelicanconf.py", "line": 1}', {}, 409),
        ('{"file": "content/../pelicanconf.py", "line": 1}', {}, 409),
        ('{"file": "content/page.txt", "line": Infinity}', {}, 400),
        ('["content/page.txt"]', {}, 400),
        ("{", {}, 400),
        ("", {}, 400),
        (f'{{"file": "{"x" * 5000}", "line": 1}}', {}, 400),
    ],
)
def test_a_source_opens_for_the_previews_own_pages_alone(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, headers: dict[str, str], status: int
) -> None:
    opened: list[list[str]] = []
    monkeypatch.setenv("DISTRICT_EDITOR", sys.executable)
    monkeypatch.setattr("district.preview.opening._start", opened.append)
    running = start()
    running.built(1)
    token = running.text("/").partition('data-token="')[2].partition('"')[0]
    answer = running.get("/_preview/open", "POST", body, {"X-Preview-Token": token, **headers})
    assert answer.status == status
    told = json.loads(answer.read())["told"]
    assert opened == ([[sys.executable, str((tmp_path / "content" / "page.txt").resolve())]] if status == 200 else [])
    assert bool(told) == (status != 400)


def test_problems_say_whether_there_is_a_file_to_open(start: Start) -> None:
    running = start("error here")
    running.built(1)
    assert [one["opens"] for one in running.session.news.state.problems] == [True, True]
    assert 'data-file="content/page.txt" data-line="1"' in running.text("/")
    running.write("broken")
    running.built(2)
    assert [one["opens"] for one in running.session.news.state.problems] == [False]
