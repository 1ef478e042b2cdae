// The bar at the foot of each previewed page: how what it shows stands, the files it is made from, the problems there are.

import { make, openFile } from "./parts.js";

const FOLDED = "district-preview-folded";
// Narrower windows are looked at as a phone's: there the bar is folded until it is asked for.
const WIDE = "(min-width: 40rem)";

export class Bar {
  #bar;
  #page;
  #toggle;
  #body;
  #problems;
  #status = make("p", { class: "status", role: "status" });
  #padding = new CSSStyleSheet();
  #errors = 0;

  /** `page` is what the server says of the page; `showProblems` is called when they are asked for. */
  constructor(root, page, showProblems) {
    this.#page = page;
    this.#toggle = make("button", { type: "button", class: "toggle", "aria-controls": "body", onclick: () => this.#fold(!this.#isFolded) });
    this.#problems = make("button", { type: "button", class: "problems", onclick: showProblems });
    this.#body = make("div", { id: "body" });
    this.#bar = make("section", { class: "bar" }, this.#toggle, this.#problems, this.#body, this.#status);
    root.append(this.#bar);
    document.adoptedStyleSheets.push(this.#padding);
    const follow = () => requestAnimationFrame(() => this.#keepClear());
    for (const event of ["scroll", "resize", "load"]) addEventListener(event, follow, { passive: true });
    new MutationObserver(follow).observe(document.body, { attributes: true, childList: true, subtree: true });
    new ResizeObserver(follow).observe(this.#bar);
  }

  /** Takes in news; the files and states are those of the page as it is. */
  tell(told) {
    this.#bar.setAttribute("aria-label", told.labels.bar);
    this.#toggle.textContent = told.labels.preview;
    this.#problems.textContent = told.title;
    this.#errors = told.errors;
    this.#problems.classList.toggle("errors", told.errors > 0);
    if (!this.#body.hasChildNodes()) this.#body.append(...this.#parts(told.labels));
    this.#fold(this.#isFolded, { remember: false });
  }

  get #isFolded() {
    return (sessionStorage.getItem(FOLDED) ?? String(!matchMedia(WIDE).matches)) === "true";
  }

  #fold(folded, { remember = true } = {}) {
    if (remember) sessionStorage.setItem(FOLDED, String(folded));
    this.#toggle.setAttribute("aria-expanded", String(!folded));
    this.#body.hidden = folded;
    this.#status.hidden = folded;
    // Errors are to be seen also beside a folded bar.
    this.#problems.hidden = !this.#problems.textContent || (folded && !this.#errors);
    this.#bar.classList.toggle("folded", folded);
    this.#keepClear();
  }

  *#parts(labels) {
    const { states = [], sources = [], desk } = this.#page;
    const folders = Object.groupBy(sources, ({ file }) => file.slice(0, file.lastIndexOf("/") + 1));
    const button = ({ label, file, line }) =>
      make(
        "button",
        { type: "button", title: `${file}:${line}`, onclick: () => this.#open(file, line, labels) },
        make("span", { class: "label" }, label),
        ` ${file.slice(file.lastIndexOf("/") + 1)}`,
      );
    if (states.length) {
      const said = states.map(({ name, words }) => make("li", { class: `state ${name}` }, words));
      yield make("ul", { class: "states", "aria-label": labels.states }, ...said);
    }
    if (sources.length) {
      const listed = Object.entries(folders).map(([folder, files]) =>
        make("li", {}, make("code", {}, folder), ...files.map(button)),
      );
      yield make("p", { id: "sources" }, labels.sources);
      yield make("ul", { class: "sources", "aria-labelledby": "sources" }, ...listed);
    }
    if (desk) yield make("p", {}, make("a", { href: desk.address }, desk.words));
  }

  async #open(file, line, labels) {
    this.#status.textContent = await openFile(file, line, labels);
  }

  /** Lifts the bar above what the site keeps at the window's foot, and lets what gets the focus scroll clear of both. */
  #keepClear() {
    const height = this.#bar.offsetHeight;
    const foot = Math.min(innerHeight, ...fixedAtFoot(height, this.#bar.offsetWidth));
    this.#bar.style.insetBlockEnd = `${innerHeight - foot}px`;
    this.#padding.replaceSync(`html { scroll-padding-block-end: ${innerHeight - foot + height}px }`);
    // Below the page, so that nothing of it shifts: its own foot can be scrolled clear of the bar.
    this.#bar.getRootNode().host.style.blockSize = `${height}px`;
  }
}

/** The upper edges of what the site keeps within `height` of the window's foot, below a bar of `width`. */
const fixedAtFoot = (height, width) => {
  const found = new Set();
  for (let across = 4; across < width; across += 40) {
    for (let up = 2; up < height + 24; up += 16) {
      for (const element of document.elementsFromPoint(across, innerHeight - up)) found.add(element);
    }
  }
  return [...found].filter(isKeptAtFoot).map((element) => element.getBoundingClientRect().top);
};

const isKeptAtFoot = (element) => {
  const { position, bottom } = getComputedStyle(element);
  const isKept = position === "fixed" || (position === "sticky" && bottom !== "auto");
  // What is tall is a layer of its own over the page, a menu say, and goes away by itself.
  return isKept && element.offsetHeight < innerHeight / 3;
};
