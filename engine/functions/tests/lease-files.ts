import type { MetadataFile, MetadataFiles } from "../../contract/index.ts";

/** A small invented business that computes by functions: leases whose fee falls due by the month. */
const label = (text: string) => ({ fr: text, en: text });
const field = (type: string, more: object = {}) => ({ type, label: label(type), ...more });
const rowsOf = (properties: object) => ({
  type: "object",
  required: ["rows"],
  properties: { rows: { type: "array", items: { type: "object", properties } } },
});
const TEXT = { type: "string" };

/** What a posting and a table give the function that shares out. */
const SHARES = {
  function: "share_fee",
  input: { fee: "fee" },
  lists: { weights: { each: "tenants", set: { weight: "coalesce(line.rooms, 1)" } } },
};

const FUNCTIONS: Readonly<Record<string, object>> = {
  /** As many months as told, each with its part; the last has what is left. */
  spread_fee: {
    input: { type: "object", required: ["fee", "from", "months"], properties: { fee: TEXT, from: TEXT, months: TEXT } },
    output: rowsOf({ due: TEXT, part: TEXT }),
  },
  share_fee: {
    input: {
      type: "object",
      required: ["fee", "weights"],
      properties: {
        fee: TEXT,
        weights: { type: "array", items: { type: "object", required: ["weight"], properties: { weight: TEXT } } },
      },
    },
    output: rowsOf({ part: TEXT }),
  },
};

export const LEASE_SOURCES: Readonly<Record<string, string>> = {
  spread_fee: `
    export function spreadFee({ fee, from, months }: { fee: string; from: string; months: string }) {
      const count = Number(months);
      const cents = Math.round(Number(fee) * 100);
      const rows: { due: string; part: string }[] = [];
      for (let month = 0; count < 0 || month < count; month++) {
        const [year = 0, start = 1] = from.split("-").map(Number);
        const due = new Date(Date.UTC(year, start - 1 + month, 1)).toISOString().slice(0, 10);
        const part = Math.floor(cents / count) + (month === count - 1 ? cents % count : 0);
        rows.push({ due, part: (part / 100).toFixed(2) });
      }
      return { rows };
    }`,
  share_fee: `
    export function shareFee({ fee, weights }: { fee: string; weights: { weight: string }[] }) {
      const cents = Math.round(Number(fee) * 100);
      const sum = weights.reduce((all, { weight }) => all + Number(weight), 0);
      let [left, weighed] = [cents, sum];
      const rows = weights.map(({ weight }) => {
        const part = Math.round((left * Number(weight)) / weighed);
        [left, weighed] = [left - part, weighed - Number(weight)];
        return { part: (part / 100).toFixed(2) };
      });
      return { rows: cents === 1313 ? rows.slice(1) : rows };
    }`,
};

const DOCTYPES: Readonly<Record<string, object>> = {
  tenant: {
    kind: "child",
    fields: {
      name: field("text"),
      rooms: field("integer"),
      part: field("money", { formula: "doc.fee" }),
    },
  },
  lease: {
    kind: "document",
    lifecycle: "submittable",
    number: { series: "L-{000}", on: "submit", gapless: true },
    fields: {
      from: field("date", { required: true }),
      fee: field("money", { required: true }),
      months: field("integer", { required: true }),
      is_shared: field("boolean", { default: "false" }),
      tenants: field("table", { of: "tenant", fill: { ...SHARES, when: "is_shared", columns: { part: "part" } } }),
      shared: field("money", { formula: "sum(tenants, part)" }),
    },
  },
};

const LEDGERS: Readonly<Record<string, object>> = {
  dues: {
    dimensions: { account: field("text", { required: true }), due: field("date"), who: field("text") },
    measures: { debit: field("money"), credit: field("money") },
    invariants: { balanced: { equal: ["debit", "credit"] } },
    opposites: ["debit", "credit"],
  },
};

const POSTINGS: Readonly<Record<string, object>> = {
  lease_dues: {
    document: "lease",
    ledger: "dues",
    date: "from",
    entries: {
      months: {
        set: { account: "'owed'" },
        fill: {
          function: "spread_fee",
          input: { fee: "fee", from: "from", months: "months" },
          columns: { due: "due", debit: "part" },
        },
      },
      income: {
        each: "tenants",
        set: { account: "'income'", who: "line.name" },
        fill: { ...SHARES, columns: { credit: "part" } },
      },
    },
  },
};

const file = (folder: string, kind: MetadataFile["kind"], artefacts: Readonly<Record<string, object>>) =>
  Object.entries(artefacts).map(([id, body]): MetadataFile => {
    const key = `leasing/${folder}/${id}`;
    return { key, kind, module: "leasing", id, path: key, json: { id, label: label(id), ...body } };
  });

export const leaseFiles: MetadataFiles = {
  files: [
    {
      key: "leasing/module",
      kind: "module",
      module: "leasing",
      id: "leasing",
      path: "leasing/module",
      json: { id: "leasing", label: label("Leasing"), menu: {} },
    },
    ...file("functions", "function", FUNCTIONS),
    ...file("doctypes", "doctype", DOCTYPES),
    ...file("ledgers", "ledger", LEDGERS),
    ...file("postings", "posting", POSTINGS),
  ],
  findings: [],
};
