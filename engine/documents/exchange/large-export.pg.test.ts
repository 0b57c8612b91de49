import { beforeAll, describe, expect, test } from "@jest/globals";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary();
const { exchange } = library.documents;
const ROWS = 30_000;

const copies = (count: number) =>
  library.rows(
    `insert into book select (jsonb_populate_record(b,
       jsonb_build_object('id', gen_random_uuid(), 'isbn', null, 'title', 'Copy ' || n))).*
     from book b, generate_series(1, $1::int) n where b.title = 'Candide'`,
    count,
  );

beforeAll(async () => {
  await library.book({ title: "Candide" });
  await copies(ROWS);
}, 120_000);

/** The longest time nothing else had its turn while the work was done, as a share of the whole. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let [last, longest, isDone] = [start, 0, false];
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isDone) setImmediate(tick);
  };
  tick();
  try {
    await work();
  } finally {
    isDone = true;
    tick();
  }
  return longest / (performance.now() - start);
}

describe("exporting many rows", () => {
  test.each(["csv", "xlsx"] as const)("as %s leaves others their turns all the while", async (format) => {
    const once = () => exchange.exportRows(library.as(), "book", { format, limit: 1 });
    expect(await longestBlock(once)).toBeLessThan(0.2);
  }, 240_000);

  test("ends when nobody waits for it any more", async () => {
    const gone = new AbortController();
    const counted = countingDatabase(library.db, undefined);
    const watched = countingDatabase(counted.db, async () => {
      if (counted.statements.length === 2) gone.abort();
    });
    const ctx = { ...library.as(), db: watched.db };
    const request = { format: "xlsx", limit: 1, signal: gone.signal } as const;
    await expect(exchange.exportRows(ctx, "book", request)).rejects.toMatchObject({ code: "WORK_CANCELLED" });
    expect(counted.statements.length).toBeLessThanOrEqual(3);
  });

  test("an organization's exports are made one after the other, and too many at once are refused", async () => {
    let [reading, most] = [0, 0];
    const counting = countingDatabase(library.db, async () => {
      most = Math.max(most, ++reading);
      await new Promise(setImmediate);
      reading--;
    });
    const ctx = { ...library.as(), db: counting.db };
    const filter = { field: "title", op: "eq", value: "Candide" } as const;
    const all = Array.from({ length: 14 }, () => exchange.exportRows(ctx, "book", { format: "csv", limit: 1, filter }));
    const outcomes = await Promise.allSettled(all);
    const refused = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect([most, refused]).toEqual([1, ["THREADS_BUSY", "THREADS_BUSY", "THREADS_BUSY"]]);
  });

  test("of more rows than a file may hold is refused, not cut", async () => {
    await copies(100_001 - ROWS);
    await expect(
      exchange.exportRows(library.as(), "book", { format: "csv", limit: 1, fields: ["title"] }),
    ).rejects.toMatchObject({
      code: "EXPORT_TOO_LARGE",
      params: { max: 100_000 },
    });
  }, 240_000);
});
