"""What is left to do is listed once, where it stands, and nothing that is done or that nobody can do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from district.desk.known import known_of
from district.desk.mails import Letter
from district.desk.outside import dead
from district.desk.todo import todo
from district.district import build_district
from district.kinds.values import Reference
from district.problems import print_by_code
from district.reading import read
from tests.content import CLOCK, SITES, codes, lay, lines, page

EVENTS = "label: {it: Tipi, en: Types}\nwords: {fiera: {label: {it: Fiera, en: Fair}}}\n"
CERTIFICATES = "label: {it: Carte, en: Papers}\nwords: {iso: {label: {it: ISO, en: ISO}}}\n"
WHOLE = (
    "name: Aurora\nvat_number: '99999020466'\nverified_on: 2026-10-12\nfounded: 1968\naddress: {municipality: Prova}\n"
    "email: info@aurora.example\nemployees: {value: 3, as_of: 2026}\nfacets: {products: [sandali]}\n"
    "measures: {capacity: {value: 3}}\nlogo: {file: logo.svg}\n"
)


def things(tmp_path: Path, files: dict[str, Any], *, links: bool = False) -> list[Any]:
    """What is to be done in the smallest site with these files."""
    return todo(read(lay(tmp_path, "minimal", files), CLOCK)[0], CLOCK, links=links)


def picture(width: int, height: int, turned: int = 1) -> bytes:
    data, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (width, height)).save(data, "JPEG", exif=exif)
    return data.getvalue()


def test_where_all_is_done_nothing_is_listed(tmp_path: Path) -> None:
    assert things(tmp_path, {}) == []
    done = things(tmp_path / "more", {"members/aurora/facts.yaml": WHOLE, "members/aurora/text.it.md": page()})
    assert done == []


def test_an_event_that_was_held_wants_a_report(tmp_path: Path) -> None:
    event = "type: fiera\nstart: {start}\nstate: {state}\n"
    found = things(
        tmp_path,
        {
            "vocabularies/event-types.yaml": EVENTS,
            "events/passato/facts.yaml": event.format(start="2026-11-22", state="confirmed"),
            "events/annullato/facts.yaml": event.format(start="2026-11-22", state="cancelled"),
            "events/oggi/facts.yaml": event.format(start="2026-11-23", state="confirmed"),
            "events/detto/facts.yaml": event.format(start="2026-11-22", state="confirmed"),
            "events/detto/report.it.md": page(),
        },
    )
    assert lines(found) == [("N201", "content/events/passato/facts.yaml", 2, 8)]


def test_a_figure_of_two_years_ago_is_told_but_not_an_office_or_a_finished_project(tmp_path: Path) -> None:
    project = "status: {status}\nstatus_as_of: 2023\nbudget: {{amount: 1, as_of: 2023}}\n"
    found = things(
        tmp_path,
        {
            "projects/corre/facts.yaml": project.format(status="running"),
            "projects/finito/facts.yaml": project.format(status="finished"),
            "people/rossi/facts.yaml": "name: Rossi\nterms: [{role: {it: Socio, en: Member}, as_of: 2015}]\n",
            "members/aurora/facts.yaml": WHOLE.replace("as_of: 2026", "as_of: 2024-12"),
        },
    )
    assert lines(found) == [
        ("N202", "content/projects/corre/facts.yaml", 2, 15),
        ("N202", "content/projects/corre/facts.yaml", 3, 28),
    ]


def test_a_figure_is_named_by_its_label(tmp_path: Path) -> None:
    site = (SITES / "minimal" / "site.yaml").read_text(encoding="utf-8")
    figure = "figures: [{value: 3, label: {it: imprese, en: companies}, as_of: 2020, source: Prova}]\n"
    (found,) = things(tmp_path, {"site.yaml": site + figure})
    assert found.details["field"] == "“imprese”"


def test_certificates_and_notices_are_told_two_months_before(tmp_path: Path) -> None:
    dated = (
        "certifications:\n  - {{certification: iso, valid_until: {first}}}\n"
        "  - {{certification: iso, valid_until: {second}}}\n"
        "notices:\n  - {{type: seeks, text: {{it: Uno, en: One}}, expires_on: {first}}}\n"
        "  - {{type: seeks, text: {{it: Due, en: Two}}, expires_on: {second}}}\n"
    ).format(first="2027-01-20", second="2027-01-30")
    files = {"vocabularies/certifications.yaml": CERTIFICATES, "members/aurora/facts.yaml": WHOLE + dated}
    found = things(tmp_path, files)
    assert [(one.code, one.place.line) for one in found] == [("N203", 12), ("N204", 15)]
    left = {**files, "members/aurora/facts.yaml": WHOLE + dated + "member_until: 2025\n"}
    assert things(tmp_path / "left", left) == []


def test_a_call_is_told_in_its_last_month(tmp_path: Path) -> None:
    call = "funder: network\ndeadline: {}\n"
    files = {f"calls/a{day}/facts.yaml": call.format(day) for day in ("2026-11-22", "2026-12-23", "2026-12-24")}
    announced = "funder: network\nopens: 2026-12-01\ndeadline: 2026-12-20\n"
    found = things(tmp_path, {**files, "calls/dopo/facts.yaml": announced})
    assert [(one.place.path, one.details["days"]) for one in found] == [("content/calls/a2026-12-23/facts.yaml", "30")]


def test_pictures_are_to_be_described_in_every_language_and_large(tmp_path: Path) -> None:
    facts = "pictures:\n" + "".join(
        f"  - {{file: {name}, alt: {alt}, credit: Io}}\n"
        for name, alt in (
            ("a.jpg", "{it: Tre banchi, en: Three benches}"),
            ("b.jpg", "{it: Tre banchi}"),
            ("c.jpg", "{it: Foto., en: c}"),
            ("d.jpg", "{it: Tre banchi, en: Three benches}"),
        )
    )
    folder = "pages/chi-siamo/"
    files = {f"{folder}{name}.jpg": picture(1200, 8) for name in "abc"}
    found = things(tmp_path, {f"{folder}facts.yaml": facts, **files, f"{folder}d.jpg": picture(1600, 1199, turned=6)})
    assert [(one.code, one.place.line, one.details.get("language", "")) for one in found] == [
        ("N206", 3, "en"),
        ("N206", 4, "en"),
        ("N206", 4, "it"),
        ("N207", 5, ""),
    ]


def test_a_company_is_to_say_what_buyers_look_for(tmp_path: Path) -> None:
    facts = WHOLE.replace("founded: 1968\n", "").replace("email: info@aurora.example\n", "")
    (found,) = things(tmp_path, {"members/aurora/facts.yaml": facts})
    assert (found.code, found.details["fields"]) == ("N208", "founded, email")
    with_phone = {"members/aurora/facts.yaml": facts + "phone: 0583 123456\nfounded: 1968\n"}
    assert things(tmp_path / "phone", with_phone) == []


def test_samples_and_what_check_refuses_are_not_asked_for(tmp_path: Path) -> None:
    files = {
        "members/finta/facts.yaml": "name: Finta\nsample: true\n",
        "members/aurora/facts.yaml": WHOLE.replace("founded: 1968", "founded: boh"),
    }
    assert things(tmp_path, files) == []


def test_profiles_and_legal_data_are_listed_as_check_tells_them(tmp_path: Path) -> None:
    site = (
        (SITES / "minimal" / "site.yaml")
        .read_text(encoding="utf-8")
        .replace("contacts: {email: posta@distretto.example}\n", "")
    )
    found = things(
        tmp_path, {"site.yaml": site, "members/aurora/facts.yaml": WHOLE.replace("2026-10-12", "2025-10-12")}
    )
    assert codes(found) == ["N111", "N110"]


def test_all_of_a_kind_stand_together_with_one_way_to_mend_them(tmp_path: Path) -> None:
    files = {f"members/{name}/facts.yaml": WHOLE.replace("founded: 1968\n", "") for name in ("alba", "brina")}
    said = print_by_code(things(tmp_path, files), "it").splitlines()
    assert said[0] == "N208 (2)"
    assert said[1] == "  content/members/alba/facts.yaml:1:1  nel profilo di Aurora mancano: founded"
    assert [line.split(":")[0] for line in said[3:]] == ["  perché", "  rimedio"]


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    """The address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_an_address_is_dead_when_readers_could_not_open_it(host: str) -> None:
    assert {status: dead(f"{host}/{status}") for status in (200, 204, 401, 403, 429)} == dict.fromkeys(
        (200, 204, 401, 403, 429), ""
    )
    assert [dead(f"{host}/{status}") for status in (404, 410, 500, 503)] == ["404", "410", "500", "503"]
    assert "refused" in dead("http://127.0.0.1:9/")


def test_links_are_tried_only_when_asked_and_told_where_they_stand(
    tmp_path: Path, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def answer(address: str) -> str:
        asked.append(address)
        return dead(address.replace("https://prova.example", host))

    monkeypatch.setattr("district.desk.outside.dead", answer)
    files = {
        "pages/chi-siamo/facts.yaml": "sources: [{publisher: Prova, url: https://prova.example/404}]\n",
        "pages/chi-siamo/text.it.md": page(
            body="Si veda (https://prova.example/404) e [qui](https://prova.example/200)."
        ),
        "pages/finta/facts.yaml": "sample: true\nsources: [{publisher: Prova, url: https://prova.example/410}]\n",
        "pages/finta/text.it.md": page(body="https://prova.example/410"),
    }
    assert things(tmp_path, files) == []
    assert asked == []
    found = things(tmp_path / "asked", files, links=True)
    assert lines(found) == [
        ("N209", "content/pages/chi-siamo/facts.yaml", 1, 35),
        ("N209", "content/pages/chi-siamo/text.it.md", 4, 10),
    ]
    assert found[0].details == {"value": "https://prova.example/404", "reason": "404"}
    assert sorted(asked) == ["https://prova.example/200", "https://prova.example/404"]


@pytest.mark.parametrize(
    ("language", "subject", "line", "missing"),
    [
        (
            "it",
            "i dati di Calzaturificio Aurora",
            "- Paesi in cui vende: Francia, Germania, Giappone",
            "Mancano ancora:\n\n- Anno di nascita",
        ),
        (
            "en",
            "the data of Calzaturificio Aurora",
            "- Countries it sells to: France, Germany, Japan",
            "Still missing:\n\n- Year of foundation",
        ),
    ],
)
def test_an_e_mail_shows_a_member_what_the_site_says_and_what_is_missing(
    language: str, subject: str, line: str, missing: str
) -> None:
    content = read(SITES / "full", CLOCK)[0]
    district = build_district(content, CLOCK, publish=False)
    assert district is not None
    letter = Letter(district, known_of(content, language), language)
    aurora = content.entries[Reference("members", "calzaturificio-aurora")]
    message = message_from_bytes(letter.draft(aurora), policy=default)
    assert subject in message["Subject"]
    assert (message["To"], message["From"]) == ("info@aurora.example", "segreteria@forma.example")
    said = message.get_body(("plain",))
    assert said is not None
    text = said.get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "calzaturificio-aurora.html"
    assert 'value="info@aurora.example"' in attached.get_content()
    assert line in text
    assert "350" in text
    assert "verified" not in text
    assert "Aurora fa zoccoli dal 1968." in text or language == "en"
    assert missing in letter.body(content.entries[Reference("members", "tacchi-dalia")])
    assert letter.draft(aurora) == letter.draft(aurora)
