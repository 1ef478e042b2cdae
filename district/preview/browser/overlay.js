// The problems over the page: errors by themselves until they are mended, notices when they are asked for.

import { make, openFile } from "./parts.js";

/** What tells one set of errors from another: one that was folded away stays so, another comes up. */
const keyOf = (told) => JSON.stringify(told.problems.filter(({ severity }) => severity === "error"));

/** A modal dialog: what is behind it is the last good site, and the site's own layers cannot come between. */
export class Overlay {
  #dialog = make("dialog", { "aria-labelledby": "title" });
  #told = null;

  /** `dismissed` is called with the key of the errors that were folded away. */
  constructor(root, dismissed) {
    this.#dialog.addEventListener("close", () => this.#told?.errors && dismissed(keyOf(this.#told)));
    root.append(this.#dialog);
  }

  /** Takes in news: shows errors but those `dismissed`, goes away when they are mended. */
  follow(told, dismissed) {
    const isOpen = this.#dialog.open;
    if (told.errors) {
      if (isOpen || keyOf(told) !== dismissed) this.show(told);
    } else if (isOpen && (this.#told.errors || !told.problems.length)) {
      this.#told = null;
      this.#dialog.close();
    } else if (isOpen) {
      this.show(told);
    }
  }

  /** Shows problems, in place of those that are shown; whoever reads is led to their title. */
  show(told) {
    this.#told = told;
    const title = make("h2", { id: "title", tabindex: "-1", autofocus: true }, told.title);
    const close = make("button", { type: "button", onclick: () => this.#dialog.close() }, told.labels.close);
    const status = make("p", { class: "status", role: "status" });
    const items = (severity) =>
      told.problems.filter((one) => one.severity === severity).map((one) => item(one, told.labels, status));
    const [errors, notices] = [items("error"), items("notice")];
    const list = make("ol", { id: "problems" }, ...(errors.length ? errors : notices));
    const more =
      errors.length && notices.length
        ? [make("details", {}, make("summary", {}, told.notices), make("ol", {}, ...notices))]
        : [];
    this.#dialog.className = told.errors ? "errors" : "notices";
    this.#dialog.setAttribute("role", told.errors ? "alertdialog" : "dialog");
    if (told.errors) this.#dialog.setAttribute("aria-describedby", "first");
    else this.#dialog.removeAttribute("aria-describedby");
    list.querySelector(".what").id = "first";
    this.#dialog.replaceChildren(make("div", { class: "head" }, title, close), list, ...more, status);
    if (this.#dialog.open) title.focus();
    else this.#dialog.showModal();
  }
}

const item = (problem, labels, status) => {
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  const line = (label, words) => make("p", {}, make("strong", {}, `${label}: `), words);
  const open = async () => {
    status.textContent = await openFile(problem.path, problem.line, labels);
  };
  const opener = make(
    "button",
    { type: "button", onclick: open, "aria-label": `${labels.open}: ${place}` },
    labels.open,
  );
  const parts = [
    make("p", { class: "what" }, `${labels[problem.severity]} ${problem.code}`.trim(), ": ", problem.what),
    place ? make("p", { class: "place" }, make("code", {}, place), ...(problem.opens ? [opener] : [])) : "",
    // What is too wide can be scrolled with the keyboard too.
    problem.snippet ? make("pre", { tabindex: "0", role: "group", "aria-label": place || problem.what }, problem.snippet) : "",
    line(labels.why, problem.why),
    line(labels.mend, problem.mend),
  ];
  return make("li", {}, ...parts);
};
