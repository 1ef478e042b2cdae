"""The environment of the templates: escaping on, unknown names refused, strings translated.

Refuses to load anything but the theme's own templates.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, MutableMapping
from functools import wraps
from pathlib import Path
from types import CodeType, FunctionType, MethodType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped_text  # type: ignore[attr-defined] # what `escape` calls itself

from district.cache import Cache, by, code_of
from district.languages import voice
from district.rendering.filters import FILTERS

SETTINGS = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    # A build sees each template as it is when it first asks for it.
    "auto_reload": False,
    # All of a theme's templates stay: to count which was asked for last takes longer.
    "cache_size": -1,
}


# What is called without asking whether it wants more than it is given.
PLAIN = frozenset({FunctionType, MethodType})
# Under this name templates hand the page's modules on to each other; no template names it.
MODULES = "_modules"
# Under this name what a template is compiled to says whether it only defines macros.
MACROS_ONLY = "macros_only"


class Modules:
    """The templates that pages import `with context`, each run once: many components import the same, on every page.

    They see what the renderer gives to the page that is being made, one at a time, and not what the template that
    imports them has set. One that does more than to define macros, and those that import it, are run for each page.
    """

    def __init__(self, environment: Environment) -> None:
        self.globals = environment.globals
        # Where all modules look up names, at each call of a macro: what each page is given takes the place of the last.
        self.given: dict[str, Any] = {}
        self.lasting: dict[str | None, TemplateModule] = {}
        self.of_page: dict[str | None, TemplateModule] = {}
        # Of each module that is being run within another: whether it will last.
        self._lasts = [True]

    def begin(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What the next page is given, with the modules."""
        self.of_page.clear()
        self.given.clear()
        self.given.update(self.globals, **given, **{MODULES: self})
        return {**given, MODULES: self}

    def module(self, template: Component, run: Callable[[dict[str, Any]], TemplateModule]) -> TemplateModule:
        """A template's module, as it was run before if it may be."""
        name = template.name
        found = self.lasting.get(name) or self.of_page.get(name)
        if found is None:
            self._lasts.append(template.root_render_func.__globals__[MACROS_ONLY])
            try:
                found = run(self.given)
            finally:
                lasts = self._lasts.pop()
            (self.lasting if lasts else self.of_page)[name] = found
        if name not in self.lasting:
            self._lasts[-1] = False
        return found


class Generator(CodeGenerator):
    """Notes in what a template is compiled to whether it does no more than to define and to import macros.

    How Jinja asks for it: https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment.code_generator_class
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named as Jinja does
        """As Jinja does, with a name more."""
        super().visit_Template(node, frame)
        self.writeline(f"{MACROS_ONLY} = {all(_defines(part) for part in node.body)}")


def _defines(part: nodes.Node) -> bool:
    """Whether a part of a template says and sets nothing, but for the space between macros."""
    if isinstance(part, nodes.Output):
        return all(isinstance(one, nodes.TemplateData) and not one.data.strip() for one in part.nodes)
    return isinstance(part, nodes.Macro | nodes.FromImport | nodes.Import)


def escaped(said: object) -> str:
    """As markupsafe's `escape`, for what is joined to others at once: nothing needs to know that it is escaped."""
    if type(said) is str:
        return escaped_text(said)
    return said if type(said) is Markup else escape(said)


class Component(Template):
    """A template that writes with `escaped`, and is run once for all pages that import it, where it may be."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - named as Jinja names it
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """As loaders ask for it: https://jinja.palletsprojects.com/en/stable/api/#jinja2.Template."""
        found = super().from_code(environment, code, globals, uptodate)
        # All that templates write goes by this name, and by nothing else: half a million times for 2,000 companies.
        found.root_render_func.__globals__["escape"] = escaped
        return found

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - named as Jinja names it
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """As Jinja asks for it: https://jinja.palletsprojects.com/en/stable/api/#jinja2.Template.make_module."""
        modules: Modules | None = (vars or {}).get(MODULES)
        run = super().make_module
        if not shared or modules is None:
            return run(vars, shared, locals)
        return modules.module(self, lambda given: run(given, shared=True))


class Calls(Context):
    """A page's context that calls at once what is plainly to be called, as nearly all is; Jinja looks at each closely.

    How Jinja asks for it: https://jinja.palletsprojects.com/en/stable/api/#jinja2.Environment.context_class
    """

    @internalcode
    def call(self, obj: Any, /, *given: Any, **named: Any) -> Any:
        """What a function, a method or a macro gives; all others, and those that ask for the context, Jinja calls."""
        kind = type(obj)
        if kind is Macro:
            given = (self.eval_ctx, *given)
        elif kind not in PLAIN or hasattr(obj, "jinja_pass_arg"):
            return super().call(obj, *given, **named)
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return obj(*given, **named)


class Compiled(BytecodeCache):
    """Templates as Jinja compiled them, by their sources and all that compiling depends on."""

    def __init__(self, folder: Path) -> None:
        self.kept = Cache(folder, f"{code_of(Path(__file__))} {by('jinja2')} {sys.implementation.cache_tag}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a template's bucket, if its source is the one that was compiled."""
        if (content := self.kept.get(f"{bucket.key} {bucket.checksum}")) is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self.kept.put(f"{bucket.key} {bucket.checksum}", bucket.bytecode_to_string())


def equip(environment: Environment, theme: Path, compiled: Path | None = None) -> Environment:
    """Gives an environment made with SETTINGS the theme's templates, the filters and the strings.

    The loaders that it had are dropped: a template that the theme lacks is an error. `compiled` is where compiled
    templates are kept.
    """
    environment.template_class = Component
    environment.code_generator_class = Generator
    environment.context_class = Calls
    environment.bytecode_cache = Compiled(compiled) if compiled else None
    environment.loader = FileSystemLoader(theme / "templates")
    environment.filters.update({name: _at_each_call(found) for name, found in FILTERS.items()})
    # `tojson` writes data for scripts: in the order they are made, without a sign too many.
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "ensure_ascii": False}
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext, npgettext=_npgettext
    )
    return environment


def _at_each_call(found: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is not applied to a constant when a template is compiled: then no language is spoken yet."""

    @pass_context
    @wraps(found)
    def applied(_context: Context, *given: Any, **named: Any) -> Any:
        return found(*given, **named)

    return applied


# These ask for the voice at each call: one environment speaks all languages.
def _gettext(text: str) -> str:
    return voice().strings.gettext(text)


def _ngettext(one: str, many: str, count: int) -> str:
    return voice().strings.ngettext(one, many, count)


def _pgettext(context: str, text: str) -> str:
    return voice().strings.pgettext(context, text)


def _npgettext(context: str, one: str, many: str, count: int) -> str:
    return voice().strings.npgettext(context, one, many, count)


def make_environment(theme: Path) -> Environment:
    """The environment of a theme, for who has none."""
    return equip(Environment(**SETTINGS), theme)  # type: ignore[arg-type] # noqa: S701 - it is on
