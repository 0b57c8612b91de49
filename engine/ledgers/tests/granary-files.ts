import type { MetadataFile, MetadataFiles } from "../../contract/index.ts";

/** A small invented business for the ledger tests: farmers bring grain to silos and are owed for it. */
const label = (text: string) => ({ fr: text, en: text });

const DOCTYPES: Readonly<Record<string, object>> = {
  silo: { kind: "document", title: "code", fields: { code: { type: "text", label: label("Code"), required: true } } },
  season: {
    kind: "document",
    fields: {
      starts: { type: "date", label: label("Starts"), required: true },
      ends: { type: "date", label: label("Ends"), required: true },
      state: { type: "text", label: label("State") },
    },
  },
  move_line: {
    kind: "child",
    fields: {
      silo: { type: "link", to: "silo", label: label("Silo"), required: true },
      tons: { type: "quantity", label: label("Tons"), required: true },
      worth: { type: "money", label: label("Worth") },
    },
  },
  move: {
    kind: "document",
    lifecycle: "submittable",
    fields: {
      moved_on: { type: "date", label: label("Date"), required: true },
      lines: { type: "table", of: "move_line", label: label("Lines") },
      paid: { type: "money", label: label("Paid") },
    },
  },
};

const LEDGERS: Readonly<Record<string, object>> = {
  grain: {
    dimensions: {
      silo: { type: "link", to: "silo", label: label("Silo"), required: true },
      origin: { type: "dynamic_link", to: ["move"], label: label("Origin") },
    },
    measures: { tons: { type: "quantity", label: label("Tons") } },
    invariants: { never_empty: { measure: "tons", min: "0", per: ["silo"] } },
    periods: { doctype: "season", from: "starts", to: "ends", closed: "state == 'over'" },
    rollup: { by: ["silo"] },
  },
  debts: {
    dimensions: { silo: { type: "link", to: "silo", label: label("Silo") } },
    measures: { owed: { type: "money", label: label("Owed") }, paid: { type: "money", label: label("Paid") } },
    invariants: { balanced: { equal: ["owed", "paid"] } },
    opposites: ["owed", "paid"],
    rollup: { by: ["silo"] },
  },
};

const POSTINGS: Readonly<Record<string, object>> = {
  move_grain: {
    document: "move",
    ledger: "grain",
    date: "moved_on",
    entries: { moved: { each: "lines", set: { silo: "line.silo", origin: "doc", tons: "line.tons" } } },
  },
  move_debts: {
    document: "move",
    ledger: "debts",
    date: "moved_on",
    entries: {
      owed: { each: "lines", set: { silo: "line.silo", owed: "line.worth" } },
      paid: { set: { paid: "paid" } },
    },
  },
};

function files(
  folder: string,
  kind: MetadataFile["kind"],
  artefacts: Readonly<Record<string, object>>,
): MetadataFile[] {
  return Object.entries(artefacts).map(([id, body]) => {
    const key = `granary/${folder}/${id}`;
    return { key, kind, module: "granary", id, path: key, json: { id, label: label(id), ...body } };
  });
}

export const granaryFiles: MetadataFiles = {
  files: [
    {
      key: "granary/module",
      kind: "module",
      module: "granary",
      id: "granary",
      path: "granary/module",
      json: { id: "granary", label: label("Granary"), menu: {} },
    },
    ...files("doctypes", "doctype", DOCTYPES),
    ...files("ledgers", "ledger", LEDGERS),
    ...files("postings", "posting", POSTINGS),
  ],
  findings: [],
};
