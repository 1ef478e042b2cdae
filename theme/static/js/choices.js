// Reckons which companies a choice leaves, and how many each further word would. Knows no page.
// A choice: words (Map of a facet's name to a Set of keys), least and most numbers (Map of a measure's
// name to a number), months (Map of a measure's name to YYYY-MM), text.
// Any word of a facet will do; every facet, measure and word of the text must.

import { common, count, either, setOf } from "./bits.js";

/** A text as it is compared: no accents, no capitals, one blank before each word. */
export const folded = (text) =>
  ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;

/** A choice of nothing. */
export const nothing = () => ({ words: new Map(), numbers: new Map(), months: new Map(), text: "" });

export class Choices {
  /** data: as the page brings them; asked: a measure's name to "at-least" or "at-most"; texts: of each company. */
  constructor(data, asked, texts) {
    this.data = data;
    this.asked = asked;
    this.texts = texts;
    this.size = texts.length;
    this.all = setOf(texts.keys(), this.size);
    this.sets = new Map(
      Object.entries(data.words).map(([facet, words]) => [
        facet,
        new Map(Object.entries(words).map(([key, word]) => [key, setOf(word.who, this.size)])),
      ]),
    );
  }

  /** The companies that a choice leaves, and `of(facet, key)`: how many a word of a facet would leave. */
  answer(choice) {
    const parts = new Map();
    for (const [facet, keys] of choice.words) {
      const sets = [...keys].map((key) => this.sets.get(facet)?.get(key)).filter(Boolean);
      if (sets.length) parts.set(facet, sets.reduce(either));
    }
    const rest = [this.#numbers(choice.numbers), this.#months(choice.months), this.#text(choice.text)].reduce(common);
    const found = [...parts.values()].reduce(common, rest);
    // A facet's own words do not narrow each other: without them is what one more of them would meet.
    const without = new Map();
    for (const facet of this.sets.keys()) {
      const others = [...parts].filter(([name]) => name !== facet).map(([, set]) => set);
      without.set(facet, parts.has(facet) ? others.reduce(common, rest) : found);
    }
    return { found, of: (facet, key) => count(common(without.get(facet), this.sets.get(facet).get(key))) };
  }

  #where(test) {
    return setOf([...this.texts.keys()].filter(test), this.size);
  }

  #numbers(numbers) {
    let set = this.all;
    for (const [name, wanted] of numbers) {
      const { values } = this.data.measures[name];
      const meets = this.asked.get(name) === "at-least" ? (value) => value >= wanted : (value) => value <= wanted;
      set = common(set, this.#where((number) => values[number] !== null && meets(values[number])));
    }
    return set;
  }

  /** Who has something of the measure in that month: already now, or from a day that is not after it. */
  #months(months) {
    let set = this.all;
    for (const [name, month] of months) {
      const { values, from } = this.data.measures[name];
      set = common(set, this.#where((number) => values[number] > 0 && (!from[number] || from[number].slice(0, 7) <= month)));
    }
    return set;
  }

  /** Each word of the text begins a word of the company's card, or of a word it is described by. */
  #text(text) {
    const words = folded(text).split(" ").filter(Boolean);
    if (!words.length) return this.all;
    this.folded ??= this.#folded();
    return this.#where((number) => words.every((word) => this.folded[number].includes(` ${word}`)));
  }

  #folded() {
    const whole = [...this.texts];
    for (const words of Object.values(this.data.words)) {
      for (const { who, label, also } of Object.values(words)) {
        for (const number of who) whole[number] += ` ${label} ${also ?? ""}`;
      }
    }
    return whole.map(folded);
  }
}
