// Makes the columns of a table[data-sortable] sortable; without script it stands as the page sorted it.
// Whole numbers are taken as such (2 before 10); what is empty comes last, whichever way it goes.

const order = new Intl.Collator(document.documentElement.dataset.locale, { numeric: true });

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  const [body] = table.tBodies;
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "table-sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of heads) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const said = (row) => row.cells[column].textContent.trim();
      const compared = (one, other) => {
        const [a, b] = [said(one), said(other)];
        if (!a || !b) return Number(!a) - Number(!b);
        return (down ? -1 : 1) * order.compare(a, b);
      };
      body.append(...[...body.rows].sort(compared));
    });
  });
}
