"""Sveltia's configuration, made from the same models as everything else.

A kind has one collection for its facts, which are one file for all languages, and one for each of its texts, which are
a file in each language. Refuses to word anything itself beyond what only the desk says, and settings that no model has.
https://sveltiacms.app/en/docs/config-basics
"""

from __future__ import annotations

from typing import Any

from district.admin.fields import Asked, Field, bare, field, fields
from district.admin.service import backend
from district.admin.texts import said
from district.desk.known import Known
from district.kinds import KINDS
from district.kinds.base import Facts
from district.kinds.explained import kind_label
from district.kinds.grants import Grants
from district.kinds.sections import Section
from district.kinds.shape import Shape, shapes
from district.kinds.site import Site
from district.kinds.values import SLUG, SLUG_LENGTH
from district.reading import Head

# What a translation's marks are kept in: no hand writes them, and the desk leaves them as they are.
MARKS = "translated_from"
TITLE = "title"


def config(site: Site, known: Known, folder: str, language: str) -> dict[str, Any]:
    """The configuration for a site whose content stands in a folder of the repository, told in a language."""
    asked = Asked(known, language)
    collections: list[dict[str, Any]] = []
    for kind, model in sorted(KINDS.items(), key=lambda one: one[0] == Section.kind):  # which are seldom touched
        collections.append(_facts(kind, model, folder, asked))
        collections += [_texts(kind, name, folder, asked) for name in model.texts]
        collections.append({"divider": True})
    return {
        "load_config_file": False,
        "backend": backend(site.desk, said("clone", language)),
        "app_title": said("title", language, network=site.short_name or site.name),
        "show_preview_links": False,
        "editor": {"preview": False},
        "media_folder": folder,
        "public_folder": "/",
        "media_libraries": {"default": {"config": {"slugify_filename": False}}, "stock_assets": {"providers": []}},
        "i18n": {
            "structure": "multiple_files",
            "locales": list(known.languages),
            "default_locale": known.languages[0],
            "initial_locales": "all",
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": SLUG_LENGTH},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        "collections": collections,
        "singletons": [
            _single("site", "site.yaml", fields(Site, asked), folder, asked),
            _single("grants", "grants.yaml", fields(Grants, asked), folder, asked),
        ],
    }


def bare_groups() -> dict[str, dict[str, str]]:
    """By collection, where a single text may stand for a group of fields, and for which of them."""
    found = {kind: dict(bare(model)) for kind, model in KINDS.items()}
    return {**found, "site": dict(bare(Site)), "grants": dict(bare(Grants))}


def _facts(kind: str, model: type[Facts], folder: str, asked: Asked) -> dict[str, Any]:
    """The facts of a kind's entries: one file each, for all languages."""
    language = asked.language
    template = {"template": "{{name}}"} if model.named else {}
    return {
        **_folder(kind, "facts", folder),
        "icon": "list_alt",
        "label": said("facts", language, kind=kind_label(kind, language)),
        "label_singular": said(f"kind-{kind}", language),
        "extension": "yaml",
        "format": f"district-{kind}",
        "i18n": False,
        "identifier_field": "name" if model.named else shapes(model)[0].name,
        "slug": {**template, "editable": ["create"], **_slug("slug", language)},
        **_listed("name" if model.named else ""),
        "fields": fields(model, asked),
    }


def _texts(kind: str, name: str, folder: str, asked: Asked) -> dict[str, Any]:
    """The texts of one name that a kind's entries have: a file in each language, with the title in its head."""
    language = asked.language
    return {
        **_folder(kind, name, folder),
        "name": f"{kind}-{name}",
        "icon": "article",
        "label": said(f"all-{name}", language, kind=kind_label(kind, language)),
        "label_singular": said(name, language),
        "extension": "md",
        "format": f"district-{kind}-{name}-frontmatter",  # what does not end so, Sveltia refuses for .md
        "i18n": True,
        "identifier_field": TITLE,
        "slug": {"editable": ["create"], **_slug("text-slug", language)},
        **_listed("" if KINDS[kind].named else TITLE),
        "fields": [_head(one, kind, asked) for one in shapes(Head) if one.name != MARKS] + [_body(language)],
    }


def _folder(kind: str, name: str, folder: str) -> dict[str, Any]:
    """Where a kind's files of one name stand; pictures go beside them, and are written by their bare names."""
    return {
        "name": kind,
        "folder": f"{folder}/{kind}" if folder else kind,
        "path": f"{{{{slug}}}}/{name}",
        "media_folder": "",
        "public_folder": "",
    }


def _listed(name: str) -> dict[str, Any]:
    """How entries are listed: by what they are called, or by their folders where nothing is sure to be there."""
    by = name or "slug"
    order = {"fields": [by], "default": {"field": by, "direction": "ascending"}}
    return {"summary": f"{{{{{by}}}}}", "sortable_fields": order}


def _slug(code: str, language: str) -> dict[str, Any]:
    return {"hint": said(code, language), "pattern": [f"^{SLUG.pattern}$", said("no-slug", language)]}


def _head(one: Shape, kind: str, asked: Asked) -> Field:
    """A field of a text's head, in every language; a title is needed where no name stands in for it."""
    return {**field(one, asked), "i18n": True, "required": one.name == TITLE and not KINDS[kind].named}


def _body(language: str) -> Field:
    """The text itself. Its Markdown comes first: a rich editor would write anew what it does not know."""
    return {
        "name": "body",
        "label": said("body", language),
        "hint": said("body-hint", language),
        "widget": "markdown",
        "modes": ["raw", "rich_text"],
        "editor_components": ["image"],
        "linked_images": False,
        "i18n": True,
    }


def _single(name: str, file: str, made: list[Field], folder: str, asked: Asked) -> dict[str, Any]:
    """A file that there is one of."""
    return {
        "name": name,
        "label": said(name, asked.language),
        "file": f"{folder}/{file}" if folder else file,
        "format": f"district-{name}",
        "i18n": False,
        "fields": made,
    }
