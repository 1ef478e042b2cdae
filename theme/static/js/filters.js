// The directory's filters. Without script the words are links to their pages and the whole list stands
// below; this makes them choices, adds the fields that need a script (data-scripted) and takes away what
// stands in for them (data-plain). The choice is kept in the address and nowhere else.

import { count, has } from "./bits.js";
import { Choices, nothing } from "./choices.js";
import { counted, live } from "./saying.js";

const TEXT = "q";
const ORDER = "by";
const FROM = ".from";

const panel = document.querySelector("[data-filters]");
const listing = document.querySelector(".listing-members");
const cards = [...listing.children];
const title = document.querySelector("[data-counted]");
const chosen = document.querySelector("[data-chosen]");
const { locale } = document.documentElement.dataset;

const data = JSON.parse(document.getElementById("choices").textContent);
const boxes = new Map();
const fields = [...panel.querySelectorAll("input[type=number], select")];
const search = panel.querySelector("input[type=search]");
const say = live();
const written = new Intl.NumberFormat(locale);
const plural = new Intl.PluralRules(locale);

// -- what the page shows becomes what can be chosen

for (const list of panel.querySelectorAll("[data-facet]")) {
  const { facet } = list.dataset;
  const own = new Map();
  boxes.set(facet, own);
  for (const link of list.querySelectorAll("a")) {
    const { word } = link.dataset;
    const box = document.createElement("input");
    box.type = "checkbox";
    const label = document.createElement("label");
    label.className = link.className;
    label.append(box, ...link.childNodes);
    const [facetStep, step] = link.pathname.split("/").slice(-3);
    const shown = label.querySelector(".count");
    own.set(word, { box, label, facetStep, step, count: shown, name: label.textContent.replace(shown.textContent, "").trim() });
    data.words[facet][word].label = own.get(word).name;
    link.replaceWith(label);
  }
}

const asked = new Map(fields.filter((field) => field.dataset.asked).map((field) => [field.name, field.dataset.asked]));
const reckoned = new Choices(data, asked, cards.map((card) => card.textContent));

for (const select of panel.querySelectorAll("select")) {
  const words = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const today = new Date();
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const month = new Date(Date.UTC(today.getFullYear(), today.getMonth() + ahead));
    select.append(new Option(words.format(month), month.toISOString().slice(0, 7)));
  }
}

const orders = document.querySelector("[data-orders]");
for (const link of orders.querySelectorAll("a")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.value = link.hash.slice("#by-".length);
  button.append(...link.childNodes);
  button.addEventListener("click", () => change(() => (order = button.value)));
  link.replaceWith(button);
}
for (const part of document.querySelectorAll("[data-plain]")) part.hidden = true;
for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;

// -- the address

let choice = nothing();
let order = "";

/** The choice that the address says; words may be named by their keys or as in their pages' addresses. */
function read() {
  choice = nothing();
  order = "";
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name === TEXT) choice.text = value;
    else if (name === ORDER) order = data.orders[value] ? value : "";
    else if (name.endsWith(FROM) && data.measures[name.slice(0, -FROM.length)]?.from) {
      if (/^\d{4}-\d{2}$/.test(value)) choice.months.set(name.slice(0, -FROM.length), value);
    } else if (asked.has(name)) {
      if (value && Number(value) >= 0) choice.numbers.set(name, Number(value));
    } else readWord(name, value);
  }
}

function readWord(name, value) {
  for (const [facet, own] of boxes) {
    for (const [key, { facetStep, step }] of own) {
      if ((facet === name && key === value) || (facetStep === name && step === value)) {
        choice.words.set(facet, (choice.words.get(facet) ?? new Set()).add(key));
      }
    }
  }
}

function address() {
  const query = new URLSearchParams();
  if (choice.text.trim()) query.append(TEXT, choice.text.trim());
  for (const [facet, keys] of choice.words) for (const key of keys) query.append(facet, key);
  for (const [name, value] of choice.numbers) query.append(name, value);
  for (const [name, month] of choice.months) query.append(name + FROM, month);
  if (order) query.append(ORDER, order);
  const written = query.toString();
  return location.pathname + (written ? `?${written}` : "");
}

// One step back for each thing that was changed, not for each key that was pressed.
let last = null;
function keep(where) {
  const next = address();
  if (next === location.pathname + location.search) return;
  if (where && where === last) history.replaceState(null, "", next);
  else history.pushState(null, "", next);
  last = where;
}

function change(how, where = null) {
  how();
  keep(where);
  show();
}

// -- what the page says

function show(whole = false) {
  const typing = whole ? null : document.activeElement;
  const { found, of } = reckoned.answer(choice);
  cards.forEach((card, number) => (card.hidden = !has(found, number)));
  for (const [facet, own] of boxes) {
    for (const [key, { box, label, count: shown }] of own) {
      const many = of(facet, key);
      box.checked = choice.words.get(facet)?.has(key) ?? false;
      label.classList.toggle("choice-none", !many && !box.checked);
      const text = written.format(many);
      if (shown.textContent !== text) shown.textContent = text;
    }
  }
  if (search !== typing) search.value = choice.text;
  for (const field of fields) {
    if (field === typing && field.type === "number") continue;
    const kept = field.dataset.asked ? choice.numbers : choice.months;
    field.value = kept.get(field.name) ?? "";
    // A month that was sent and is past by now is still what is asked for.
    if (field.value === "" && kept.has(field.name)) {
      field.append(new Option(kept.get(field.name)));
      field.value = kept.get(field.name);
    }
  }
  const many = counted(title, count(found));
  for (const part of document.querySelectorAll("[data-shown]")) part.textContent = many;
  say(many);
  showChosen();
  showOrder();
}

/** What has been chosen, each with the way to take it away. */
function showChosen() {
  const items = [];
  if (choice.text.trim()) items.push([choice.text.trim(), () => (choice.text = search.value = "")]);
  for (const [facet, keys] of choice.words) {
    for (const key of keys) items.push([boxes.get(facet).get(key).name, () => choose(facet, key, false)]);
  }
  for (const field of fields) {
    const kept = field.dataset.asked ? choice.numbers : choice.months;
    if (!kept.has(field.name)) continue;
    const value = field.dataset.asked ? `${written.format(kept.get(field.name))} ${field.dataset[plural.select(kept.get(field.name))]}` : field.selectedOptions[0].text;
    items.push([`${field.labels[0].textContent.replace(/\s+/g, " ").trim()} ${value}`, () => (kept.delete(field.name), (field.value = ""))]);
  }
  const list = chosen.querySelector("ul");
  const form = chosen.querySelector("template").content.firstElementChild;
  list.replaceChildren(
    ...items.map(([words, away], number) => {
      const item = form.cloneNode(true);
      const button = item.querySelector("button");
      button.firstElementChild.textContent = words;
      button.addEventListener("click", () => {
        change(away);
        (list.querySelectorAll("button")[Math.min(number, items.length - 2)] ?? title).focus();
      });
      return item;
    }),
  );
  chosen.hidden = !items.length;
}

let standing = "";
function showOrder() {
  for (const button of orders.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === order);
  if (standing === order) return;
  standing = order;
  listing.append(...(order ? data.orders[order].map((number) => cards[number]) : cards));
}

// -- what the reader does

function choose(facet, key, on) {
  const keys = choice.words.get(facet) ?? new Set();
  if (on) keys.add(key);
  else keys.delete(key);
  if (keys.size) choice.words.set(facet, keys);
  else choice.words.delete(facet);
}

for (const [facet, own] of boxes) {
  for (const [key, { box }] of own) box.addEventListener("change", () => change(() => choose(facet, key, box.checked)));
}
search.addEventListener("input", () => change(() => (choice.text = search.value), search));
for (const field of fields) {
  field.addEventListener("input", () =>
    change(() => {
      const kept = field.dataset.asked ? choice.numbers : choice.months;
      if (field.value === "" || !field.validity.valid) kept.delete(field.name);
      else kept.set(field.name, field.dataset.asked ? Number(field.value) : field.value);
    }, field),
  );
  field.addEventListener("change", () => (last = null));
}
search.addEventListener("change", () => (last = null));
chosen.querySelector("[data-all]").addEventListener("click", () => {
  change(() => {
    choice = nothing();
    for (const field of [search, ...fields]) field.value = "";
  });
  title.focus();
});
addEventListener("popstate", () => {
  last = null;
  read();
  show(true);
});

read();
if (location.search) history.replaceState(null, "", address() + location.hash);
show();
