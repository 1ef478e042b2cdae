// A request for quotation, written from a few fields in one of the site's languages, sent by the reader's
// own programs: an e-mail or a WhatsApp message to each company, or one e-mail that hides them from each other.

const language = document.documentElement.lang;
const own = document.documentElement.dataset.locale;

/** An address as it may stand in a mailto: link. Source: RFC 6068. */
const mailed = (email) => encodeURIComponent(email).replace("%40", "@");

export class Request {
  /** form: the form; fetched: a function from a language to what its file says. */
  constructor(form, fetched) {
    this.form = form;
    this.fetched = fetched;
    this.body = form.querySelector("[data-body]");
    this.byHand = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => {
      if (event.target === this.body) this.byHand = true;
      this.write();
    });
    form.querySelector("[data-anew]").addEventListener("click", () => {
      this.byHand = false;
      this.write();
      this.body.focus();
    });
  }

  /** Asks these companies, of whose words those that come first can be asked for. */
  show(data, companies) {
    this.companies = companies;
    const place = this.form.querySelector("[data-words]");
    const chosen = new Set([...place.querySelectorAll(":checked")].map((box) => box.name + box.value));
    const shape = place.querySelector("template");
    const groups = data.facets
      .filter(({ first }) => first)
      .map(({ name, label, words }) => {
        const group = shape.content.firstElementChild.cloneNode(true);
        group.firstElementChild.textContent = label;
        const offered = Object.entries(words).filter(([key]) => companies.some(({ words: own }) => own?.[name]?.includes(key)));
        for (const [key, text] of offered) {
          const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value: key, checked: chosen.has(name + key) });
          const words_ = document.createElement("label");
          words_.className = "choice";
          words_.append(box, ` ${text}`);
          group.lastElementChild.append(words_);
        }
        return offered.length ? group : null;
      });
    place.replaceChildren(shape, ...groups.filter(Boolean));
    for (const unit of this.form.querySelectorAll("[data-unit]")) unit.textContent = data.unit;
    this.write();
  }

  /** The message and the ways to send it. */
  async write() {
    const asked = this.form.elements.namedItem("request-language").value;
    const { content, dataset } = this.form.parentNode.querySelector(`template[data-message="${asked}"]`);
    let data;
    try {
      data = await this.fetched(asked);
    } catch {
      return;
    }
    const said = (name) => content.querySelector(`[data-say="${name}"]`).textContent.trim();
    if (!this.byHand) this.body.value = this.#message(data, dataset.locale, said);
    this.body.lang = asked;
    this.form.querySelector("[data-anew]").hidden = !this.byHand;
    this.#ways(said("subject"));
  }

  #message(data, locale, said) {
    const value = (name) => this.form.elements.namedItem(name).value.trim();
    const line = (label, text) => `${label}: ${text}`;
    const lines = [];
    for (const { name, label, words } of data.facets) {
      const keys = [...this.form.querySelectorAll(`[data-words] input:checked`)].filter((box) => box.name === name);
      if (keys.length) lines.push(line(label, keys.map((box) => words[box.value]).join(", ")));
    }
    const quantity = value("request-quantity");
    if (quantity) lines.push(line(data.unit ? `${said("quantity")} (${data.unit})` : said("quantity"), new Intl.NumberFormat(locale).format(quantity)));
    const day = value("request-day");
    if (day) lines.push(line(said("day"), new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day))));
    const more = value("request-more");
    return [said("greeting"), said("opening"), lines.join("\n"), more, said("asking"), said("closing"), value("request-who")]
      .filter(Boolean)
      .join("\n\n");
  }

  /** Each company with its links; mail programs want line ends as in e-mail (RFC 6068). */
  #ways(subject) {
    const list = this.form.querySelector("[data-ways]");
    const shape = list.querySelector("template");
    const text = this.body.value;
    const mail = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\r?\n/g, "\r\n"))}`;
    const items = this.companies.map(({ name, email, whatsapp, speaks = [] }) => {
      const item = shape.content.firstElementChild.cloneNode(true);
      const [title, spoken, byMail, byChat, none] = item.children;
      title.textContent = name;
      const names = new Intl.DisplayNames(own, { type: "language" });
      spoken.textContent = new Intl.ListFormat(own).format(speaks.map((code) => names.of(code)));
      byMail.hidden = !email;
      byMail.href = `mailto:${mailed(email ?? "")}?${mail}`;
      byChat.hidden = !whatsapp;
      byChat.href += `${whatsapp?.[0].slice(1)}?text=${encodeURIComponent(text)}`;
      none.hidden = Boolean(email || whatsapp);
      for (const way of [byMail, byChat]) way.lastElementChild.textContent = ` ${name}`;
      return item;
    });
    list.replaceChildren(shape, ...items);
    const all = this.form.querySelector("[data-all]");
    const addresses = this.companies.map(({ email }) => email).filter(Boolean);
    all.hidden = addresses.length < 2;
    all.href = `mailto:?bcc=${addresses.map(mailed).join(",")}&${mail}`;
  }
}
