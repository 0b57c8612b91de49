import { beforeAll, describe, expect, test } from "@jest/globals";
import { randomSource } from "../../engine/contract/expression/fuzz/random-source.ts";
import type { ListQuery } from "../../engine/database/query/index.ts";
import type { Document, DocumentRow, JsonValue, ListPage, RequestContext } from "../../engine/documents/index.ts";
import { openLibrary } from "../../engine/documents/tests/open-library.ts";
import { isPerfexError } from "../../engine/kernel/index.ts";
import { runReport } from "../../engine/reports/index.ts";
import { dossierMetadata, LEVELS, RULES, type Rule, roleOf } from "./support/dossiers.ts";

const library = openLibrary({ metadata: dossierMetadata() });
const { documents } = library;
const ME = "me@library.test";
const DOSSIERS = 14;
const COMBINATIONS = 60;

const { below, pick, oneIn } = randomSource(20_261_130);
const sometimes = <T>(value: T): T | null => (oneIn(3) ? null : value);

const combinations = Array.from({ length: COMBINATIONS }, () =>
  Array.from({ length: 2 + below(2) }, () => roleOf(pick(Object.keys(RULES) as Rule[]), pick(LEVELS))),
);
const as = (...roles: readonly string[]): RequestContext => library.as(roles, { email: ME });

const ids: string[] = [];
beforeAll(async () => {
  for (let index = 0; index < DOSSIERS; index++) {
    const row = () => ({ subject: sometimes(`S${index}`), grade: sometimes(index) });
    const dossier = await documents.create(library.as(), "dossier", {
      name: `Dossier ${index}`,
      holder: pick([ME, "them", null]),
      region: pick(["north", "south", null]),
      chief: ids.length > 0 ? sometimes(pick(ids)) : null,
      pay: sometimes(String(100 + index)),
      verdict: sometimes(`V${index}`),
      mentor: ids.length > 0 ? sometimes(pick(ids)) : null,
      entries: [row(), row()].slice(0, below(3)),
      papers: [row(), row()].slice(0, below(3)),
    });
    ids.push(dossier.id);
    await documents.create(library.as(), "note", { text: dossier["name"]!, about: dossier.id });
  }
});

/** Null where it is refused. */
const unlessRefused = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: unknown) => {
    if (isPerfexError(error) && error.status < 500) return null;
    throw error;
  });

const isRows = (value: unknown): value is readonly DocumentRow[] => Array.isArray(value);

/** What several readers know of one record together. */
function union(records: readonly (Readonly<Record<string, unknown>> | null)[]): Record<string, unknown> | null {
  const known = records.filter((record) => record !== null);
  if (known.length === 0) return null;
  const merged: Record<string, unknown> = {};
  for (const [key, value] of known.flatMap((record) => Object.entries(record))) {
    const before = merged[key];
    merged[key] =
      isRows(value) && isRows(before) ? value.map((row, index) => union([before[index] ?? null, row])) : value;
  }
  return merged;
}

const get = (ctx: RequestContext, id: string) => unlessRefused(documents.get(ctx, "dossier", id));

async function listed(ctx: RequestContext): Promise<ReadonlyMap<string, Document>> {
  const { items } = await documents.list(ctx, "dossier", { limit: 50 });
  return new Map(items.map((item) => [item.id, item]));
}

const found = async (ctx: RequestContext, filter: object): Promise<readonly string[]> => {
  const query = { limit: 50, filter: filter as never, sort: ["id"] };
  const list = await unlessRefused(documents.list(ctx, "dossier", query));
  return list?.items.map(({ id }) => id) ?? [];
};

type Known = Readonly<Record<string, unknown>>;
type Linked = (id: unknown) => Known | null;

const rowsIn = (value: unknown): readonly Known[] => (isRows(value) ? value : []);
const isAbove = (value: unknown, least: number): boolean => value != null && Number(value) > least;

/** Filters, and which of the documents they mean as far as these are known. */
const FILTERS: readonly (readonly [filter: object, means: (known: Known, linked: Linked) => boolean])[] = [
  [{ field: "pay", op: "gt", value: "105" }, ({ pay }) => isAbove(pay, 105)],
  [{ not: { field: "pay", op: "is_null", value: true } }, ({ pay }) => pay != null],
  [{ field: "verdict", op: "starts_with", value: "V1" }, ({ verdict }) => String(verdict).startsWith("V1")],
  [{ field: "mentor.pay", op: "gt", value: "105" }, ({ mentor }, linked) => isAbove(linked(mentor)?.["pay"], 105)],
  [{ field: "mentor.name", op: "is_null", value: false }, ({ mentor }, linked) => linked(mentor) !== null],
  [
    { field: "entries.grade", op: "gt", value: 3 },
    ({ entries }) => rowsIn(entries).some(({ grade }) => isAbove(grade, 3)),
  ],
  [
    { field: "papers.subject", op: "is_null", value: true },
    ({ papers }) => rowsIn(papers).some(({ subject }) => subject === null),
  ],
  [
    {
      and: [
        { field: "region", op: "eq", value: "north" },
        { field: "double", op: "gt", value: "210" },
      ],
    },
    ({ region, double }) => region === "north" && isAbove(double, 210),
  ],
];

/** What each of the roles alone answers. */
const each = <T>(roles: readonly string[], ask: (ctx: RequestContext) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(roles.map((role) => ask(as(role))));

describe.each(
  combinations.map((roles) => [roles.join(" + "), roles] as const),
)("%s: as each role alone", (_name, roles) => {
  const together = () => as(...roles);
  const knownTogether = async () => {
    const known = new Map<string, Known | null>();
    for (const id of ids) known.set(id, union(await each(roles, (ctx) => get(ctx, id))));
    return known;
  };

  test("a document is seen", async () => {
    for (const [id, known] of await knownTogether()) expect(await get(together(), id)).toEqual(known);
    const lists = await each(roles, listed);
    const whole = await listed(together());
    for (const id of ids) expect(whole.get(id) ?? null).toEqual(union(lists.map((list) => list.get(id) ?? null)));
  });

  test("a document is known over links", async () => {
    const known = await knownTogether();
    const { items } = await documents.list(together(), "note", { limit: 50, fields: ["about", "text"] });
    for (const path of ["pay", "verdict", "mentor", "name", "chief.pay", "mentor.pay"]) {
      const query = { limit: 50, fields: [`about.${path}`] };
      const list = await unlessRefused(documents.list(together(), "note", query));
      const values = new Map(list?.items.map((item) => [item.id, item[`about.${path}`] ?? null]));
      for (const { id, about } of items) expect(values.get(id) ?? null).toEqual(valueAt(known, String(about), path));
    }
  });

  test("documents are found, and put in order", async () => {
    const known = await knownTogether();
    const linked: Linked = (id) => known.get(String(id)) ?? null;
    for (const [filter, means] of FILTERS) {
      const expected = [...known].flatMap(([id, values]) => (values && means(values, linked) ? [id] : []));
      expect(await found(together(), filter)).toEqual(expected.sort());
    }
    const pays: (JsonValue | undefined)[] = [];
    let cursor: string | null = null;
    do {
      const query: ListQuery = { limit: 3, sort: ["-pay"], fields: ["pay"], ...(cursor ? { cursor } : {}) };
      const page: ListPage | null = await unlessRefused(documents.list(together(), "dossier", query));
      pays.push(...(page?.items.map((item) => item["pay"]) ?? []));
      cursor = page?.next_cursor ?? null;
    } while (cursor);
    const shown = [...(await listed(together())).values()].map((item) => item["pay"] ?? null);
    const order = (values: readonly unknown[]) => [...values].sort((a, b) => Number(b) - Number(a));
    if (pays.length > 0) expect(pays).toEqual(order(shown));
  });

  test("figures are told", async () => {
    const ask = async (ctx: RequestContext) => {
      const answer = await unlessRefused(runReport(ctx, "pay_of_dossiers", {}));
      return new Map(answer?.rows.map((row) => [String(row["name"]), row]));
    };
    const [rows, whole] = [await ask(together()), await listed(together())];
    const isShut = rows.size === 0;
    for (const item of isShut ? [] : whole.values()) {
      const { pay, verdict } = rows.get(String(item["name"]))!;
      expect([Number(pay), verdict]).toEqual([Number(item["pay"] ?? 0), item["verdict"] ?? null]);
    }
  });

  test("what was changed is told", async () => {
    const ask = async (ctx: RequestContext, id: string) => {
      const history = await unlessRefused(documents.history(ctx, "dossier", id));
      return (
        history?.flatMap(({ changes }) => changes.map((change) => JSON.stringify([change.field, change.column]))) ?? []
      );
    };
    for (const id of ids) {
      const alone = (await each(roles, (ctx) => ask(ctx, id))).flat();
      expect(new Set(await ask(together(), id))).toEqual(new Set(alone));
    }
  });

  test("a field is written", async () => {
    const patches: readonly Readonly<Record<string, JsonValue>>[] = [
      { pay: String(100 + below(900)) },
      { verdict: `V${below(900)}` },
    ];
    for (const patch of patches) {
      const id = pick(ids);
      const write = async (ctx: RequestContext) => {
        const tried = documents.exchange.importRows(ctx, "dossier", dryRun(id, patch));
        return (await unlessRefused(tried))?.refused === 0;
      };
      const alone = await each(roles, write);
      expect(await write(together())).toBe(alone.includes(true));
    }
  });
});

/** What the end of a path holds, as far as each document on it is known. */
function valueAt(known: ReadonlyMap<string, Known | null>, id: string, path: string): unknown {
  const [name = "", ...rest] = path.split(".");
  const value = known.get(id)?.[name] ?? null;
  return rest.length === 0 || value === null ? value : valueAt(known, String(value), rest.join("."));
}

/** Tries a change and keeps nothing of it. */
const dryRun = (id: string, patch: Readonly<Record<string, JsonValue>>) => ({
  rows: [{ id, ...patch }],
  mapping: Object.fromEntries(["id", ...Object.keys(patch)].map((name) => [name, name])),
  dryRun: true,
  mode: "upsert" as const,
  key: "id",
});
