/**
 * Opens the desk: loads Sveltia, tells it how files of facts are read and written, hands it the configuration.
 * Refuses to ask any other host: what a page may ask is in its security policy, and this asks for the desk's own files.
 */
import * as YAML from "./yaml/browser/index.js";
import { format, textFormat } from "./format.js";

const read = async (name) => (await fetch(name)).json();

/** Sveltia, as the classic script that it is: it finds its parts beside its own address. */
function loaded(address) {
  window.CMS_MANUAL_INIT = true;
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window.CMS));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

/** Whoever has not chosen a language yet reads the desk in the page's. */
function speak(language) {
  const name = "sveltia-cms.prefs";
  const said = JSON.parse(localStorage.getItem(name) ?? "{}");
  if (!said.locale) localStorage.setItem(name, JSON.stringify({ ...said, locale: language }));
}

async function open() {
  const [config, reading] = await Promise.all([read("config.json"), read("reading.json")]);
  speak(document.documentElement.lang);
  const CMS = await loaded(document.body.dataset.sveltia);
  for (const one of [...config.collections, ...config.singletons].filter((one) => one.format)) {
    const isText = one.extension === "md";
    const made = isText
      ? textFormat(YAML, one.fields, reading.yes)
      : format(YAML, one.fields, reading.bare[one.name] ?? {}, reading.yes);
    CMS.registerCustomFormat(one.format, isText ? "md" : "yaml", made);
  }
  await CMS.init({ config });
}

open().catch((error) => {
  document.body.textContent = document.body.dataset.failed;
  throw error;
});
