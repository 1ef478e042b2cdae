// Keeps the pages that a reader asked to keep, and answers with them where there is no network.
// It is registered by static/js/offline.js, on the reader's demand alone, and knows no words: these come with the demand.
// What may be kept, with a hash of each, stands in offline.json (building/offline.py); what is kept, in one cache,
// together with the demand itself.

const PATIENCE = 2000;
const AT_ONCE = 6;
const LIST = "offline.json";
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const KEPT = "x-kept";
const HASH = "x-hash";
const scope = registration.scope;
// offline.js removes the cache by this name.
const NAME = `kept ${scope}`;
const whole = (address) => new URL(address, scope).href;
const DEMAND = whole("kept.json");

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const [port] = event.ports;
  const work = keep(event.data, (done, all) => port.postMessage({ done, all }));
  event.waitUntil(
    work.then(
      () => port.postMessage({ kept: true }),
      () => port.postMessage({ failed: true }),
    ),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const answered = answer(request);
  event.respondWith(answered);
  if (request.mode === "navigate") event.waitUntil(answered.then(update, () => {}));
});

// The network first, where it answers in time; else what was kept. What has its hash in its name never changes: kept first.
async function answer(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request.url.split(/[?#]/)[0].replace(/index\.html$/, ""));
  if (!kept) return fetch(request);
  if (HASHED.test(request.url)) return kept;
  // Asked, not looked up: the browser's own cache would pass for a network.
  const fresh = fetch(request, { cache: "no-cache" });
  fresh.catch(() => {});
  try {
    const response = await Promise.race([fresh, late()]);
    if (response.status < 500) return response;
  } catch {
    // No network, or too slow a one.
  }
  return request.mode === "navigate" ? marked(kept, await demanded(cache)) : kept;
}

function late() {
  return new Promise((_, fail) => {
    setTimeout(fail, PATIENCE);
  });
}

// The kept page, with a line at its top that says that it is one and from when.
async function marked(kept, { copies = {} }) {
  const html = await kept.text();
  const told = (name) => new RegExp(`<html[^>]*\\s${name}="?([\\w-]+)`, "i").exec(html)?.[1];
  const language = told("lang") ?? "";
  const when = new Date(kept.headers.get(KEPT));
  const said = new Intl.DateTimeFormat(told("data-locale"), { dateStyle: "long", timeStyle: "short" }).format(when);
  const words = `${copies[language] ?? ""} ${said}`.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const line = `<p class="kept"><time datetime="${when.toISOString()}">${words}</time></p>`;
  return new Response(html.replace(/<header\b[^>]*>/i, (header) => header + line), { headers: kept.headers });
}

async function demanded(cache) {
  const found = await cache.match(DEMAND);
  return found ? found.json() : { languages: [], pages: [], copies: {}, list: "" };
}

async function listed() {
  const response = await fetch(whole(LIST), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.text();
}

// Adds to what is kept: the pages of a language, and the page that the demand came from.
async function keep({ language, page, copy }, tell) {
  const cache = await caches.open(NAME);
  const before = await demanded(cache);
  const demand = {
    languages: [...new Set([...before.languages, language])],
    pages: [...new Set([...before.pages, page])],
    copies: { ...before.copies, [language]: copy },
    list: await listed(),
  };
  await fill(cache, demand, tell);
}

// Brings what is kept up to the site as it is now, where its list has changed; one at a time.
let updating;
function update() {
  updating ??= renew()
    .catch(() => {})
    .finally(() => {
      updating = undefined;
    });
  return updating;
}

async function renew() {
  if (!(await caches.has(NAME))) return;
  const cache = await caches.open(NAME);
  const before = await demanded(cache);
  const list = before.list ? await listed() : "";
  if (list !== before.list) await fill(cache, { ...before, list }, () => {});
}

// Fetches what has changed, then removes what has gone: until then the pages find the files that they were made with.
async function fill(cache, demand, tell) {
  const { files, pages, shared } = JSON.parse(demand.list);
  const wanted = [...shared, ...demand.languages.flatMap((language) => pages[language] ?? []), ...demand.pages];
  const addresses = [...new Set(wanted)].filter((address) => address in files);
  let done = 0;
  const waiting = [...addresses];
  const work = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      await hold(cache, whole(address), files[address][0]);
      done += 1;
      tell(done, addresses.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await cache.put(DEMAND, new Response(JSON.stringify(demand)));
  const kept = new Set([DEMAND, ...addresses.map(whole)]);
  for (const request of await cache.keys()) {
    if (!kept.has(request.url)) await cache.delete(request);
  }
}

async function hold(cache, url, hash) {
  const former = await cache.match(url);
  if (former?.headers.get(HASH) === hash) return;
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(HASH, hash);
  headers.set(KEPT, new Date().toISOString());
  await cache.put(url, new Response(await response.blob(), { headers }));
}
