// The page of the shortlist: the companies put aside, or those that a link brings, side by side; and what
// can be done with them. Their data are one file in the page's language, fetched when there is something to show.

import { saveCards, saveTable } from "./companies-files.js";
import { Request } from "./request.js";
import { counted, live } from "./saying.js";
import { follow, keep, link, listed, refused, slugs } from "./shortlist.js";

const page = document.querySelector("[data-comparison]");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const words = part("words").dataset;
const say = live();
const files = new Map();

/** What a language's file says of all companies; fetched once. */
function fetched(language) {
  const { file } = page.querySelector(`template[data-message="${language}"]`).dataset;
  if (!files.has(language)) {
    files.set(language, fetch(file).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))));
    files.get(language).catch(() => files.delete(language));
  }
  return files.get(language);
}

let sent = null;
const request = new Request(part("request"), fetched);

const list = () => sent ?? slugs();

function change(next) {
  if (sent || refused) history.replaceState(null, "", link(next));
  if (sent) {
    sent = next;
    show();
  } else keep(next);
}

async function show() {
  const chosen = list();
  const own = slugs();
  part("refused").hidden = !(refused && chosen.length);
  part("sent").hidden = !(sent && sent.join() !== own.join());
  if (!chosen.length) {
    tell(0);
    return;
  }
  let data;
  try {
    data = await fetched(document.documentElement.lang);
  } catch {
    part("failed").hidden = false;
    return;
  }
  part("failed").hidden = true;
  if (chosen.join() !== list().join()) return; // changed while it was fetched
  const found = chosen.filter((slug) => Object.hasOwn(data.companies, slug));
  part("gone").hidden = found.length === chosen.length;
  tell(found.length);
  if (!found.length) return;
  const companies = found.map((slug) => ({ slug, ...data.companies[slug] }));
  part("table").replaceChildren(table(data, companies));
  part("link").value = new URL(link(found), location.href).href;
  part("cards").onclick = () => saveCards(companies, words.saved);
  part("csv").onclick = () => saveTable(rows(data, companies), words.saved);
  request.show(data, companies);
}

function tell(many) {
  part("none").hidden = many > 0;
  part("whole").hidden = !many;
  say(counted(part("count"), many));
}

// -- the table

/** What is said of each company, a row for each thing: its label and the text for each company. */
function rows(data, companies) {
  const number = new Intl.NumberFormat(document.documentElement.dataset.locale);
  const plural = new Intl.PluralRules(document.documentElement.dataset.locale);
  const measured = ({ name, unit }, { measures = {} }) => {
    if (!measures[name]) return "";
    const [value, asOf, from] = measures[name];
    const when = [from && words.from.replace("{}", from), asOf && words.asOf.replace("{}", asOf)].filter(Boolean);
    return `${number.format(value)} ${unit[plural.select(value)]}${when.length ? ` (${when.join(", ")})` : ""}`;
  };
  const held = ([name, until, valid]) =>
    until ? `${name} (${(valid ? words.until : words.over).replace("{}", until)})` : name;
  return [
    [words.company, companies.map(({ name }) => name)],
    [words.place, companies.map(({ place }) => place)],
    ...data.facets
      .filter(({ name }) => name !== "certifications" && name !== "hamlet")
      .map((facet) => [
        facet.label,
        companies.map(({ words: own = {} }) => (own[facet.name] ?? []).map((key) => facet.words[key]).join(", ")),
      ]),
    ...data.measures.map((kind) => [kind.label, companies.map((company) => measured(kind, company))]),
    [words.certificates, companies.map(({ certificates = [] }) => certificates.map(held).join("; "))],
    [words.email, companies.map(({ email }) => email), "mailto:"],
    [words.phone, companies.map(({ phone }) => phone?.[1]), "tel:", companies.map(({ phone }) => phone?.[0])],
    ["WhatsApp", companies.map(({ whatsapp }) => whatsapp?.[1])],
    [words.website, companies.map(({ website }) => website), ""],
    [words.verified, companies.map(({ verified }) => verified)],
  ].filter(([, texts]) => texts.some(Boolean));
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[text].flat().filter((one) => one !== undefined && one !== null));
  return made;
}

function table(data, companies) {
  const [first, ...rest] = rows(data, companies);
  const head = element("tr", [
    element("th", element("span", first[0], { class: "hidden" }), { scope: "col" }),
    ...companies.map((company) => element("th", heading(company), { scope: "col" })),
  ]);
  const body = rest.map(([label, texts, scheme, targets = texts]) =>
    element("tr", [
      element("th", label, { scope: "row" }),
      ...texts.map((text, at) => {
        if (!text) return element("td", [element("span", "–", { "aria-hidden": "true" }), element("span", words.unsaid, { class: "hidden" })]);
        return element("td", scheme === undefined ? text : element("a", text, { href: scheme + targets[at] }));
      }),
    ]),
  );
  return element("table", [
    element("caption", first[0], { class: "hidden" }),
    element("thead", head),
    element("tbody", body),
  ], { class: "table comparison-table" });
}

const SVG = "http://www.w3.org/2000/svg";
function heading({ slug, name, page: address, sign, sample }) {
  const made = [];
  if (sign) {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("class", `sign sign-${sign[1]}`);
    drawn.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", sign[0]);
    drawn.append(use);
    made.push(drawn);
  }
  made.push(element("a", name, { href: address, class: "comparison-name" }));
  if (sample) made.push(element("span", words.sample, { class: "badge" }));
  const away = element("button", [words.away, element("span", ` ${name}`, { class: "hidden" })], { type: "button", class: "comparison-away" });
  away.addEventListener("click", async () => {
    const at = list().indexOf(slug);
    change(list().filter((other) => other !== slug));
    await show();
    const left = page.querySelectorAll(".comparison-away");
    (left[Math.min(at, left.length - 1)] ?? part("count")).focus();
  });
  made.push(away);
  return made;
}

// -- what else can be done

part("print").addEventListener("click", () => print());
part("empty").addEventListener("click", () => {
  change([]);
  part("count").focus();
});
part("keep").addEventListener("click", () => {
  const both = [...slugs(), ...sent];
  sent = null;
  history.replaceState(null, "", location.pathname);
  keep(both);
  part("count").focus();
});
part("link").addEventListener("focus", () => part("link").select());
part("copy").addEventListener("click", async () => {
  part("link").select();
  try {
    await navigator.clipboard.writeText(part("link").value);
    part("copied").textContent = words.copied;
  } catch {
    part("copied").textContent = words.copy;
  }
});

function arrive() {
  const brought = listed(location.hash);
  if (brought === null && location.hash) return; // a place in the page
  sent = refused || brought?.join() === slugs().join() ? null : brought;
  show();
}

for (const one of document.querySelectorAll("[data-plain]")) one.hidden = true;
for (const one of document.querySelectorAll("[data-scripted]")) one.hidden = false;
addEventListener("hashchange", arrive);
sent = refused ? null : listed(location.hash);
follow(show);
