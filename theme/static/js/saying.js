// Words with a number in the page's language, and what is read out to those who do not see it change.

const { locale } = document.documentElement.dataset;
const plural = new Intl.PluralRules(locale);

/** An element's words for a number, which stand in data-none and data-<plural category>; shown in it at once. */
export function counted(element, number) {
  const words = number === 0 ? element.dataset.none : (element.dataset[plural.select(number)] ?? element.dataset.other);
  const text = words.replace("{}", number.toLocaleString(locale));
  if (element.textContent !== text) element.textContent = text;
  return text;
}

/** A function that has assistive technology read a text out, once a row of changes has come to rest. */
export function live() {
  const region = document.querySelector("[role=status]");
  let said = null;
  let waiting = 0;
  return (text) => {
    clearTimeout(waiting);
    // What the page says on arrival is there to be read; only what changes is called out.
    if (said === null) said = text;
    else waiting = setTimeout(() => (region.textContent = text), 400);
  };
}
