// What bar and overlay share: elements, the way to the editor's program, and the tree that keeps both apart from the page.

export const own = document.querySelector("script[src='/_preview/client.js']");

/** An element with attributes and children; texts are never taken for HTML. */
export const make = (name, attributes = {}, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

/** Asks the server to open a file in the editor's program; returns what there is to tell. */
export const openFile = async (file, line, labels) => {
  const request = {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Preview-Token": own.dataset.token },
    body: JSON.stringify({ file, line }),
  };
  try {
    return (await (await fetch("/_preview/open", request)).json()).told;
  } catch {
    return labels.open_unreached;
  }
};

/** The tree of the preview's own elements: the page's style does not reach in, and theirs not out. */
export const shadow = async (language) => {
  // A sheet made by script stands under any security policy of the page.
  const sheet = await new CSSStyleSheet().replace(await (await fetch("/_preview/preview.css")).text());
  const host = make("district-preview", { lang: language });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  document.documentElement.append(host);
  return root;
};
