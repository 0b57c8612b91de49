import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, createTestOrganization, type TestDatabase } from "../../tests/support/database.ts";
import { isSomebodyWaiting } from "../../tests/support/is-somebody-waiting.ts";
import { rollUpAll } from "../../tests/support/roll-up-all.ts";
import { until } from "../../tests/support/until.ts";
import { noFunctions } from "../calculation/tests/no-functions.ts";
import {
  type Connection,
  type Database,
  type OrganizationRef,
  openDatabase,
  sql,
  type Transaction,
} from "../database/index.ts";
import {
  createRequestContext,
  type Document,
  executePlan,
  type JsonValue,
  loadEnvironments,
  type PostingPreview,
  type RequestContext,
  WritePlan,
} from "../documents/index.ts";
import { Decimal, fixedClock, isPerfexError, newId } from "../kernel/index.ts";
import { resolveRegistry } from "../registry/index.ts";
import { createLedgerPort } from "./ledger-port.ts";
import { rollUpLedgers } from "./roll-up.ts";
import { bareDocument } from "./tests/bare-document.ts";
import { granaryFiles } from "./tests/granary-files.ts";

const registry = resolveRegistry(granaryFiles);
const port = createLedgerPort(noFunctions);
let database: TestDatabase;
let db: Database;
let organization: OrganizationRef;
let ctx: RequestContext;
const silos = [newId(), newId(), newId()];

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 1 });
  // A hundred at once wait for each other, on a slow machine for longer than people would.
  db = await openDatabase({ url: database.url, poolSize: 12, acquire_timeout_ms: 120_000 });
  ({ organization } = await createTestOrganization(db, registry));
  ctx = createRequestContext({
    db: db,
    organization,
    registry,
    principal: { kind: "system", id: newId(), email: "tests", roles: [], language: "en", reason: "ledger tests" },
    clock: fixedClock("2026-07-01"),
    requestId: "test",
  });
  await db.transaction(organization, async (tx) => {
    for (const [index, id] of silos.entries()) {
      await tx.query(
        sql`insert into silo (id, version, created_at, updated_at, code) values (${id}, 1, now(), now(), ${`S${index}`})`,
      );
    }
  });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

type Line = readonly [silo: string, tons: string, worth?: string];

/** A move as the documents layer hands it over. */
function move(lines: readonly Line[], moved_on = "2026-07-01"): Document {
  const worth = lines.reduce((sum, [, , amount]) => sum.plus(amount ?? "0"), new Decimal(0));
  const rows = lines.map(([silo, tons, amount]) => ({ id: newId(), silo, tons, worth: amount ?? "0" }));
  const audit = { created_at: "", created_by: "", updated_at: "", updated_by: "" };
  return { id: newId(), version: 1, docstatus: "submitted", ...audit, moved_on, lines: rows, paid: worth.toFixed(2) };
}

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => db.transaction(organization, work);
const post = (document: Document) => inTransaction((tx) => enter(tx, document));

/** What the document would post; raises why it may not. */
async function planned(c: Connection, document: Document): Promise<readonly PostingPreview[]> {
  const paths = registry.postingsOf("move").flatMap(({ compiled }) => compiled.linkPaths);
  const [postings] = port.plan(ctx, "move", await loadEnvironments(ctx, c, "move", [document], paths));
  if (isPerfexError(postings)) throw postings;
  return postings ?? [];
}

/** Posts as a write of the document would; of the document itself there is nothing but its id. */
async function enter(tx: Transaction, document: Document): Promise<void> {
  const plan = new WritePlan();
  plan.writeHeaders(bareDocument(document.id));
  port.enter(ctx, plan, "move", [{ document, postings: await planned(tx, document) }]);
  await executePlan(tx, plan);
}
const reverse = (document: Document, date = "2026-07-02") =>
  inTransaction((tx) => port.reverse(ctx, tx, "move", document, date));
const rows = <R>(statement: ReturnType<typeof sql>) => db.read(organization, (c) => c.query<R>(statement));

async function balance(silo: string): Promise<string> {
  const [row] = await rows<{ balance: string }>(
    sql`select _balance as balance from ledger_grain__guard where silo = ${silo}`,
  );
  return new Decimal(row?.balance ?? "0").toFixed();
}

/** What entering could leave behind. */
const everything = () =>
  rows(sql`select (select count(*) from posting) as postings, (select count(*) from ledger_grain) as grain,
    (select count(*) from ledger_debts) as debts, (select json_agg(guard order by silo) from ledger_grain__guard guard)::text as guard`);

async function entriesOf(document: Document): Promise<Record<string, JsonValue>[]> {
  return rows(sql`select posting.kind, entry.silo, entry.date, entry.owed, entry.paid from ledger_debts entry
    join posting on posting.id = entry.posting where document_id = ${document.id}
    order by posting.kind, posting.id, entry.line`);
}

describe("posting", () => {
  test("enters every line of every ledger with its header, its origin and the guarded balance", async () => {
    const document = move([
      [silos[0]!, "10", "100.00"],
      [silos[1]!, "5.5", "60.50"],
    ]);
    await post(document);
    expect(await entriesOf(document)).toEqual([
      { kind: "post", silo: silos[0], date: "2026-07-01", owed: "100.00", paid: "0.00" },
      { kind: "post", silo: silos[1], date: "2026-07-01", owed: "60.50", paid: "0.00" },
      { kind: "post", silo: null, date: "2026-07-01", owed: "0.00", paid: "160.50" },
    ]);
    const origins = await rows(
      sql`select distinct origin, origin_type from ledger_grain where origin = ${document.id}`,
    );
    expect(origins).toEqual([{ origin: document.id, origin_type: "move" }]);
    expect(await balance(silos[1]!)).toBe("5.5");
  });

  test("the preview shows what would be entered and enters nothing", async () => {
    const document = move([[silos[0]!, "3", "30.00"]]);
    const preview = await db.read(organization, (c) => planned(c, document));
    expect(preview).toEqual([
      { ledger: "grain", date: "2026-07-01", entries: [expect.objectContaining({ silo: silos[0], tons: "3.000" })] },
      {
        ledger: "debts",
        date: "2026-07-01",
        entries: expect.arrayContaining([expect.objectContaining({ owed: "30.00" })]),
      },
    ]);
    expect(await entriesOf(document)).toEqual([]);
  });

  test("that would take a balance below its minimum is refused as a whole", async () => {
    const document = move([
      [silos[0]!, "1"],
      [silos[1]!, "-1000"],
    ]);
    const before = await balance(silos[0]!);
    await expect(post(document)).rejects.toMatchObject({ code: "LEDGER_BALANCE_BELOW_MINIMUM" });
    await expect(post(move([[silos[2]!, "-1"]]))).rejects.toMatchObject({ code: "LEDGER_BALANCE_BELOW_MINIMUM" });
    expect(await balance(silos[0]!)).toBe(before);
  });

  test("100 withdrawals at once from 50 never take more than 50, and none deadlocks", async () => {
    const silo = newId();
    const other = newId();
    for (const id of [silo, other]) {
      await inTransaction((tx) =>
        tx.query(
          sql`insert into silo (id, version, created_at, updated_at, code) values (${id}, 1, now(), now(), 'X')`,
        ),
      );
    }
    await post(
      move([
        [silo, "50"],
        [other, "1000"],
      ]),
    );
    const taken = Array.from({ length: 100 }, (_, n) => {
      const lines: Line[] = [
        [silo, "-1"],
        [other, "-1"],
      ];
      return post(move(n % 2 ? lines : lines.reverse()));
    });
    const results = await Promise.allSettled(taken);
    const refused = results.filter((result) => result.status === "rejected").map((result) => result.reason.code);
    expect(results.length - refused.length).toBe(50);
    expect(new Set(refused)).toEqual(new Set(["LEDGER_BALANCE_BELOW_MINIMUM"]));
    expect([await balance(silo), await balance(other)]).toEqual(["0", "950"]);
  });
});

describe("what is entered stays", () => {
  test("Postgres refuses to change, delete or truncate entries and postings", async () => {
    await post(move([[silos[0]!, "1", "1.00"]]));
    for (const statement of [
      sql`update ledger_debts set owed = owed + 1`,
      sql`delete from ledger_grain`,
      sql`truncate ledger_grain`,
      sql`update posting set date = date - 1`,
      sql`delete from posting`,
    ]) {
      await expect(inTransaction((tx) => tx.query(statement))).rejects.toMatchObject({
        code: expect.stringMatching(/^(LEDGER_APPEND_ONLY|DATABASE_ACCESS_DENIED)$/),
      });
    }
  });

  test("Postgres refuses an unbalanced posting and entries added to an old one", async () => {
    const id = newId();
    const header = (tx: Transaction) =>
      tx.query(sql`insert into posting (id, ledger, document_type, document_id, date, kind, created_at)
        values (${id}, 'debts', 'move', ${newId()}, '2026-07-01', 'post', now())`);
    const entry = (tx: Transaction, line: number, owed: string, paid: string) =>
      tx.query(sql`insert into ledger_debts (id, posting, line, date, owed, paid)
        values (${newId()}, ${id}, ${line}, '2026-07-01', ${owed}, ${paid})`);
    const unbalanced = inTransaction(async (tx) => {
      await header(tx);
      await entry(tx, 1, "10.00", "0");
    });
    await expect(unbalanced).rejects.toMatchObject({ code: "LEDGER_UNBALANCED" });
    await inTransaction(async (tx) => {
      await header(tx);
      await entry(tx, 1, "10.00", "10.00");
    });
    await expect(inTransaction((tx) => entry(tx, 2, "1.00", "1.00"))).rejects.toMatchObject({
      code: "LEDGER_POSTING_SEALED",
    });
  });
});

describe("a reversal", () => {
  test("enters the same lines with opposite measures swapped and gives the guarded balance back", async () => {
    const document = move([[silos[0]!, "7", "70.00"]]);
    const before = await balance(silos[0]!);
    await post(document);
    await reverse(document);
    expect(await entriesOf(document)).toEqual([
      { kind: "post", silo: silos[0], date: "2026-07-01", owed: "70.00", paid: "0.00" },
      { kind: "post", silo: null, date: "2026-07-01", owed: "0.00", paid: "70.00" },
      { kind: "reversal", silo: silos[0], date: "2026-07-01", owed: "0.00", paid: "70.00" },
      { kind: "reversal", silo: null, date: "2026-07-01", owed: "70.00", paid: "0.00" },
    ]);
    expect(await balance(silos[0]!)).toBe(before);
  });

  test("made twice changes nothing the second time", async () => {
    const document = move([[silos[0]!, "2", "20.00"]]);
    await post(document);
    await reverse(document);
    await reverse(document);
    expect(await entriesOf(document)).toHaveLength(4);
  });

  test("is refused when what it takes back was used", async () => {
    const silo = newId();
    await inTransaction((tx) =>
      tx.query(
        sql`insert into silo (id, version, created_at, updated_at, code) values (${silo}, 1, now(), now(), 'U')`,
      ),
    );
    const brought = move([[silo, "10"]]);
    await post(brought);
    await post(move([[silo, "-4"]]));
    await expect(reverse(brought)).rejects.toMatchObject({ code: "LEDGER_BALANCE_BELOW_MINIMUM" });
  });
});

describe("a closed period", () => {
  const close = (isOver: boolean) =>
    inTransaction((tx) =>
      tx.query(sql`update season set state = ${isOver ? "over" : "open"} where starts = '2025-01-01'`),
    );

  beforeAll(async () => {
    await inTransaction((tx) =>
      tx.query(sql`insert into season (id, version, created_at, updated_at, starts, ends, state)
        values (${newId()}, 1, now(), now(), '2025-01-01', '2025-12-31', 'open')`),
    );
  });

  test("refuses postings dated in it and no others", async () => {
    await close(true);
    await expect(post(move([[silos[0]!, "1"]], "2025-06-30"))).rejects.toMatchObject({
      code: "LEDGER_PERIOD_CLOSED",
      params: { date: "2025-06-30" },
    });
    await expect(post(move([[silos[0]!, "1"]], "2026-01-01"))).resolves.toBeUndefined();
    const dated = (...dates: string[]) => dates.map((date) => ({ ledger: "grain", date, entries: [] }));
    const [mixed, open] = await db.read(organization, (c) =>
      port.refuseClosed(ctx, c, [dated("2026-01-01", "2025-06-30"), dated("2026-01-01")]),
    );
    expect(mixed).toMatchObject({ code: "LEDGER_PERIOD_CLOSED", params: { date: "2025-06-30" } });
    expect(open).toEqual(dated("2026-01-01"));
    await close(false);
    await expect(post(move([[silos[0]!, "1"]], "2025-06-30"))).resolves.toBeUndefined();
  });

  test("moves the reversal of what was posted in it to the given open date", async () => {
    const document = move([[silos[0]!, "1", "10.00"]], "2025-03-31");
    await post(document);
    await close(true);
    await reverse(document, "2026-07-02");
    await close(false);
    const dates = await rows(sql`select kind, entry.date from ledger_grain entry join posting on posting.id = posting
      where document_id = ${document.id} order by kind`);
    expect(dates).toEqual([
      { kind: "post", date: "2025-03-31" },
      { kind: "reversal", date: "2026-07-02" },
    ]);
  });

  test("cannot be closed while a posting in it is under way", async () => {
    const order: string[] = [];
    let closing: Promise<unknown> | undefined;
    await inTransaction(async (tx) => {
      await enter(tx, move([[silos[0]!, "1"]], "2025-05-05"));
      order.push("posted");
      closing = close(true).then(() => order.push("closed"));
      await until("closing waits for the posting", () => isSomebodyWaiting(db));
      order.push("committing");
    });
    await closing;
    expect(order).toEqual(["posted", "committing", "closed"]);
    await close(false);
  });

  test("refuses the posting that waited while it was being closed", async () => {
    let posting: Promise<unknown> | undefined;
    const document = move([[silos[0]!, "1"]], "2025-05-06");
    await inTransaction(async (tx) => {
      await tx.query(sql`update season set state = 'over' where starts = '2025-01-01'`);
      posting = post(document).catch((error: unknown) => error);
      await until("the posting waits for the closing", () => isSomebodyWaiting(db));
    });
    expect(await posting).toMatchObject({ code: "LEDGER_PERIOD_CLOSED", params: { date: "2025-05-06" } });
    expect(await entriesOf(document)).toEqual([]);
    await close(false);
  });

  test("is told by the statement that enters, which then writes nothing, though it is a transaction by itself", async () => {
    const document = move([[silos[0]!, "1", "2.00"]], "2025-05-07");
    const plan = new WritePlan();
    plan.writeHeaders(bareDocument(document.id));
    const postings = await db.read(organization, (connection) => planned(connection, document));
    port.enter(ctx, plan, "move", [{ document, postings }]);
    expect(plan.isOneStatement).toBe(true);
    const write = () => db.read(organization, (connection) => connection.query(plan.statement()));
    await close(true);
    const before = await everything();
    const rows = await write();
    expect(() => plan.hear(rows)).toThrow(expect.objectContaining({ code: "LEDGER_PERIOD_CLOSED" }));
    expect(await everything()).toEqual(before);
    await close(false);
    plan.hear(await write());
    expect(await entriesOf(document)).toHaveLength(2);
  });
});

describe("the roll-up", () => {
  const totals = async (source: "all" | "rollup") =>
    rows<{ silo: string; tons: string }>(
      source === "all"
        ? sql`select silo, trim_scale(sum(tons)) as tons from ledger_grain group by silo order by silo`
        : sql`select silo, trim_scale(sum(tons)) as tons from (
            select silo, tons from ledger_grain__rollup
            union all select silo, tons from ledger_grain where xact >= (select xact from ledger_horizon where ledger = 'grain')
          ) both_parts group by silo order by silo`,
    );

  test("with its tail equals the sum of all entries, before, between and after roll-ups", async () => {
    expect(await totals("rollup")).toEqual(await totals("all"));
    await rollUpLedgers(db, organization, registry);
    expect(await totals("rollup")).toEqual(await totals("all"));
    await post(move([[silos[0]!, "4", "1.00"]], "2024-02-29"));
    expect(await totals("rollup")).toEqual(await totals("all"));
    expect(await rollUpAll(db, organization, registry, "grain")).toBe(0);
    expect(await totals("rollup")).toEqual(await totals("all"));
  });

  test("leaves out what an older transaction may still commit", async () => {
    await inTransaction(async (slow) => {
      await enter(slow, move([[silos[1]!, "1"]]));
      await post(move([[silos[2]!, "8"]]));
      await rollUpLedgers(db, organization, registry);
    });
    expect(await totals("rollup")).toEqual(await totals("all"));
    await rollUpLedgers(db, organization, registry);
    expect(await totals("rollup")).toEqual(await totals("all"));
  });
});
