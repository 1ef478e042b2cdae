// The companies that the reader has put aside: their slugs, in this browser's storage, once the reader
// acts and not before. Where the browser refuses storage they last as long as the page, and travel in links.

// One list for each site of a host, whatever else stands beside it.
const KEY = `shortlist ${new URL("../", import.meta.url).pathname}`;
const LINK = "#list=";
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const clean = (slugs) => [...new Set(slugs)].filter((slug) => typeof slug === "string" && SLUG.test(slug));

const told = new Set();
let own = [];
/** Whether the browser keeps nothing; known once something was to be kept. */
export let refused = false;

try {
  own = read(localStorage.getItem(KEY));
} catch {
  refused = true;
  own = listed(location.hash) ?? [];
}

function read(text) {
  try {
    return clean(JSON.parse(text ?? "[]"));
  } catch {
    return [];
  }
}

/** The slugs that a link to the shortlist brings, or null when it brings none. */
export function listed(hash) {
  return hash.startsWith(LINK) ? clean(hash.slice(LINK.length).split(/,|%2C/i)) : null;
}

/** The end of a link that brings these companies. */
export const link = (slugs) => LINK + slugs.join(",");

/** The companies put aside, in the order they were. */
export const slugs = () => [...own];

/** Keeps another list; nothing is left behind when it is empty. */
export function keep(list) {
  own = clean(list);
  try {
    if (own.length) localStorage.setItem(KEY, JSON.stringify(own));
    else localStorage.removeItem(KEY);
  } catch {
    refused = true;
  }
  tell();
}

/** Puts a company aside, or back. */
export function toggle(slug) {
  keep(own.includes(slug) ? own.filter((other) => other !== slug) : [...own, slug]);
}

/** Calls a function now and whenever the list changes, in another window too. */
export function follow(function_) {
  told.add(function_);
  function_();
}

function tell() {
  for (const function_ of told) function_();
}

function again() {
  try {
    own = read(localStorage.getItem(KEY));
  } catch {
    return;
  }
  tell();
}

addEventListener("storage", (event) => event.key === KEY && again());
// A page that comes back from the browser's memory has missed what happened since.
addEventListener("pageshow", (event) => event.persisted && again());
