// Listens to the preview: loads the page again when a new version is served, shows problems over it until they are mended.
// Every word it shows comes from the server.

const own = document.querySelector("script[src='/_preview/client.js']");
const quiet = own.hasAttribute("data-quiet");
const PLACE = "district-preview-place";
const STYLE = `
  :host { all: initial }
  section, button { font: 1rem/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
  section {
    position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-block-size: 70vh; overflow: auto;
    padding: 1rem 1.5rem; border-block-start: .4rem solid #b3261e; box-shadow: 0 -.5rem 2rem #0006;
  }
  section.notices { border-color: #7a5c00 }
  header { display: flex; justify-content: space-between; align-items: start; gap: 1rem }
  h2 { margin: 0; font-size: 1.25rem }
  button { padding: .4rem 1rem; border: 2px solid currentColor; border-radius: .25rem; cursor: pointer }
  button:focus-visible, section:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px }
  button.open { position: fixed; inset-block-end: 1rem; inset-inline-end: 1rem; z-index: 2147483646 }
  ol { margin: 1rem 0 0; padding-inline-start: 1.5rem }
  li { margin-block-end: 1rem }
  p, pre { margin: .25rem 0 }
  pre { overflow-x: auto; padding: .5rem; background: #f3f3f3; font: .875rem/1.4 ui-monospace, monospace }
  code { font: .875rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere }
  .what { font-weight: 600 }
  @media print { section, button { display: none } }
`;

/** An element with properties and children; texts are never taken for HTML. */
const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

let host = null;
let dismissed = "";
let told = null;

const clear = () => {
  host?.remove();
  host = null;
};

const show = (...children) => {
  clear();
  host = make("district-preview", { lang: told.language });
  const root = host.attachShadow({ mode: "open" });
  // A sheet made by script stands under any security policy of the page.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(...children);
  document.documentElement.append(host);
};

const item = (problem, labels) => {
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  const line = (label, words) => make("p", {}, make("strong", {}, `${label}: `), words);
  const parts = [
    make("p", { className: "what" }, `${labels[problem.severity]} ${problem.code}: ${problem.what}`),
    make("p", {}, make("code", {}, place)),
    problem.snippet ? make("pre", {}, problem.snippet) : "",
    line(labels.why, problem.why),
    line(labels.mend, problem.mend),
  ];
  return make("li", {}, ...parts);
};

const showProblems = () => {
  const before = document.activeElement;
  const dismiss = () => {
    dismissed = JSON.stringify(told.problems);
    showButton();
    before?.focus?.();
  };
  const section = make(
    "section",
    { className: told.errors ? "errors" : "notices", tabIndex: -1 },
    make(
      "header",
      {},
      make("h2", { id: "title" }, told.title),
      make("button", { type: "button", onclick: dismiss }, told.labels.close),
    ),
    make("ol", {}, ...told.problems.map((problem) => item(problem, told.labels))),
  );
  section.setAttribute("role", told.errors ? "alertdialog" : "dialog");
  section.setAttribute("aria-labelledby", "title");
  section.addEventListener("keydown", (event) => event.key === "Escape" && dismiss());
  show(section);
  section.focus({ preventScroll: true });
};

const showButton = () =>
  show(make("button", { type: "button", className: "open", onclick: showProblems }, told.title));

let last = "";
const onProblems = ({ data }) => {
  // The same problems again: whoever is reading them is left in peace.
  if (data === last && host) return;
  last = data;
  told = JSON.parse(data);
  if (quiet) return;
  if (!told.problems.length) clear();
  else if (told.errors && JSON.stringify(told.problems) !== dismissed) showProblems();
  else showButton();
};

const onReload = () => {
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
};

const restorePlace = () => {
  const [path, left, top] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
  if (path !== location.pathname) return;
  scrollTo({ left, top, behavior: "instant" });
  if (document.readyState === "complete") sessionStorage.removeItem(PLACE);
};

// A browser has few connections per host: a page that nobody sees gives its own back.
let source = null;
const listen = () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else if (!source) {
    source = new EventSource(`/_preview/events?stamp=${encodeURIComponent(own.dataset.stamp)}`);
    source.addEventListener("problems", onProblems);
    source.addEventListener("reload", onReload);
  }
};

restorePlace();
addEventListener("load", restorePlace);
document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => source?.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());
listen();
