import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ScenarioStep } from "../../../contract/index.ts";

const text = (en: string) => ({ fr: en, en });
const decimal = (id: string) => ({ type: "decimal", scale: 2, label: text(id) });

/** Parcels are weighed into depots: small metadata that has everything a step can name. */
const FILES: Readonly<Record<string, object>> = {
  "package.json": { type: "module" },
  "parcels/module.json": { id: "parcels", label: text("Parcels"), depends_on: ["finance"], menu: {} },
  "parcels/doctypes/depot.json": {
    id: "depot",
    label: text("Depot"),
    kind: "document",
    title: "name",
    fields: { name: { type: "text", label: text("Name"), required: true, unique: true } },
  },
  "parcels/doctypes/parcel_line.json": {
    id: "parcel_line",
    label: text("Content"),
    kind: "child",
    fields: { what: { type: "text", label: text("What") }, weight: decimal("Weight") },
  },
  "parcels/doctypes/parcel.json": {
    id: "parcel",
    label: text("Parcel"),
    kind: "document",
    lifecycle: "submittable",
    title: "label",
    fields: {
      label: { type: "text", label: text("Label"), required: true },
      lot: { type: "text", label: text("Lot"), required: true },
      depot: { type: "link", to: "depot", label: text("Depot"), required: true },
      day: { type: "date", label: text("Day"), default: "today()" },
      note: { type: "text", label: text("Note") },
      lines: { type: "table", of: "parcel_line", label: text("Content") },
      weight: { ...decimal("Weight"), formula: "sum(lines, weight)" },
    },
  },
  "parcels/ledgers/load.json": {
    id: "load",
    label: text("Load"),
    dimensions: {
      depot: { type: "link", to: "depot", label: text("Depot"), required: true },
      lot: { type: "text", label: text("Lot") },
      what: { type: "text", label: text("What") },
    },
    measures: { weight: { type: "quantity", scale: 2, label: text("Weight") } },
  },
  "parcels/postings/parcel.json": {
    id: "parcel",
    label: text("Load"),
    document: "parcel",
    ledger: "load",
    date: "day",
    entries: { in: { each: "lines", set: { depot: "depot", lot: "lot", what: "line.what", weight: "line.weight" } } },
  },
  "parcels/reports/loads.json": {
    id: "loads",
    label: text("Loads"),
    kind: "summary",
    source: { ledger: "load" },
    params: { lot: { label: text("Lot"), type: "text" }, depot: { label: text("Depot"), type: "link", to: "depot" } },
    where: "(params.lot == null || lot == params.lot) && (params.depot == null || depot == params.depot)",
    dimensions: { depot: { label: text("Depot"), value: "depot.name" } },
    measures: { weight: { label: text("Weight"), aggregate: "sum", value: "weight", type: "quantity" } },
    order: ["depot"],
    group: { by: "depot" },
    totals: true,
  },
  "parcels/functions/weigh/weigh.function.json": {
    id: "weigh",
    label: text("Weigh"),
    input: { type: "object", properties: { weights: { type: "array", items: { type: "string" } } } },
    output: { type: "object", properties: { heaviest: { type: "string" }, all: { type: "array" } } },
  },
};

const WEIGH = `export const weigh = ({ weights }: { weights: string[] }) =>
  ({ heaviest: weights.reduce((a, b) => (Number(b) > Number(a) ? b : a)), all: weights });`;

/** A folder with the module. */
export function writeParcels(): string {
  const folder = mkdtempSync(join(tmpdir(), "perfex-parcels-"));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (const [path, json] of Object.entries(FILES)) write(path, JSON.stringify(json));
  write("parcels/functions/weigh/weigh.ts", WEIGH);
  return folder;
}

/** Two depots, and a submitted parcel for each: 2 + 3 in the north, 7 in the south. */
export function parcelSteps(lot: string): readonly ScenarioStep[] {
  const parcel = (as: string, depot: string, weights: readonly string[]): ScenarioStep => ({
    create: "parcel",
    as,
    values: {
      label: `${as} ${lot}`,
      lot,
      depot,
      lines: weights.map((weight, index) => ({ what: `thing ${index + 1}`, weight })),
    },
  });
  return [
    { create: "depot", as: "north", values: { name: `North ${lot}` } },
    { create: "depot", as: "south", values: { name: `South ${lot}` } },
    parcel("light", "$north", ["2", "3"]),
    parcel("heavy", "$south", ["7"]),
    { submit: "$light" },
    { submit: "$heavy" },
  ];
}
