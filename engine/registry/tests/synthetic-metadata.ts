import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const label = (text: string) => ({ fr: text, en: text });

/**
 * Writes a module of made-up metadata: of `count` doctypes two thirds are documents, with a form and a list each; every
 * second one has lines, posts to a ledger and has a report.
 */
export function writeSyntheticMetadata(folder: string, count: number): void {
  const write = (path: string, json: object) => {
    const file = join(folder, "made_up", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(json, null, 2));
  };
  const documents = Math.ceil((count * 2) / 3);
  write("module.json", { id: "made_up", label: label("Made up"), menu: {} });
  write("ledgers/stock.json", LEDGER);
  write("roles/keeper.json", ROLE);
  for (let index = 0; index < documents; index++) {
    const hasLines = index % 2 === 0;
    write(`doctypes/thing_${index}.json`, thing(index, documents, hasLines));
    write(`forms/thing_${index}.json`, form(index, hasLines));
    write(`views/thing_${index}.json`, view(index));
    if (!hasLines) continue;
    write(`doctypes/thing_${index}_line.json`, line(index, documents));
    write(`postings/thing_${index}.json`, posting(index));
    write(`reports/thing_${index}.json`, report(index));
  }
}

const LEDGER = {
  id: "stock",
  label: label("Stock"),
  dimensions: { thing: { type: "link", label: label("Thing"), to: "thing_0", required: true } },
  measures: { quantity: { type: "quantity", label: label("Quantity") } },
  rollup: { by: ["thing"] },
};
const ROLE = {
  id: "keeper",
  label: label("Keeper"),
  permissions: { "module:made_up": { actions: "all", where: "created_by == user.id || is_open" } },
};

function thing(index: number, documents: number, hasLines: boolean) {
  return {
    id: `thing_${index}`,
    label: label(`Thing ${index}`),
    kind: "document",
    lifecycle: "submittable",
    number: { series: `T${index}-{year(date)}-{0000}`, on: "submit", gapless: true },
    title: "name + ' · ' + other.name",
    fields: {
      name: { type: "text", label: label("Name"), required: true, max: 80, pattern: "[A-Z].*" },
      other: { type: "link", label: label("Other"), to: `thing_${(index + 1) % documents}`, where: "is_open" },
      first: { type: "link", label: label("First"), to: "thing_0" },
      date: { type: "date", label: label("Date"), required: true, default: "today()" },
      due: { type: "date", label: label("Due"), default: "add_days(date, 30)", read_only_when: "docstatus != 'draft'" },
      is_open: { type: "boolean", label: label("Open"), default: "true" },
      rate: { type: "percent", label: label("Rate"), default: "coalesce(other.rate, 20)" },
      net: { type: "money", label: label("Net"), ...(hasLines ? { formula: "sum(lines, net)" } : {}) },
      total: { type: "money", label: label("Total"), formula: "net * (1 + rate / 100)" },
      state: { type: "choice", label: label("State"), options: { a: { label: label("A") }, b: { label: label("B") } } },
      is_late: { type: "computed", label: label("Late"), result: "boolean", expression: "due < today() && is_open" },
      note: { type: "long_text", label: label("Note"), shown_when: "state == 'b'" },
      ...(hasLines ? { lines: { type: "table", label: label("Lines"), of: `thing_${index}_line`, min: 1 } } : {}),
    },
    rules: {
      due_after_date: { check: "due >= date", message: label("Too early"), at: "due" },
      not_negative: { check: "total >= 0", message: label("Negative"), at: "total", on: "submit" },
    },
    search: ["number", "name", "note"],
    indexes: { by_other: ["other", "date"] },
  };
}

function line(index: number, documents: number) {
  return {
    id: `thing_${index}_line`,
    label: label(`Line of thing ${index}`),
    kind: "child",
    fields: {
      item: { type: "link", label: label("Item"), to: "thing_0", required: true },
      source: { type: "link", label: label("Source"), to: `thing_${(index + 3) % documents}` },
      quantity: { type: "quantity", label: label("Quantity"), default: "1" },
      price: { type: "money", label: label("Price"), default: "item.total" },
      net: { type: "money", label: label("Net"), formula: "round_money(quantity * price)" },
    },
    rules: { positive: { check: "quantity > 0", message: label("Not positive"), at: "quantity" } },
  };
}

function form(index: number, hasLines: boolean) {
  const fields = [
    "name",
    "other",
    "first",
    "date",
    "due",
    "is_open",
    "rate",
    "state",
    "net",
    "total",
    "is_late",
    "note",
  ];
  return {
    id: `thing_${index}`,
    label: label(`Thing ${index}`),
    doctype: `thing_${index}`,
    tabs: {
      main: {
        label: label("Main"),
        sections: { header: { fields }, ...(hasLines ? { lines: { columns: 1, fields: ["lines"] } } : {}) },
      },
    },
  };
}

function view(index: number) {
  return {
    id: `thing_${index}`,
    label: label(`Things ${index}`),
    doctype: `thing_${index}`,
    kind: "list",
    columns: ["number", "name", "other.name", "other.other.name", "date", "total", "is_late"],
    sort: ["-date"],
    filters: { late: { label: label("Late"), filter: "is_late && other.is_open" } },
    totals: ["total"],
    is_default: true,
  };
}

function posting(index: number) {
  return {
    id: `thing_${index}`,
    label: label(`Thing ${index}`),
    document: `thing_${index}`,
    ledger: "stock",
    date: "date",
    entries: {
      out: { each: "lines", when: "line.quantity != 0", set: { thing: "line.item", quantity: "-line.quantity" } },
    },
  };
}

function report(index: number) {
  return {
    id: `thing_${index}`,
    label: label(`Things ${index}`),
    kind: "summary",
    source: { doctype: `thing_${index}`, table: "lines" },
    params: { from: { label: label("From"), type: "date", required: true } },
    where: "doc.date >= params.from && doc.docstatus == 'submitted'",
    dimensions: {
      month: { label: label("Month"), value: "doc.date", bucket: "month" },
      item: { label: label("Item"), value: "item.name" },
    },
    measures: {
      quantity: { label: label("Quantity"), aggregate: "sum", value: "quantity", type: "quantity" },
      net: { label: label("Net"), aggregate: "sum", value: "net", type: "money" },
      price: { label: label("Price"), formula: "net / quantity", type: "money" },
    },
    order: ["month", "-net"],
  };
}
