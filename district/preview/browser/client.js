// Listens to the preview: loads the page again when a new version is served, shows the bar, and problems until they are mended.
// Every word it shows comes from the server.

import { Bar } from "./bar.js";
import { Overlay } from "./overlay.js";
import { make, openFile, own, shadow } from "./parts.js";

const quiet = own.hasAttribute("data-quiet");
const PLACE = "district-preview-place";
const DISMISSED = "district-preview-dismissed";

const sources = JSON.parse(own.dataset.bar).sources ?? [];
const here = new Set(sources.map(({ file }) => file));

let parts = null;
/** What is shown over the page, made when there is first something to show. */
const shown = async (told) => {
  parts ??= shadow(told.language).then((root) => {
    const overlay = new Overlay(root, (key) => sessionStorage.setItem(DISMISSED, key));
    return { overlay, bar: new Bar(root, JSON.parse(own.dataset.bar), () => overlay.show(latest)) };
  });
  return parts;
};

/** A page that shows the problems itself: its buttons begin to work. */
const wireButtons = (told) => {
  const status = make("p", { role: "status" });
  document.querySelector("main").append(status);
  for (const button of document.querySelectorAll("button[data-file]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = await openFile(button.dataset.file, Number(button.dataset.line), told.labels);
    });
  }
};

let latest = null;
let last = "";
const onProblems = async ({ data }) => {
  // The same problems again: whoever is reading them is left in peace.
  if (data === last) return;
  const first = !last;
  last = data;
  latest = JSON.parse(data);
  if (quiet) {
    if (first) wireButtons(latest);
    return;
  }
  const told = latest;
  // What concerns this page comes first; the order is kept else.
  told.problems.sort((one, two) => (one.severity === two.severity ? here.has(two.path) - here.has(one.path) : 0));
  const { overlay, bar } = await shown(told);
  if (told !== latest) return;
  bar.tell(told);
  if (!told.errors) sessionStorage.removeItem(DISMISSED);
  overlay.follow(told, sessionStorage.getItem(DISMISSED));
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
    const asked = new URLSearchParams({ stamp: own.dataset.stamp, page: location.pathname });
    source = new EventSource(`/_preview/events?${asked}`);
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
