import { readdirSync, readFileSync } from "node:fs";
import type { Doctype, Field } from "../../engine/contract/types/index.ts";
import { fail, newId } from "../../engine/kernel/index.ts";
import type { SeedOptions, SeedRecord, SeedTarget, SeedValue, SeedValues } from "../types.ts";

/** A target that keeps documents in memory and refuses values the doctypes would refuse: unknown fields, links to nothing. */
export interface MemoryTarget extends SeedTarget {
  readonly documents: ReadonlyMap<string, readonly MemoryDocument[]>;
  readonly singles: ReadonlyMap<string, SeedValues>;
}

export type MemoryDocument = SeedRecord & { readonly $submitted: boolean };

const METADATA = new URL("../../metadata/", import.meta.url);

function loadDoctypes(): Map<string, Doctype> {
  const files = ["core", "finance"].flatMap((module) => {
    const folder = new URL(`${module}/doctypes/`, METADATA);
    return readdirSync(folder).map((name) => new URL(name, folder));
  });
  const doctypes = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as Doctype);
  return new Map(doctypes.map((doctype) => [doctype.id, doctype]));
}

export function createMemoryTarget(): MemoryTarget {
  const doctypes = loadDoctypes();
  const documents = new Map<string, MemoryDocument[]>();
  const singles = new Map<string, SeedValues>();
  const ids = new Map<string, string>();

  function checkRow(doctypeId: string, values: SeedValues, path: string, isComplete: boolean): void {
    const doctype = doctypes.get(doctypeId) ?? refuse(`${path}: no doctype ${doctypeId}`);
    for (const [id, value] of Object.entries(values)) {
      const field = doctype.fields[id] ?? refuse(`${path}: ${doctypeId} has no field ${id}`);
      checkValue(field, value, `${path}.${id}`);
    }
    if (!isComplete) return;
    for (const [id, field] of Object.entries(doctype.fields)) {
      const isFilled = values[id] !== undefined && values[id] !== null;
      if (field.required && field.default === undefined && !isFilled) refuse(`${path}.${id} is required`);
    }
  }

  function checkValue(field: Field, value: SeedValue, path: string): void {
    if (value === null) return;
    if (field.formula !== undefined) refuse(`${path} is computed`);
    if (field.type === "table") {
      (value as readonly SeedValues[]).forEach((row, index) => {
        checkRow(field.of, row, `${path}[${index}]`, true);
      });
    } else if (field.type === "link" && ids.get(String(value)) !== field.to) {
      refuse(`${path}: ${String(value)} is not a ${field.to}`);
    } else if (field.type === "choice" && !Object.hasOwn(field.options, String(value))) {
      refuse(`${path}: ${String(value)} is not an option`);
    } else if (["money", "decimal", "percent", "quantity"].includes(field.type) && typeof value !== "string") {
      refuse(`${path} is not written as text`);
    }
  }

  function store(doctype: string, values: SeedValues, options: SeedOptions = {}): { id: string } {
    checkRow(doctype, values, doctype, true);
    const id = newId();
    const found = documents.get(doctype) ?? [];
    documents.set(doctype, [...found, { ...values, id, $submitted: options.submit === true }]);
    ids.set(id, doctype);
    return { id };
  }

  return {
    documents,
    singles,
    create: async (doctype, values, options) => store(doctype, values, options),
    createMany: async (doctype, rows, options) => rows.map((row) => store(doctype, row, options).id),
    async submit(doctype, id) {
      replace(documents, doctype, id, (document) => ({ ...document, $submitted: true }));
    },
    async update(doctype, id, values) {
      checkRow(doctype, values, doctype, false);
      replace(documents, doctype, id, (document) => ({ ...document, ...values }) as MemoryDocument);
    },
    async setSingle(doctype, values) {
      checkRow(doctype, values, doctype, false);
      singles.set(doctype, { ...singles.get(doctype), ...values });
    },
    find: async (doctype, where) =>
      (documents.get(doctype) ?? []).filter((document) =>
        Object.entries(where).every(([field, value]) => document[field] === value),
      ),
  };
}

function replace(
  documents: Map<string, MemoryDocument[]>,
  doctype: string,
  id: string,
  change: (document: MemoryDocument) => MemoryDocument,
): void {
  const found = documents.get(doctype) ?? [];
  documents.set(
    doctype,
    found.map((document) => (document.id === id ? change(document) : document)),
  );
}

const refuse = (what: string): never => fail("ASSERTION_FAILED", { what });
