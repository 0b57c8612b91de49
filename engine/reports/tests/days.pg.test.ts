import { beforeAll, describe, expect, test } from "@jest/globals";
import { createRequestContext, type RequestContext } from "../../documents/index.ts";
import { openLibrary } from "../../documents/tests/open-library.ts";
import { clockIn } from "../../kernel/index.ts";
import { runDefinition } from "../index.ts";

const library = openLibrary();
const { exchange } = library.documents;

/** Every half hour around the days on which one of the zones puts its clocks forward or back. */
const INSTANTS = ["2025-10-26", "2026-03-29", "2026-04-05", "2026-09-27"].flatMap((day) =>
  Array.from({ length: 100 }, (_, half) => new Date(Date.parse(`${day}T00:00Z`) + (half - 26) * 1_800_000 - 1)),
);

/** The library with its clocks in a time zone. */
function inZone(timeZone: string): RequestContext {
  const { db, organization, registry, principal, requestId } = library.as();
  return createRequestContext({ db, organization, registry, principal, requestId, clock: clockIn(timeZone) });
}

const about = { field: "about", op: "eq", value: "seen" } as const;

/** Name → day, as the export tells it. */
async function exportedDays(ctx: RequestContext): Promise<ReadonlyMap<string, string>> {
  const file = await exchange.exportRows(ctx, "member", {
    format: "csv",
    limit: 1,
    fields: ["name", "seen_at"],
    filter: about,
  });
  const { rows } = await exchange.parse(file);
  return new Map(rows.map((row) => [String(row["name"]), String(row["seen at"]).slice(0, 10)]));
}

beforeAll(async () => {
  const values = INSTANTS.map((instant) => ({
    name: instant.toISOString(),
    about: "seen",
    seen_at: instant.toISOString(),
  }));
  await library.documents.createMany(library.as(), "member", [...values, { name: "never", about: "seen" }]);
});

describe.each(["Europe/Paris", "Pacific/Auckland", "UTC"])("the days of an organization in %s", (timeZone) => {
  const MEETS: Readonly<Record<string, (day: string, asked: string) => boolean>> = {
    eq: (day, asked) => day === asked,
    ne: (day, asked) => day !== asked,
    lt: (day, asked) => day !== "" && day < asked,
    lte: (day, asked) => day !== "" && day <= asked,
    gt: (day, asked) => day > asked,
    gte: (day, asked) => day >= asked,
  };

  test("are the same in filters and in exports, where clocks are put forward and back too", async () => {
    const ctx = inZone(timeZone);
    const days = await exportedDays(ctx);
    expect(days.size).toBe(INSTANTS.length + 1);
    const found = async (op: string, value: unknown) => {
      const filter = { and: [about, { field: "seen_at", op: op as "eq", value }] };
      const { items } = await library.documents.list(ctx, "member", { filter, fields: ["name"], limit: 1_000 });
      return items.map(({ name }) => String(name)).sort();
    };
    const expected = (meets: (day: string) => boolean) =>
      [...days].flatMap(([name, day]) => (meets(day) ? name : [])).sort();
    for (const asked of ["2025-10-26", "2026-03-29", "2026-04-05", "2026-09-27", "2026-09-28", "9999-12-31"]) {
      for (const [op, meets] of Object.entries(MEETS))
        expect([op, asked, await found(op, asked)]).toEqual([op, asked, expected((day) => meets(day, asked))]);
      expect(await found("in", [asked, "2026-03-28"])).toEqual(
        expected((day) => day === asked || day === "2026-03-28"),
      );
      expect(await found("between", ["2026-03-29", asked])).toEqual(
        expected((day) => day >= "2026-03-29" && day <= asked),
      );
    }
  });

  test("are what reports group by and ask for", async () => {
    const ctx = inZone(timeZone);
    const days = [...(await exportedDays(ctx)).values()].filter((day) => day !== "" && day <= "2026-04-05");
    const label = { fr: "x", en: "x" };
    const { rows } = await runDefinition(ctx, {
      id: "seen",
      label,
      kind: "summary",
      source: { doctype: "member" },
      where: "about == 'seen' && date(seen_at) <= date('2026-04-05')",
      dimensions: { day: { label, value: "date(seen_at)", bucket: "day" } },
      measures: { members: { label, aggregate: "count", type: "integer" } },
      order: ["day"],
    });
    const counted = [...new Set(days)].sort().map((day) => [day, days.filter((one) => one === day).length]);
    expect(rows.map((row) => Object.values(row as object).slice(0, 2))).toEqual(counted);
  });
});

test("an instant is asked for as the moment it is", async () => {
  const [instant] = INSTANTS;
  const list = async (op: "eq" | "lt" | "gte") => {
    const filter = { and: [about, { field: "seen_at", op, value: instant!.toISOString() }] };
    return (await library.documents.list(inZone("Europe/Paris"), "member", { filter, limit: 1_000 })).items.length;
  };
  expect([await list("eq"), await list("lt"), await list("gte")]).toEqual([1, 0, INSTANTS.length]);
});
