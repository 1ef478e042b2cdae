// Marks what has passed since the site was built; without script the page says how things stood then.
// data-ends="ISO": once that instant is past, the element gets the class "over" and the words in data-over.
// data-days="YYYY-MM-DD": the days left until then, said in the page's language.
// data-updated="build.json": the day on which the site was made, put into the words of data-words; hidden without it.

const now = Date.now();
const day = 86_400_000;

for (const element of document.querySelectorAll("[data-ends]")) {
  const { ends, over } = element.dataset;
  if (Date.parse(ends) <= now) {
    element.classList.add("over");
    if (over) element.textContent = over;
  }
}

const { locale } = document.documentElement.dataset;
const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
for (const element of document.querySelectorAll("[data-days]")) {
  const today = new Date();
  const left = Math.round((Date.parse(element.dataset.days) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / day);
  if (left < 0) element.remove();
  else element.textContent = words.format(left, "day");
}

for (const element of document.querySelectorAll("[data-updated]")) {
  const { updated, words: said } = element.dataset;
  fetch(updated)
    .then((answer) => answer.json())
    .then(({ built }) => {
      const date = new Date(built.slice(0, 10)).toLocaleDateString(locale, { dateStyle: "long", timeZone: "UTC" });
      element.textContent = said.replace("{date}", date);
      element.hidden = false;
    })
    .catch(() => {}); // opened as a file, or the host is away: nothing is missing
}

// The key / leads to the search, unless the reader has switched it off there or is writing something.
const search = document.querySelector("[aria-keyshortcuts='/']");
if (search) {
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    try {
      if (localStorage.slash === "off") return;
    } catch {
      // A browser that keeps nothing has not been told anything.
    }
    event.preventDefault();
    search.click();
  });
}
