// Lets the ways into the directory lead to its filters, where one choice can follow another; without
// script they lead to the page of the word. A word's page is two steps below the directory, and the
// directory knows its words by these steps too.

for (const link of document.querySelectorAll("[data-choices] a")) {
  const [facet, word] = link.pathname.split("/").slice(-3);
  link.closest("[data-choices]").hidden = false;
  link.href = new URL(`../../?${new URLSearchParams([[facet, word]])}#find`, link.href);
}
