"""Social cards as they are drawn: of one size, the same bytes each time, with nothing that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import district.social.drawing as social_drawing
from district.cache import Cache
from district.fonts import read_faces
from district.signs import Shapes, mark, read_shapes
from district.signs.drawing import drawn
from district.social import HEIGHT, WIDTH, Look, SocialCard, SocialCards, read_look
from tests.content import CLOCK, SITES
from tests.site.built import THEME, copied, replaced

PICTURE = SITES / "full" / "members" / "calzaturificio-aurora" / "reparto.jpg"
PAPER = (251, 247, 240)
# How far JPEG may stray from the paper's colour.
STRAYS = 24
# Where paper stays free around the words of a card: before them, and between the title and the line below it.
BEFORE = (0, 0, 56, HEIGHT)
BELOW = (60, 472, 600, 484)
LONG = (
    "Calzaturificio Fratelli Giannecchini & Della Maggiora dal 1948 S.r.l., "
    "produzione e vendita di scarpe cucite a mano qui"
)
TITLES = {
    "short": "Usta",
    "long": LONG,
    "one word": "Sansseverissimoproduzione" * 5,
    "wide letters": "W" * 120,
    "capitals": "ÈÀÙ ÅÇ " * 17,
    "without an end": "Convegno sulla trasformazione " * 20,
    "another script": "Παπουτσάδικο και 鞋 " * 6,
}


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    found, _ = read_shapes(THEME)
    assert found is not None
    return found


def look_of(theme: Path) -> Look:
    look = read_look(theme, read_faces(theme, CLOCK)[0])
    assert look is not None
    return look


@pytest.fixture
def drawing(tmp_path: Path) -> Callable[..., list[Path]]:
    """Draws cards with this theme: their files, in the order of the cards."""

    def draw(*cards: SocialCard, cache: str = "cache") -> list[Path]:
        social = SocialCards(look_of(THEME), {(str(n), ""): card for n, card in enumerate(cards)}, tmp_path / cache)
        assert social.draw() == []
        for address, content in social.files():
            file = tmp_path / f"{cache}-drawn" / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return [tmp_path / f"{cache}-drawn" / social.address(str(number), "") for number in range(len(cards))]

    return draw


def card(title: str = "Usta", **other: object) -> SocialCard:
    usual: dict[str, object] = {"section": "Imprese", "when": "", "site": "Tuscany 4 Shoes", "language": "it"}
    return SocialCard(slug="usta", title=title, **{**usual, **other})  # type: ignore[arg-type]


def sign(shapes: Shapes, slug: str = "usta") -> str:
    return drawn(slug, lambda _: (), shapes, large=True).standalone("#9c4221")


def kinds(shapes: Shapes, title: str) -> dict[str, SocialCard]:
    """A card of each kind."""
    network = mark(shapes).svg()
    return {
        "sign": card(title, mark=network, signs=(sign(shapes),)),
        "signs": card(title, mark=network, section="", signs=tuple(sign(shapes, f"s{n}") for n in range(8))),
        "mark": card(title, mark=network, when="14–16 settembre 2026"),
        "picture": card(title, mark=network, signs=(sign(shapes),), picture=PICTURE),
        "words": card(title, section="Una sezione dal nome assai lungo " * 4, when="giugno 2021"),
    }


# Where the words end, by the kind of card: behind it begins a gap before what is large.
BEHIND = {"sign": 884, "signs": 650, "mark": 734, "picture": 636, "words": 1124}


def inked(file: Path, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Where something is printed inside a part of a card."""
    with Image.open(file) as image:
        part = image.convert("RGB").crop(box)
    off = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).convert("L")
    return off.point([255 * (value > STRAYS) for value in range(256)]).getbbox()


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
def test_every_title_fits_between_the_margins_on_every_kind_of_card(
    title: str, shapes: Shapes, drawing: Callable[..., list[Path]]
) -> None:
    made = kinds(shapes, title)
    for kind, file in zip(made, drawing(*made.values()), strict=True):
        start = BEHIND[kind]
        for place, box in {"before": BEFORE, "below": BELOW, "behind": (start, 0, start + 12, 470)}.items():
            assert inked(file, box) is None, (kind, place)
        assert inked(file, (60, 60, start, 470)) is not None, kind


def test_a_card_whose_words_run_over_would_be_noticed(drawing: Callable[..., list[Path]]) -> None:
    (file,) = drawing(card(TITLES["long"]))
    assert inked(file, (60, 60, 1128, 470)) is not None
    assert inked(file, (60, 486, 600, HEIGHT)) is not None, "the line, and the site's name below it"


def test_every_card_is_a_jpeg_of_one_size_and_light_enough_for_those_who_show_it(
    shapes: Shapes, drawing: Callable[..., list[Path]]
) -> None:
    for file in drawing(*kinds(shapes, LONG).values()):
        with Image.open(file) as image:
            assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
            assert not image.getexif()
        assert file.stat().st_size < 110_000


def test_the_same_card_is_the_same_bytes_alone_or_among_others(
    shapes: Shapes, drawing: Callable[..., list[Path]]
) -> None:
    among = drawing(*(card(f"Numero {n}") for n in range(30)), *kinds(shapes, "Usta").values())[30:]
    alone = [drawing(one, cache=f"alone-{kind}")[0] for kind, one in kinds(shapes, "Usta").items()]
    assert [file.name for file in alone] == [file.name for file in among]
    assert [file.read_bytes() for file in alone] == [file.read_bytes() for file in among]


def test_what_is_written_is_printed_and_never_carried_out(drawing: Callable[..., list[Path]]) -> None:
    words = ('#panic("no")', "*grassetto* $x$", "<b>\\u{41}", '#read("social.typ")', '"], "cards": [')
    drawing(*(card(one, section=one, when=one, site=one) for one in words))


def test_a_picture_fills_its_place_to_the_edges(drawing: Callable[..., list[Path]]) -> None:
    (file,) = drawing(card(picture=PICTURE))
    assert inked(file, (WIDTH - 500, 0, WIDTH, HEIGHT)) == (0, 0, 500, HEIGHT)


def test_a_picture_is_cropped_around_its_focus(tmp_path: Path, drawing: Callable[..., list[Path]]) -> None:
    picture = tmp_path / "due.png"
    halves = Image.new("RGB", (2400, 630), (200, 10, 10))
    halves.paste((10, 10, 200), (1200, 0, 2400, 630))
    halves.save(picture)
    whole = card(picture=picture)
    left, right = drawing(replace(whole, focus=(0.1, 0.5)), replace(whole, focus=(0.9, 0.5)))
    for file, strongest in ((left, 0), (right, 2)):
        with Image.open(file) as image:
            seen = image.convert("RGB").getpixel((WIDTH - 250, HEIGHT // 2))
        assert isinstance(seen, tuple)
        assert seen.index(max(seen)) == strongest


def test_what_phones_write_stands_on_a_card(tmp_path: Path, drawing: Callable[..., list[Path]]) -> None:
    picture = tmp_path / "IMG_1.HEIC"
    Image.new("RGB", (600, 700), (200, 10, 10)).save(picture, format="HEIF")
    (file,) = drawing(card(picture=picture))
    assert inked(file, (WIDTH - 500, 0, WIDTH, HEIGHT)) == (0, 0, 500, HEIGHT)


def test_what_can_be_seen_through_stands_on_paper(tmp_path: Path, drawing: Callable[..., list[Path]]) -> None:
    picture = tmp_path / "vetro.png"
    Image.new("RGBA", (500, 630), (200, 10, 10, 0)).save(picture)
    (file,) = drawing(card(picture=picture))
    assert inked(file, (WIDTH - 500, 0, WIDTH, HEIGHT)) is None


@pytest.mark.parametrize("field", ["title", "section", "when", "site", "language", "mark", "signs", "picture", "slug"])
def test_a_card_that_changes_goes_by_another_name(field: str, shapes: Shapes, tmp_path: Path) -> None:
    values: dict[str, object] = {"mark": "", "signs": (), "picture": PICTURE}
    before = kinds(shapes, "Usta")["mark"] if field != "signs" else kinds(shapes, "Usta")["sign"]
    after = replace(before, **{field: values.get(field, "altro")})  # type: ignore[arg-type]
    social = SocialCards(look_of(THEME), {("before", ""): before, ("after", ""): after}, tmp_path)
    assert social.address("before", "") != social.address("after", "")


def test_a_template_that_changes_draws_all_cards_anew(tmp_path: Path) -> None:
    theme = copied(THEME, tmp_path / "theme")
    before = SocialCards(look_of(theme), {("a", ""): card()}, tmp_path).address("a", "")
    replaced(theme / "print" / "social.typ", "#fbf7f0", "#ffffff")
    assert SocialCards(look_of(theme), {("a", ""): card()}, tmp_path).address("a", "") != before


def test_what_is_whole_in_the_cache_is_not_drawn_again(
    drawing: Callable[..., list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Cache(tmp_path / "cache", social_drawing.RECIPE)
    first = drawing(card("Usta"), card("Lacciolungo"))
    before = first[1].read_bytes()
    spoilt = tmp_path / "cache" / kept.name(first[1].name)
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    drawn_now: list[list[str]] = []
    real = social_drawing._typeset

    def counted(look: Look, cards: Sequence[SocialCard]) -> list[bytes]:
        drawn_now.append([one.title for one in cards])
        return real(look, cards)

    monkeypatch.setattr(social_drawing, "_typeset", counted)
    assert drawing(card("Usta"), card("Lacciolungo")) == first
    assert drawn_now == [["Lacciolungo"]]
    assert first[1].read_bytes() == before == kept.get(first[1].name)


def test_a_mistake_in_the_template_is_told_with_its_place(tmp_path: Path) -> None:
    theme = copied(THEME, tmp_path / "theme")
    replaced(theme / "print" / "social.typ", "#let wide = 1200pt", "#let wide = 1200pt +")
    social = SocialCards(look_of(theme), {("a", ""): card()}, tmp_path / "cache")
    (problem,) = social.draw()
    assert (problem.code, problem.place.path) == ("B130", "theme/print/social.typ")
    lines = (theme / "print" / "social.typ").read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1].startswith("#let wide")
    assert "expected expression" in problem.details["value"]


def test_a_theme_without_the_template_draws_no_cards(tmp_path: Path) -> None:
    theme = copied(THEME, tmp_path / "theme", ["print"])
    assert read_look(theme, read_faces(theme, CLOCK)[0]) is None
    social = SocialCards(None, {("a", ""): card()}, tmp_path / "cache")
    assert (social.draw(), list(social.files()), social.card("a", "")) == ([], [], None)


def test_a_theme_without_faces_prints_with_what_there_is(tmp_path: Path) -> None:
    theme = copied(THEME, tmp_path / "theme", ["fonts.yaml"])
    social = SocialCards(look_of(theme), {("a", ""): card(LONG)}, tmp_path / "cache")
    assert social.draw() == []
    ((_, content),) = social.files()
    (tmp_path / "card.jpg").write_bytes(content)
    assert inked(tmp_path / "card.jpg", (60, 60, 1128, 470)) is not None
