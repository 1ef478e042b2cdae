"""What a template may ask for about the page it makes: links, titles, texts, pictures.

Refuses to build addresses: it asks the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from markupsafe import Markup, escape

from district.data import Said
from district.district import Facet, FacetWord
from district.guide import Chapter
from district.guide.chapters import PICTURES
from district.kinds.shared import Document, Logo
from district.kinds.shared import Picture as PictureFacts
from district.kinds.values import NETWORK, Reference, Word, Words
from district.kinds.vocabularies import Term
from district.pictures import Derivative
from district.plan import Page
from district.plan.planning import GUIDE, key_of
from district.reading import Entry
from district.reading.links import read_link
from district.reading.markup import Target
from district.rendering.shown import (
    ShownChapter,
    ShownDocument,
    ShownPicture,
    ShownSign,
    ShownText,
    focus_of,
)
from district.site import SPRITE, Site

Thing = Entry | Facet | FacetWord | Reference | Page | str
Draw = Callable[[ShownPicture, Mapping[str, str]], Markup]


def plain(shown: ShownPicture, attributes: Mapping[str, str]) -> Markup:
    """A picture in a text and its credit, for readers that know no style sheet."""
    others = Markup(" ").join(Markup('{}="{}"').format(name, value) for name, value in attributes.items())
    image = Markup('<img src="{}" width="{}" height="{}" {}>').format(shown.src, shown.width, shown.height, others)
    return image + Markup("<br>{} <small>©&nbsp;{}</small>").format(shown.caption or "", shown.credit)


class View:
    """One page, looking at the site. `draw` gives the pictures in texts as the page shows them."""

    def __init__(self, site: Site, page: Page, root: str, draw: Draw = plain) -> None:
        self.site = site
        self.page = page
        self.root = root
        self.draw = draw
        self.language = page.language
        self.formats = site.voices[page.language].formats

    # -- links

    def page_of(self, thing: Thing) -> Page | None:
        """The page that something has in this page's language."""
        if isinstance(thing, Page):
            return thing
        key = thing if isinstance(thing, str) else key_of(thing)
        return self.site.plan.page(key, self.language)

    def link(self, thing: Thing) -> str | None:
        """The way from here to something, or None when it has no page."""
        page = self.page_of(thing)
        return self.way(page.address) if page else None

    def way(self, address: str) -> str:
        """The way from here to an address of the site."""
        return (self.root + address) or "./"

    def download(self, key: str, language: str = "") -> str | None:
        """The way to a file that the plan lists, in a language (this page's) or for all; None when there is none."""
        plan = self.site.plan
        file = plan.file(key, language or self.language) or plan.file(key)
        return self.way(file.address) if file else None

    def subscription(self, key: str) -> str | None:
        """The address by which a calendar program follows a file of the plan; None when there is none.

        The scheme is a custom, not a standard: the same file by http or https, to be asked for again.
        """
        file = self.site.plan.file(key, self.language)
        return f"webcal://{self.site.absolute(file.address).partition('://')[2]}" if file else None

    def asset(self, name: str) -> str:
        """The way to a file of the theme."""
        return self.way(self.site.assets.address(name))

    # -- parts that pages have in common

    def shared(self, *key: str | int, caller: Callable[[], Markup]) -> Markup:
        """What a template makes of a key that says all it depends on, made for the first page that asks for it.

        Ways and words count by themselves: it is shared by pages of one language that are as far from the root.
        """
        name = "\n".join(map(str, ("shared", self.language, self.root, *key)))
        return self.site.once(name, caller)

    # -- words

    def said_in(self, words: Words) -> str:
        """The language that a short text is really in, on this page."""
        if self.language in words:
            return self.language
        return next((code for code in self.site.district.languages if code in words), next(iter(words)))

    def say_text(self, words: Words) -> str:
        """A short text, in this page's language if it is there."""
        return words[self.said_in(words)]

    def say(self, words: Words) -> Markup:
        """The same for the page: a borrowed text says what language it is in."""
        return self._marked(self.say_text(words), self.said_in(words))

    def _marked(self, text: str, language: str) -> Markup:
        if language == self.language:
            return escape(text)
        return Markup('<span lang="{}">{}</span>').format(language, text)

    def title_text(self, thing: Thing) -> str:
        """The name or title of something."""
        return self._titled(thing)[0]

    def title(self, thing: Thing) -> Markup:
        """The same for the page, a borrowed title marked with its language."""
        return self._marked(*self._titled(thing))

    def _titled(self, thing: Thing) -> tuple[str, str]:
        """A title and the language it is in; names are in no language, and so in the page's."""
        if isinstance(thing, Facet | FacetWord):
            return self.say_text(thing.label), self.said_in(thing.label)
        if isinstance(thing, Reference) and thing.kind == NETWORK:
            return self.site.district.site.name, self.language
        entry = self.entry_of(thing) if isinstance(thing, Reference) else thing
        if isinstance(entry, Entry):
            if entry.facts.named:
                return str(getattr(entry.facts, "name")), self.language
            text = self.site.district.text(entry, self.language)
            return (text.head.title or entry.slug, text.language) if text else (entry.slug, self.language)
        page = self.page_of(thing)
        if page is None:
            return str(thing), self.language
        named = isinstance(page.subject, Entry) and page.subject.facts.named
        return page.title, self.language if named else page.text_language or self.language

    def in_language(self, language: str, string: str) -> str:
        """One of the theme's strings in another language than this page's."""
        return self.site.voices[language].strings.gettext(string)

    def said(self, said: Said) -> str:
        """A text that the engine says, in this page's language."""
        return said.by(self.site.voices[self.language].strings.gettext, self.language)

    def term(self, word: Word) -> Term:
        """A word of a vocabulary."""
        found = self.site.district.term(word)
        assert found is not None, word
        return found

    # -- entries

    def entry_of(self, reference: Reference) -> Entry | None:
        """The entry that a reference names, if it is shown."""
        return self.site.district.entry(reference)

    def text(self, entry: Entry, name: str = "text") -> ShownText | None:
        """A text of an entry, in this page's language if it is there."""
        found = self.site.district.text(entry, self.language, name)
        if found is None:
            return None

        def html() -> Markup:
            return Markup(found.markup.html(lambda target: self._resolved(entry, target)))  # noqa: S704 - cleaned by nh3

        return ShownText(found.head.title, found.head.summary, html, found.language, found.language != self.language)

    def _resolved(self, entry: Entry, target: Target) -> str:
        """What stands for a target of a text; the checks have seen that it is there."""
        link = read_link(target)
        if target.attribute == "src":
            facts = next(p for p in entry.facts.pictures if p.file == link.file)
            return self.draw(self.picture(entry, facts), {"alt": self.say_text(facts.alt), **dict(target.others)})
        anchor = f"#{link.anchor}" if link.anchor else ""
        if link.file:
            return f'href="{escape(self.way(self.site.document_address(entry, link.file)))}"'
        way = self.link(link.reference) if link.reference else ""
        return f'href="{escape((way or "") + anchor)}"'

    def picture(self, entry: Entry, picture: PictureFacts | Logo) -> ShownPicture:
        """A picture of an entry, in all the sizes it was derived in."""
        derived = self.site.pictures.of(entry.files[picture.file])
        largest = derived.largest
        shown = ShownPicture(
            self.way(largest.address),
            self._sizes(derived.files),
            self._sizes(derived.avif),
            largest.width,
            largest.height,
            derived.placeholder,
        )
        if isinstance(picture, Logo):
            return shown
        focus = focus_of(picture.focus.x, picture.focus.y) if picture.focus else ""
        caption = self.say(picture.caption) if picture.caption else None
        return replace(shown, focus=focus, caption=caption, credit=picture.credit)

    def pictures(self, entry: Entry) -> list[PictureFacts]:
        """The pictures of an entry that stand in none of its texts, as this page has them."""
        texts = (self.site.district.text(entry, self.language, name) for name in entry.facts.texts)
        targets = [target for text in texts if text for target in text.targets if target.attribute == "src"]
        shown = {read_link(target).file for target in targets}
        return [picture for picture in entry.facts.pictures if picture.file not in shown]

    def _sizes(self, files: Iterable[Derivative]) -> str:
        return ", ".join(f"{self.way(file.address)} {file.width}w" for file in files)

    def sign(self, entry: Entry) -> ShownSign | None:
        """A company's sign, or None where the theme draws none."""
        signs = self.site.signs.get(entry.slug)
        if signs is None:
            return None
        address = self.site.assets.address(SPRITE)
        drawing = Markup(signs.large.inline())  # noqa: S704 - drawn from the theme's shapes
        return ShownSign(f"{self.way(address)}#s-{entry.slug}", signs.large.colour, drawing)

    def document(self, entry: Entry, document: Document) -> ShownDocument:
        """A document of an entry."""
        size = entry.files[document.file].stat().st_size
        return ShownDocument(self.way(self.site.document_address(entry, document.file)), size)

    # -- the guide

    def chapter(self) -> ShownChapter:
        """The chapter of the guide that this page shows."""
        guide = self.site.guide
        shown = guide.chapter(self.page)
        assert shown is not None, self.page.key
        html = Markup(shown.markup.html(lambda target: self._told(shown, target)))  # noqa: S704 - cleaned by nh3
        found = [self.site.plan.page(one.key, self.language) for one in guide.chapters[self.language]]
        pages = [page for page in found if page]
        at = pages.index(self.page)
        return ShownChapter(html, tuple(pages), pages[at - 1] if at else None, next(iter(pages[at + 1 :]), None))

    def _told(self, chapter: Chapter, target: Target) -> str:
        """What stands for a target of the guide; what leads out of it is no link here."""
        address, _, anchor = target.address.partition("#")
        if target.attribute == "src":
            name = address.rpartition("/")[2]
            if name not in self.site.guide.sizes:
                return escape(dict(target.others).get("alt", ""))
            width, height = self.site.guide.sizes[name]
            others = {**dict(target.others), "width": width, "height": height, "loading": "lazy"}
            way = self.way(f"{GUIDE}/{PICTURES}/{name}")
            return Markup('<img src="{}" {}>').format(
                way, Markup(" ").join(Markup('{}="{}"').format(*one) for one in others.items())
            )
        meant = self.site.guide.chapter_at(chapter, address) if address else chapter
        way = (self.link(meant.key) or "" if address else "") if meant else ""
        return f'href="{escape(way + (f"#{anchor}" if anchor else ""))}"' if meant else ""

    # -- names

    def country(self, code: str) -> str:
        """The name of a country."""
        return self.formats.country(code)

    def language_name(self, code: str) -> str:
        """The name of a language."""
        return self.formats.language(code)
