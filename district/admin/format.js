/**
 * How the desk reads and writes a file of facts: every scalar is text, as it is to `check`, so that 00100 stays a
 * postcode and a bare `network` becomes a group of fields; on saving, only what has changed is written, and comments,
 * order and the rest stay as they were. Refuses to know any field: the configuration says what each is.
 */

// Where the file's own text waits while the entry is open. No field is called so: Sveltia hands it back untouched.
const SOURCE = "_source";

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** A value without what is empty, and without no's: a flag that is not set is left out. */
function pruned(value) {
  if (Array.isArray(value)) return some(value.map(pruned).filter((one) => one !== undefined));
  if (isMap(value)) {
    const kept = Object.entries(value).map(([name, one]) => [name, pruned(one)]);
    return some(Object.fromEntries(kept.filter(([, one]) => one !== undefined)));
  }
  if (value === false || value === null || value === undefined || value === "") return undefined;
  return String(value);
}

const some = (value) => (Object.keys(value).length ? value : undefined);

/** The same for two values that say the same, in whatever order their keys stand. */
const sign = (value) =>
  JSON.stringify(value, (_, one) => (isMap(one) ? Object.fromEntries(Object.entries(one).sort()) : one));

/** The parser and the formatter of a collection's files, for Sveltia's registerCustomFormat. */
export function format(YAML, fields, bare, yes) {
  const words = new Set(yes);

  function typed(value, field, path) {
    if (Array.isArray(value)) return value.map((one) => single(one, field, path));
    return single(value, field, path);
  }

  function single(value, field, path) {
    if (field.fields) {
      const group = typeof value === "string" && value && bare[path] ? { [bare[path]]: value } : value;
      return isMap(group) ? typedGroup(group, field.fields, path) : group;
    }
    if (typeof value !== "string") return value;
    if (field.widget === "boolean") return words.has(value.toLowerCase());
    if (field.widget === "number") return value !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
    if (field.widget === "relation") return value.slice(value.lastIndexOf("/") + 1);
    if (field.widget === "select") {
      const options = field.options.map((one) => one.value);
      return options.find((one) => one.toLowerCase() === value.toLowerCase()) ?? value;
    }
    return value;
  }

  function typedGroup(group, known, path) {
    const byName = new Map(known.map((field) => [field.name, field]));
    return Object.fromEntries(
      Object.entries(group).map(([name, value]) => {
        const field = byName.get(name);
        return [name, field ? typed(value, field, path ? `${path}.${name}` : name) : value];
      }),
    );
  }

  const parsed = (text) => {
    const document = YAML.parseDocument(text, { schema: "failsafe" });
    if (document.errors.length) throw document.errors[0];
    return document;
  };

  /** A text as a node; in quotes where other programs than ours would take it for something else than it says. */
  function scalar(text) {
    const node = new YAML.Scalar(text);
    const taken = /^[-+.\w]+$/.test(text) ? YAML.parse(text) : text;
    if (typeof taken !== "string" && String(taken) !== text) node.type = "QUOTE_DOUBLE";
    return node;
  }

  function node(value) {
    if (Array.isArray(value)) {
      const list = new YAML.YAMLSeq();
      list.items = value.map(node);
      list.flow = value.every((one) => typeof one === "string");
      return list;
    }
    if (isMap(value)) {
      const map = new YAML.YAMLMap();
      for (const [name, one] of Object.entries(value)) map.items.push(new YAML.Pair(new YAML.Scalar(name), node(one)));
      return map;
    }
    return scalar(value);
  }

  /** Writes into a map what is no longer as it was; what was and is are both typed and pruned. */
  function merge(map, was, is) {
    for (const name of Object.keys(was)) {
      if (!(name in is)) map.delete(name);
    }
    for (const [name, value] of Object.entries(is)) {
      if (sign(was[name]) === sign(value)) continue;
      map.set(name, merged(map.get(name, true), was[name], value));
    }
  }

  function merged(there, was, is) {
    if (YAML.isMap(there) && isMap(was) && isMap(is)) {
      merge(there, was, is);
      return there;
    }
    if (YAML.isSeq(there) && Array.isArray(was) && Array.isArray(is) && there.items.length === was.length) {
      // What was there before keeps its own node, wherever it stands now.
      const before = new Map(was.map((one, index) => [sign(one), there.items[index]]));
      there.items = is.map((one, index) => before.get(sign(one)) ?? merged(there.items[index], was[index], one));
      return there;
    }
    if (YAML.isScalar(there) && typeof is === "string") {
      const made = scalar(is);
      made.comment = there.comment;
      made.commentBefore = there.commentBefore;
      made.spaceBefore = there.spaceBefore;
      return made;
    }
    return node(is);
  }

  /** A group of facts as the desk shows it, with its text beside it. */
  const read = (text) => ({ ...typedGroup(parsed(text).toJS() || {}, fields, ""), [SOURCE]: text });

  /** The text of a group: the one that was read, with what has changed since. */
  function written({ [SOURCE]: source = "", ...value }) {
    const document = parsed(source);
    const was = pruned(typedGroup(document.toJS() || {}, fields, "")) ?? {};
    const is = pruned(value) ?? {};
    if (sign(was) === sign(is)) return source;
    if (!YAML.isMap(document.contents)) document.contents = new YAML.YAMLMap();
    merge(document.contents, was, is);
    return document.toString({ lineWidth: 0, flowCollectionPadding: false });
  }

  return { fromFile: read, toFile: written };
}

// The head between its two lines, and all that follows.
const HEAD = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)([\s\S]*)$/m;

/** The same for texts: a head of facts, which stays even where it says nothing, and the body below it. */
export function textFormat(YAML, fields, yes) {
  const head = format(YAML, fields, {}, yes);
  return {
    fromFile(text) {
      const found = HEAD.exec(text);
      if (!found) throw new Error("no head");
      return { ...head.fromFile(found[1]), body: found[2] };
    },
    toFile({ body = "", ...value }) {
      const said = head.toFile(value);
      return `---\n${said}${said && !said.endsWith("\n") ? "\n" : ""}---\n${body.replace(/\s*$/, "\n")}`;
    },
  };
}
