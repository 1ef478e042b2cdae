// Files made in the browser from what the page shows: contacts for an address book, a table for a spreadsheet.

const { locale } = document.documentElement.dataset;

function save(parts, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** All companies as one .vcf: the site's own cards; the essentials of one whose card cannot be had. */
export async function saveCards(companies, name) {
  const cards = await Promise.all(companies.map(card));
  save(cards.map((text) => `${text.trimEnd()}\r\n`), `${name}.vcf`, "text/vcard;charset=utf-8");
}

async function card(company) {
  try {
    if (!company.card) return written(company);
    const answer = await fetch(company.card);
    return answer.ok ? await answer.text() : written(company);
  } catch {
    return written(company);
  }
}

/** A vCard 3.0, which every address book reads. Source: RFC 2426. */
export function written({ name, email, phone, whatsapp, website, place, page }) {
  const text = (value) => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  return [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `FN:${text(name)}`,
    `N:${text(name)};;;;`,
    `ORG:${text(name)}`,
    place && `ADR;TYPE=WORK:;;;${text(place)};;;`,
    email && `EMAIL;TYPE=WORK:${email}`,
    phone && `TEL;TYPE=WORK,VOICE:${phone[0]}`,
    whatsapp && whatsapp[0] !== phone?.[0] && `TEL;TYPE=WORK,CELL:${whatsapp[0]}`,
    website && `URL:${website}`,
    `SOURCE:${new URL(page, location.href).href}`,
    "END:VCARD",
  ]
    .filter(Boolean)
    .join("\r\n");
}

/** The table with a company in each line, as the spreadsheets of the page's language read it. */
export function saveTable(rows, name) {
  // Where the comma parts decimals, the semicolon parts fields.
  const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal").value;
  const between = decimal === "," ? ";" : ",";
  const lines = [rows.map(([label]) => label), ...rows[0][1].map((_, at) => rows.map(([, texts]) => texts[at] ?? ""))];
  const text = lines.map((line) => line.map(field).join(between)).join("\r\n");
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  save(["\ufeff", text, "\r\n"], `${name}.csv`, "text/csv;charset=utf-8");
}

/** A field that no spreadsheet takes for a formula. Source: OWASP, CSV Injection */
function field(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}
