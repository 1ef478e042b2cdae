// The button that keeps pages for when there is no network, and removes them: see static/root/sw.js.
// Nothing is registered, fetched or stored before the reader presses it; what it says stands in the page.

const box = document.getElementById("offline");

// Browsers may want addresses of scripts from a policy: https://www.w3.org/TR/trusted-types/
const policy = globalThis.trustedTypes?.createPolicy("offline", { createScriptURL: (url) => url });
const root = new URL(box.dataset.root, document.baseURI);
const worker = new URL(box.dataset.worker, document.baseURI).href;
const language = document.documentElement.lang;
const page = location.pathname.slice(root.pathname.length).replace(/index\.html$/, "");
const NAME = `kept ${root}`;
const MEGABYTE = 1_000_000;

const say = (name, numbers = {}) => {
  for (const one of box.querySelectorAll("[data-said]")) one.hidden = one.dataset.said !== name;
  for (const one of box.querySelectorAll("[data-when]")) one.hidden = !one.dataset.when.split(" ").includes(name);
  for (const [key, number] of Object.entries(numbers)) box.querySelector(`[data-${key}]`).textContent = number;
};

// How much would be kept, as the list of the site says.
const size = async () => {
  const { files, pages, shared } = await (await fetch(new URL("offline.json", root), { cache: "no-cache" })).json();
  const addresses = new Set([...shared, ...pages[language], page]);
  let bytes = 0;
  for (const address of addresses) bytes += files[address]?.[1] ?? 0;
  const format = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.dataset.locale, format).format(bytes / MEGABYTE);
};

const keep = async () => {
  await navigator.serviceWorker.register(policy?.createScriptURL(worker) ?? worker, { scope: root.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const kept = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.kept) resolve();
      else if (data.failed) reject(new Error("not all was kept"));
      else say("keeping", data);
    };
  });
  active.postMessage({ language, page, copy: box.dataset.copy }, [port2]);
  await kept;
};

const remove = async () => {
  const registration = await navigator.serviceWorker.getRegistration(root);
  await registration?.unregister();
  await caches.delete(NAME);
};

const steps = {
  ask: async () => say("asked", { size: await size() }),
  leave: async () => say("free"),
  keep: async () => {
    say("keeping");
    await keep();
    say("kept");
  },
  remove: async () => {
    await remove();
    say("free");
  },
};

// After each step the keyboard stands at what can be done next.
box.addEventListener("click", async ({ target }) => {
  const step = steps[target.closest("[data-do]")?.dataset.do];
  if (!step) return;
  try {
    await step();
  } catch {
    say("failed");
  }
  box.querySelector("[data-do]:not([hidden])")?.focus();
});

if ("serviceWorker" in navigator && globalThis.caches) {
  const kept = (await caches.has(NAME)) && (await (await caches.open(NAME)).match(new URL(page, root).href));
  say(kept ? "kept" : "free");
  box.hidden = false;
}
