// Gives each company on the page the button that puts it aside, and shows the way to the list.

import { follow, link, refused, slugs, toggle } from "./shortlist.js";
import { counted } from "./saying.js";

const form = document.getElementById("shortlist-toggle").content.firstElementChild;
const way = document.querySelector("[data-shortlist]");
const bare = way.getAttribute("href");
const buttons = new Map();

for (const place of document.querySelectorAll("[data-company]")) {
  const { company } = place.dataset;
  const button = form.cloneNode(true);
  button.lastElementChild.textContent = ` ${place.dataset.name ?? place.querySelector(".card-title").textContent}`;
  button.addEventListener("click", () => toggle(company));
  place.append(button);
  buttons.set(button, company);
}

follow(() => {
  const list = slugs();
  for (const [button, company] of buttons) button.setAttribute("aria-pressed", list.includes(company));
  counted(way.lastElementChild, list.length);
  way.hidden = !list.length;
  if (refused) way.href = bare + link(list);
});
