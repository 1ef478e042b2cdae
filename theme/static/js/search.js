// The search page: asks Pagefind's index, shows what it finds, keeps the question in the address.
// Everything that is said stands in the page; what comes from the index goes into it as text, never as HTML.

const box = document.getElementById("search");
const field = document.getElementById("q");
const kinds = box.querySelector("fieldset");
const found = box.querySelector("section");
const list = found.querySelector("ol");
const more = document.getElementById("more");
const template = document.getElementById("result");
const index = document.querySelector(".index");
const root = new URL(box.dataset.root, document.baseURI);
const PORTION = 10;
const PAUSE = 150;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };

let engine;
// Of what kind each find is, by its id.
const kindOf = new Map();
const pagefind = () => {
  engine ??= import(new URL("pagefind/pagefind.js", root)).then(async (made) => {
    await made.options({ noWorker: true });
    await made.init();
    const listed = await fetch(new URL(`pagefind/kinds.${document.documentElement.lang}.json`, root), { cache: "no-cache" });
    for (const [kind, ids] of Object.entries(await listed.json())) for (const id of ids) kindOf.set(id, kind);
    return made;
  });
  return engine;
};

// What the page says: one of its sentences, or none.
const say = (name, count = 0) => {
  for (const said of box.querySelectorAll("[data-said]")) said.hidden = said.dataset.said !== name;
  box.querySelector("[data-count]").textContent = count;
};

// The index knows plain apostrophes alone, and no word that has an article before it: dell'arte is asked as arte.
const ELIDED = /(^|\s)\p{L}+['’](?=\p{L}{2})/gu;
const plain = (words) => words.replace(ELIDED, "$1").replaceAll("’", "'");
const inType = (text) => text.replace(/(?<=\p{L})'/gu, "’");

// Pagefind's excerpt is escaped text with <mark> around what was looked for.
const marked = (excerpt) => {
  const decoded = (text) => inType(text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole));
  return excerpt.split(/(<mark>.*?<\/mark>)/s).map((part) => {
    const inside = /^<mark>(.*)<\/mark>$/s.exec(part);
    if (!inside) return decoded(part);
    const mark = document.createElement("mark");
    mark.textContent = decoded(inside[1]);
    return mark;
  });
};

const shown = (data) => {
  const item = template.content.cloneNode(true);
  const link = item.querySelector("a");
  link.href = new URL((data.raw_url ?? data.url).replace(/^\//, ""), root);
  link.textContent = inType(data.meta.title);
  item.querySelector(".row-margin").textContent = named(data.meta.kind);
  const text = item.querySelector(".row-text");
  if (data.meta.language) text.lang = data.meta.language;
  text.replaceChildren(...marked(data.excerpt));
  return item;
};

let results = [];
const show = async (mine) => {
  const portion = results.slice(list.children.length, list.children.length + PORTION);
  const items = await Promise.all(portion.map((result) => result.data()));
  if (mine !== asked) return;
  const first = list.children.length;
  list.append(...items.map(shown));
  more.hidden = list.children.length >= results.length;
  if (first) list.children[first].querySelector("a").focus();
};

// The kinds that have something, each with how much; the chosen one stays even when it has nothing.
const offer = (all, chosen) => {
  for (const label of kinds.querySelectorAll("label")) {
    const input = label.querySelector("input");
    const count = all.filter(({ id }) => !input.value || kindOf.get(id) === input.value).length;
    input.checked = input.value === chosen;
    label.hidden = !count && !input.checked;
    label.querySelector("b").textContent = count;
  }
  kinds.hidden = !all.length;
};
const named = (kind) => kinds.querySelector(`[value="${CSS.escape(kind)}"] + span`)?.firstChild.data.trim() ?? "";

// Counts the questions, so that a slow answer to an old one is let go.
let asked = 0;
const ask = async () => {
  const mine = ++asked;
  const { q = "", kind = "" } = Object.fromEntries(new URLSearchParams(location.search));
  const words = q.trim();
  if (field.value.trim() !== words) field.value = q;
  index.hidden = false;
  if (!words) {
    say("");
    kinds.hidden = found.hidden = true;
    return;
  }
  try {
    const made = await pagefind();
    const { results: all } = await made.search(plain(words));
    if (mine !== asked) return;
    results = all.filter(({ id }) => !kind || kindOf.get(id) === kind);
    offer(all, kind);
    list.replaceChildren();
    await show(mine);
    if (mine !== asked) return;
    found.hidden = !results.length;
    index.hidden = Boolean(results.length);
    say(results.length ? "found" : "none", results.length);
  } catch {
    engine = undefined;
    if (mine !== asked) return;
    found.hidden = kinds.hidden = true;
    say("failed");
  }
};

// The address holds the question. One that is still being written replaces itself, so that "back" leads to the one before.
let writing = false;
const go = (changes, { replace = false } = {}) => {
  const parameters = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  }
  const query = `${parameters}`;
  if (query === location.search.slice(1)) return;
  history[replace ? "replaceState" : "pushState"](null, "", query ? `?${query}` : location.pathname);
  ask();
};

let pause;
const write = () => {
  clearTimeout(pause);
  go({ q: field.value.trim(), kind: "" }, { replace: writing });
  writing = true;
};
field.addEventListener("input", () => {
  pagefind().catch(() => {});
  clearTimeout(pause);
  pause = setTimeout(write, PAUSE);
});
box.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  write();
  writing = false;
});
field.addEventListener("blur", () => {
  writing = false;
});
kinds.addEventListener("change", (event) => go({ kind: event.target.value }));
more.addEventListener("click", () => show(asked));
addEventListener("popstate", () => {
  writing = false;
  ask();
});

// The key /: it finds its field here, and here it can be switched off.
document.querySelector("[aria-keyshortcuts='/']")?.addEventListener("click", (event) => {
  event.preventDefault();
  field.focus();
  field.select();
});
const slash = document.getElementById("slash");
try {
  slash.checked = localStorage.slash !== "off";
  slash.addEventListener("change", () => {
    if (slash.checked) localStorage.removeItem("slash");
    else localStorage.slash = "off";
  });
} catch {
  slash.closest("p").remove(); // a browser that keeps nothing cannot keep this either
}

box.hidden = false;
if (location.search) ask();
else field.focus({ preventScroll: true });
