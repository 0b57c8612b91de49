import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { publishMetadata } from "../../engine/app/composition/publish-metadata.ts";
import { verifyOrganization } from "../../engine/app/verify/verify-organization.ts";
import { sql } from "../../engine/database/index.ts";
import type { Document, DocumentValues, RequestContext } from "../../engine/documents/index.ts";
import { isPerfexError } from "../../engine/kernel/index.ts";
import { assembleLayers, type MetadataLayer, resolveRegistry } from "../../engine/registry/index.ts";
import { drillReport, runReport } from "../../engine/reports/index.ts";
import { openRealProduct } from "./support/real-product.ts";

/** Every word of Postgres, and every word our own SQL is made of, may be the name of anything in metadata. */
const product = openRealProduct({ organizations: ["linguists"] });
const ID = /^(?!constructor$)[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const label = (en: string) => ({ fr: en, en });

/** Names that SQL of ours had, or that anybody would think of first. */
const CLASSICS =
  "item r s o t f p v e b d k n l x y z w c g h i j m q u old new sent header page part parts head tail grouped counted found totals sums money kept opening guard change locked delta rollup pair original reversal posting_line owner source target taken used origin place drawn counter wanted document event past gone rows_0 s0 t1 k0_0 now held_0 value body self parent_id balance month first_date last_date row excluded ctid_x only lateral";

/** Words of the SQL in our sources. */
function ownWords(): string[] {
  const folder = join(import.meta.dirname, "../../engine");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!test)\.ts$/.test(file),
  );
  const literals = files.flatMap((file) => readFileSync(join(folder, file), "utf8").match(/`[^`]*`/gs) ?? []);
  const statements = literals.filter((text) => /\b(select|from|insert into|update|join|exists)\b/.test(text));
  return statements.flatMap((text) => text.replaceAll(/\$\{[^}]*\}/g, " ").match(/\b[a-z][a-z0-9_]*\b/g) ?? []);
}

interface Words {
  /** As fields, columns, dimensions, measures. */
  readonly all: readonly string[];
  /** As doctypes, each of which is a table: those that mean something where a table's or a type's name stands. */
  readonly ofTables: readonly string[];
}

async function loadWords(): Promise<Words> {
  const rows = await product.db.read(null, (c) =>
    c.query<{ word: string; is_special: boolean }>(sql`
      select word, catcode <> 'U' as is_special from pg_get_keywords()
      union all select typname::text, true from pg_type where typnamespace = 'pg_catalog'::regnamespace and typtype = 'b'
      union all select proname::text, false from pg_proc where proname in ('row_to_json', 'count', 'sum', 'coalesce', 'max')`),
  );
  const own = [...ownWords(), ...CLASSICS.split(" ")];
  const taken = new Set(product.perfex.registries.preview([]).doctypes.keys());
  const unique = (words: readonly string[]) => [...new Set(words)].filter((word) => ID.test(word)).sort();
  return {
    all: unique([...rows.map(({ word }) => word), ...own]),
    // A doctype of the product is called like some of them already.
    ofTables: unique([
      ...rows.filter(({ is_special }) => is_special).map(({ word }) => word),
      ...CLASSICS.split(" "),
    ]).filter((word) => !taken.has(word)),
  };
}

const chunks = (words: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(words.length / size) }, (_, at) => words.slice(at * size, (at + 1) * size));

type Artefacts = Record<string, object>;
const text = (id: string) => ({ type: "text", label: label(id) });
const number = (id: string) => ({ type: "decimal", label: label(id) });
const each = <T>(ids: readonly string[], make: (id: string) => T) =>
  Object.fromEntries(ids.map((id) => [id, make(id)]));

/** A submittable doctype with the words as fields and as columns of its lines, posting them, as dimensions and measures, to a ledger. */
function wordsAsFields(at: number, words: readonly string[]): Artefacts {
  const [dimensions, measures] = [
    words.filter((_, index) => index % 3 !== 0),
    words.filter((_, index) => index % 3 === 0),
  ];
  const fields = { ...each(dimensions, text), ...each(measures, number) };
  const entry = (from: string) => each(words, (id) => `${from}${id}`);
  const by = dimensions.slice(0, 12);
  const reports = (source: object) => ({
    source,
    kind: "summary",
    dimensions: each(dimensions.slice(0, 40), (id) => ({ label: label(id), value: id })),
    measures: each(measures.slice(0, 40), (id) => ({ label: label(id), aggregate: "sum", value: id, type: "decimal" })),
    order: [`-${measures[0]}`],
    having: `${measures[0]} > 0`,
    totals: true,
  });
  return {
    [`doctypes/words_${at}_line`]: { kind: "child", fields },
    [`doctypes/words_${at}`]: {
      kind: "document",
      lifecycle: "submittable",
      number: { series: `W${at}-{0000}`, on: "submit", gapless: true },
      title: dimensions[0]!,
      search: dimensions.slice(0, 8),
      indexes: { first: dimensions.slice(0, 3) },
      rules: {
        positive: {
          check: `${measures[0]} >= 0 && sum(lines_of_words, ${measures[0]}) >= 0`,
          message: label("Positive"),
        },
      },
      fields: {
        ...fields,
        day_of_words: { type: "date", label: label("Day") },
        lines_of_words: { type: "table", label: label("Lines"), of: `words_${at}_line` },
      },
    },
    [`ledgers/words_${at}`]: {
      dimensions: each(dimensions, text),
      measures: each(measures, number),
      invariants: { never_below: { measure: measures[0], min: "0", per: by } },
      rollup: { by },
    },
    [`postings/words_${at}`]: {
      document: `words_${at}`,
      ledger: `words_${at}`,
      date: "day_of_words",
      entries: { header: { set: entry("") }, lines: { each: "lines_of_words", set: entry("line.") } },
    },
    [`reports/entries_of_${at}`]: reports({ ledger: `words_${at}` }),
    [`reports/months_of_${at}`]: {
      source: { ledger: `words_${at}` },
      kind: "summary",
      dimensions: each(by, (id) => ({ label: label(id), value: id })),
      measures: each(measures.slice(0, 40), (id) => ({
        label: label(id),
        aggregate: "sum",
        value: id,
        type: "decimal",
      })),
    },
    [`reports/lines_of_${at}`]: reports({ doctype: `words_${at}`, table: "lines_of_words" }),
    [`reports/list_of_${at}`]: {
      source: { doctype: `words_${at}` },
      kind: "detail",
      dimensions: each(dimensions.slice(0, 40), (id) => ({ label: label(id), value: id })),
      measures: each(measures.slice(0, 40), (id) => ({ label: label(id), value: id, type: "decimal", running: true })),
      opening: "day_of_words < date('2000-01-01')",
      order: [dimensions[0]],
      totals: true,
    },
  };
}

/** A doctype called like the word, with lines, a link to the next of them, and a number. */
function wordAsDoctype(word: string, next: string): Artefacts {
  return {
    [`doctypes/${word}`]: {
      kind: "document",
      lifecycle: "submittable",
      number: { series: "N-{0000}", on: "submit", gapless: true },
      title: "name_of_it",
      search: ["name_of_it"],
      fields: {
        name_of_it: { ...text("name_of_it"), unique: true },
        next_word: { type: "link", to: next, label: label("Next") },
        name_of_next: { ...text("name_of_next"), formula: "next_word.name_of_it" },
        day_of_words: { type: "date", label: label("Day"), default: "date('2026-03-01')" },
        rows_of_it: { type: "table", of: "row_of_word", label: label("Rows") },
      },
    },
  };
}

const ROW: Artefacts = {
  "doctypes/row_of_word": { kind: "child", fields: { name_of_row: { ...text("name_of_row"), unique: true } } },
};

function layerOf(artefacts: Artefacts): MetadataLayer {
  const files = Object.entries(artefacts).map(([path, json]) => {
    const id = path.split("/")[1]!;
    return [`words/${path}`, { id, label: label(id), ...json }] as const;
  });
  const module = { id: "words", label: label("Words"), menu: {} };
  return { module: "words", owner: "organization", patches: { "words/module": module, ...Object.fromEntries(files) } };
}

/** Ids that `check` refuses, each with one finding of its own: they are the engine's. */
function refusedBy(layer: MetadataLayer): { words: Set<string>; codes: string[] } {
  try {
    resolveRegistry(product.perfex.base, [layer]);
    return { words: new Set(), codes: [] };
  } catch (error) {
    if (!isPerfexError(error)) throw error;
    const words = error.details.map(({ pointer, params }) => {
      const place = pointer === "/id" ? String(params?.["file"]) : String(pointer);
      return place.split("/").at(-1)!;
    });
    return { words: new Set(words), codes: [...new Set(error.details.map(({ code }) => code))].sort() };
  }
}

let words: Words;
let fieldChunks: string[][];
let tables: string[];
let ctx: RequestContext;

const SETUP_TIMEOUT_MS = 240_000;

beforeAll(async () => {
  words = await loadWords();
  const asFields = refusedBy(layerOf({ "doctypes/words_0": { kind: "document", fields: each(words.all, text) } }));
  const asLedger = refusedBy(
    layerOf({
      "ledgers/words_0": { dimensions: each(words.all, text), measures: { total_of_words: number("Total") } },
    }),
  );
  const allowed = words.all.filter((word) => !asFields.words.has(word) && !asLedger.words.has(word));
  fieldChunks = chunks(allowed, 240);
  const asTables = refusedBy(
    layerOf({ ...ROW, ...Object.assign({}, ...words.ofTables.map((word) => wordAsDoctype(word, word))) }),
  );
  tables = words.ofTables.filter((word) => !asTables.words.has(word));
  expect({ fields: asFields.codes, ledger: asLedger.codes, tables: asTables.codes }).toEqual({
    fields: ["METADATA_FIELD_RESERVED"],
    ledger: ["METADATA_LEDGER_FIELD_TAKEN"],
    tables: ["METADATA_DOCTYPE_RESERVED"],
  });
  const artefacts = Object.assign(
    ROW,
    ...fieldChunks.map((chunk, at) => wordsAsFields(at, chunk)),
    ...tables.map((word, at) => wordAsDoctype(word, tables[(at + 1) % tables.length]!)),
  ) as Artefacts;
  const organization = { ...product.organization("linguists"), name: "linguists" };
  await publishMetadata(product.perfex, organization, { layers: assembleLayers([], [layerOf(artefacts)]) }, {});
  ctx = await product.organization("linguists").context();
}, SETUP_TIMEOUT_MS);

const LIMIT_MS = 120_000;

describe("every word may be the name of a field, a column, a dimension, a measure, a report's column", () => {
  test("hundreds of them are tried, few are kept by the engine", () => {
    expect(words.all.length).toBeGreaterThan(800);
    expect(fieldChunks.flat().length).toBeGreaterThan(words.all.length - 60);
    for (const word of ["item", "r", "s", "o", "select", "user_name", "order", "from", "table"])
      expect(fieldChunks.flat().includes(word) || !words.all.includes(word)).toBe(true);
  });

  test(
    "to write, read, list, filter, sort, search, submit with posting, report and drill",
    async () => {
      const { documents } = product.perfex;
      for (const [at, chunk] of fieldChunks.entries()) {
        const doctype = `words_${at}`;
        const isNumber = (word: string) => chunk.indexOf(word) % 3 === 0;
        const values = each(chunk, (word) => (isNumber(word) ? "2.000000" : `The ${word}`));
        const rows = [values, values];
        const made = await documents.create(ctx, doctype, {
          ...values,
          day_of_words: "2026-03-01",
          lines_of_words: rows,
        });
        const read = await documents.get(ctx, doctype, made.id);
        expect(read).toMatchObject(values);
        expect((read["lines_of_words"] as DocumentValues[])[1]).toMatchObject(values);
        const list = await documents.list(ctx, doctype, {
          limit: 10,
          fields: chunk,
          filter: { and: chunk.slice(0, 90).map((field) => ({ field, op: "eq", value: values[field] })) },
          search: `the ${chunk[1]!.slice(0, 20)}`,
          totals: chunk.filter(isNumber),
          count: true,
          expand: ["*"],
        });
        expect(list.items).toMatchObject([values]);
        const equal = (prefix: string, filtered: readonly string[]) =>
          filtered.map((word) => ({ field: `${prefix}${word}`, op: "eq" as const, value: values[word] }));
        for (const part of chunks(chunk, 60)) {
          const filter = { and: [...equal("", part), ...equal("lines_of_words.", part.slice(0, 6))] };
          const sort = part.slice(0, 5);
          expect((await documents.list(ctx, doctype, { limit: 1, fields: sort, filter, sort })).items).toHaveLength(1);
        }
        const changed = await documents.update(
          ctx,
          doctype,
          made.id,
          each(
            chunk.filter((w) => !isNumber(w)),
            (w) => `A ${w}`,
          ),
        );
        const submitted = await documents.submit(ctx, doctype, made.id, { version: changed.version });
        expect(submitted["number"]).toBe(`W${at}-0001`);

        const totals = each(chunk.filter(isNumber).slice(0, 40), () => "6");
        for (const report of ["entries", "months"])
          expect(await runReport(ctx, `${report}_of_${at}`, {})).toMatchObject({ rows: [{}, {}] });
        expect((await runReport(ctx, `entries_of_${at}`, {})).totals).toMatchObject(totals);
        expect(await runReport(ctx, `lines_of_${at}`, {})).toMatchObject({
          rows: [each(Object.keys(totals), () => "4")],
        });
        expect(await runReport(ctx, `list_of_${at}`, {})).toMatchObject({
          rows: [each(Object.keys(totals), () => "2")],
        });
        const measure = chunk[0]!;
        const drill = await drillReport(ctx, `entries_of_${at}`, { row: { [chunk[1]!]: `A ${chunk[1]}` }, measure });
        expect(drill).toMatchObject({ row_count: 1, totals: { [measure]: "2" } });
        await documents.cancel(ctx, doctype, made.id);
        const amended = await documents.amend(ctx, doctype, made.id);
        await documents.remove(ctx, doctype, amended.id);
      }
    },
    LIMIT_MS,
  );
});

describe("every word may be the name of a doctype", () => {
  test(
    "to write with lines, read, list, submit, cancel, and link to one another",
    async () => {
      const { documents } = product.perfex;
      let linked: Document | null = null;
      for (const doctype of tables.toReversed()) {
        const values: DocumentValues = {
          name_of_it: doctype,
          rows_of_it: [{ name_of_row: "one" }, { name_of_row: "two" }],
        };
        const made: Document = await documents.create(ctx, doctype, { ...values, next_word: linked?.id ?? null });
        expect(made).toMatchObject({ ...values, name_of_next: linked?.["name_of_it"] ?? null });
        const rows = [{ name_of_row: "three" }, ...(made["rows_of_it"] as DocumentValues[]).slice(1)];
        await documents.update(ctx, doctype, made.id, { rows_of_it: rows } as DocumentValues);
        const { items } = await documents.list(ctx, doctype, {
          limit: 2,
          expand: ["next_word"],
          sort: ["next_word"],
          search: doctype,
        });
        expect(items).toHaveLength(1);
        await documents.submit(ctx, doctype, made.id);
        linked = made;
        if (tables.indexOf(doctype) % 5 > 0) continue;
        const { ids } = await documents.createMany(ctx, doctype, [
          { name_of_it: `${doctype} 2`, rows_of_it: [{ name_of_row: "x" }] },
        ]);
        expect(ids).toEqual([expect.any(String)]);
      }
      for (const doctype of tables.slice(0, 1)) {
        const [first] = (
          await documents.list(ctx, doctype, { limit: 2, filter: { field: "docstatus", op: "eq", value: "submitted" } })
        ).items;
        await documents.cancel(ctx, doctype, String(first!["id"]));
      }
    },
    LIMIT_MS,
  );

  test(
    "and all that is verified of the data can be verified",
    async () => {
      const verified = await verifyOrganization(product.db, product.organization("linguists"), ctx.registry);
      expect(verified.filter(({ rows }) => rows.length > 0)).toEqual([]);
    },
    LIMIT_MS,
  );
});
