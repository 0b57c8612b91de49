import { describe, expect, test } from "@jest/globals";
import type { MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import { newId } from "../../kernel/index.ts";
import { upgradeEngineTables } from "../index.ts";

const workshop = openSchemaWorkshop("ledger-tables-test");
const { apply, preview, run, runAsOwner, rows } = workshop;

type Invariants = NonNullable<NonNullable<MetadataSketch["ledgers"]>[string]["invariants"]>;
const BALANCED: Invariants = { balanced: { equal: ["out", "back"] } };
const AVAILABLE: Invariants = { available: { measure: "copies", min: "0", per: ["book"] } };

const loans = (invariants: Invariants, rollup?: { by: string[] }): MetadataSketch => ({
  doctypes: { book: { fields: { title: { type: "text" } } } },
  ledgers: {
    loans: {
      dimensions: { book: { type: "link", to: "book" }, reader: { type: "text" } },
      measures: { out: { type: "quantity" }, back: { type: "quantity" }, copies: { type: "integer" } },
      invariants,
      ...(rollup && { rollup }),
    },
  },
});

const BOOK = "00000000-0000-7000-8000-00000000b00c";
const insertBook = `insert into book (id, version, created_at, updated_at) values ('${BOOK}', 1, now(), now())`;
const insertPosting = (id: string) =>
  `insert into posting (id, ledger, document_type, document_id, date, kind, created_at)
   values ('${id}', 'loans', 'book', '${BOOK}', '2026-03-15', 'post', now())`;
interface Measures {
  readonly out?: number;
  readonly back?: number;
  readonly copies?: number;
}
const insertEntries = (entries: readonly (Measures & { readonly posting: string; readonly line: number })[]) =>
  `insert into ledger_loans (id, posting, line, date, book, out, back, copies) values ${entries
    .map(
      ({ posting, line, out = 0, back = 0, copies = 0 }) =>
        `(gen_random_uuid(), '${posting}', ${line}, '2026-03-15', '${BOOK}', ${out}, ${back}, ${copies})`,
    )
    .join(", ")}`;
const insertEntry = (posting: string, line: number, measures: Measures) =>
  insertEntries([{ posting, line, ...measures }]);

const triggers = async (table: string): Promise<unknown[]> =>
  (
    await rows(
      `select tgname::text as name from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal order by 1`,
    )
  ).map(({ name }) => name);

describe("ledger tables", () => {
  test("a posting whose measures differ is refused, whoever writes it", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const posting = newId();
    const unbalanced = [
      { posting, line: 1, out: 3 },
      { posting, line: 2, back: 2 },
    ];
    const refusal = {
      code: "LEDGER_UNBALANCED",
      params: { left_measure: "out", left: "3", right_measure: "back", right: "2", difference: "1" },
    };
    const refused = [insertPosting(posting), insertEntries(unbalanced)];
    await expect(run(...refused)).rejects.toMatchObject(refusal);
    await expect(runAsOwner(...refused)).rejects.toMatchObject(refusal);
    await run(insertPosting(posting), insertEntries([...unbalanced, { posting, line: 3, back: 1 }]));
    expect(await rows("select count(*)::int as count from ledger_loans")).toEqual([{ count: 3 }]);
  });

  test("each posting of a statement balances by itself, and so does what is added to one later in its transaction", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const [first, second] = [newId(), newId()];
    const headers = [insertPosting(first), insertPosting(second)];
    const crossed = insertEntries([
      { posting: first, line: 1, out: 3 },
      { posting: second, line: 1, back: 3 },
    ]);
    const balanced = insertEntry(first, 1, { out: 3, back: 3 });
    for (const attempt of [
      [crossed],
      [balanced, insertEntry(first, 2, { out: 1 })],
      [insertEntry(first, 1, { out: 1 })],
    ])
      await expect(run(...headers, ...attempt)).rejects.toMatchObject({ code: "LEDGER_UNBALANCED" });
    await run(...headers, balanced, insertEntry(first, 2, { out: 1, back: 1 }));
    expect(await rows("select count(*)::int as count from ledger_loans")).toEqual([{ count: 2 }]);
  });

  test("entries never change and are never deleted", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const posting = newId();
    await run(insertPosting(posting), insertEntry(posting, 1, { out: 1, back: 1 }));
    for (const statement of [
      "update ledger_loans set out = 2, back = 2",
      "delete from ledger_loans",
      "truncate ledger_loans",
    ]) {
      await expect(runAsOwner(statement)).rejects.toMatchObject({ code: "LEDGER_APPEND_ONLY" });
    }
    await expect(run("delete from ledger_loans")).rejects.toMatchObject({ code: "LEDGER_APPEND_ONLY" });
  });

  test("a committed posting takes no more entries, not even balanced ones", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const posting = newId();
    await run(insertPosting(posting), insertEntry(posting, 1, { out: 1, back: 1 }));
    await expect(run(insertEntry(posting, 2, { out: 1, back: 1 }))).rejects.toMatchObject({
      code: "LEDGER_POSTING_SEALED",
    });
  });

  test("entries of a posting that is not there are refused", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const orphans = insertEntry(newId(), 1, { out: 1, back: 1 });
    await expect(run(orphans)).rejects.toMatchObject({ code: "LEDGER_POSTING_SEALED" });
    await expect(runAsOwner(orphans)).rejects.toMatchObject({ code: "LEDGER_POSTING_SEALED" });
  });

  test("postings and entries written by one statement pass the same checks", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const oneStatement = (out: number) => {
      const posting = newId();
      return `with header as (${insertPosting(posting)}), lines as (${insertEntry(posting, 1, { out, back: 1 })}) select 1`;
    };
    await run(oneStatement(1));
    await expect(run(oneStatement(2))).rejects.toMatchObject({ code: "LEDGER_UNBALANCED" });
  });

  test("ledgers made before entries were looked at as they are added are so after an upgrade, and never without a check", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const { schema } = workshop.organization;
    const added = (await triggers("ledger_loans")).find((name) => String(name).startsWith("balance."));
    await runAsOwner(
      `drop trigger "${added}" on ledger_loans`,
      "drop function refuse_unbalanced",
      `create function check_posting_balance() returns trigger language plpgsql as $function$
       begin
         if (select sum(out) <> sum(back) from ${schema}.ledger_loans where posting = new.id) then
           raise exception 'unbalanced' using errcode = 'PX002', detail = '{}';
         end if;
         return null;
       end $function$`,
      `create constraint trigger "balance.loans.balanced.01234567" after insert on posting deferrable initially deferred
       for each row when (new.ledger = 'loans') execute function check_posting_balance('ledger_loans', 'out', 'back')`,
      // What later versions make is made again.
      "drop table job_progress",
      "delete from engine_version where version > 2",
    );
    const unbalanced = () => {
      const posting = newId();
      return [insertPosting(posting), insertEntry(posting, 1, { out: 1 })];
    };
    await upgradeEngineTables(workshop.db, workshop.organization);
    await expect(run(...unbalanced())).rejects.toMatchObject({ code: "LEDGER_UNBALANCED" });
    const { isDestructive } = await apply(loans(BALANCED));
    expect(isDestructive).toBe(false);
    expect(await triggers("posting")).toEqual(["append_only", "number_once"]);
    expect(await triggers("ledger_loans")).toContain(added);
    await expect(run(...unbalanced())).rejects.toMatchObject({ code: "LEDGER_UNBALANCED" });
  });

  test("a guarded balance never falls below its minimum, even by a statement of the owner", async () => {
    await apply(loans(AVAILABLE));
    await run(insertBook, `insert into ledger_loans__guard (book, _balance) values ('${BOOK}', 2)`);
    const take = "update ledger_loans__guard set _balance = _balance - 3";
    await expect(runAsOwner(take)).rejects.toMatchObject({
      code: "LEDGER_BALANCE_BELOW_MINIMUM",
      params: { ledger: "loans" },
    });
  });

  test("an invariant declared later is filled with the balances of the entries there are", async () => {
    await apply(loans({}));
    await run(insertBook);
    const posting = newId();
    await run(insertPosting(posting), insertEntry(posting, 1, { copies: 5 }), insertEntry(posting, 2, { copies: -2 }));
    await apply(loans(AVAILABLE));
    expect(await rows("select book, _balance as balance from ledger_loans__guard")).toEqual([
      { book: BOOK, balance: "3" },
    ]);
  });

  test("balances below a minimum that is raised, or declared later, are counted in the plan and stand against it", async () => {
    const raised = (min: string) => loans({ available: { measure: "copies", min, per: ["book"] } });
    const number = { series: "B-{0000}", on: "create" as const };
    const titled = { doctypes: { book: { number, fields: { title: { type: "text" as const } } } } };
    await apply({ ...raised("0"), ...titled });
    await run(insertBook, "update book set number = 'B-1'");
    const posting = newId();
    await run(insertPosting(posting), insertEntry(posting, 1, { copies: 5 }), insertEntry(posting, 2, { copies: -2 }));
    const refusal = {
      code: "SCHEMA_BALANCES_BELOW_MINIMUM",
      table: "ledger_loans",
      column: "copies",
      count: 1,
      rows: [{ id: null, title: "B-1", value: "3" }],
    };
    const wanted = { ...raised("4"), ...titled };
    expect((await preview(wanted)).refusals).toEqual([refusal]);
    await expect(apply(wanted)).rejects.toMatchObject({
      code: "SCHEMA_CHANGE_REFUSED",
      data: { refusals: [refusal] },
    });
    await apply({ ...loans({}), ...titled });
    expect((await preview(wanted)).refusals).toEqual([refusal]);
    expect((await preview({ ...raised("3"), ...titled })).refusals).toEqual([]);
    await apply({ ...raised("3"), ...titled });
  });

  test("sums whose dimensions change are made anew without asking, from the first entry on", async () => {
    await apply(loans({}, { by: ["book"] }));
    await run(
      insertBook,
      `insert into ledger_loans__rollup (book, _month, out) values ('${BOOK}', '2026-03-01', 1)`,
      "update ledger_horizon set xact = '42'",
    );
    const applied = await apply(loans({}, { by: ["book", "reader"] }));
    expect(applied.isDestructive).toBe(false);
    expect(await rows("select * from ledger_loans__rollup")).toEqual([]);
    expect(await rows("select * from ledger_horizon")).toEqual([{ ledger: "loans", xact: "0" }]);
    expect((await preview(loans({}, { by: ["book", "reader"] }))).steps).toEqual([]);
  });

  test("sums per month have one row per key even where a dimension has no value", async () => {
    await apply(loans({}, { by: ["book", "reader"] }));
    const add = `insert into ledger_loans__rollup as rollup (book, reader, _month, out) values (null, null, '2026-03-01', 1)
      on conflict (book, reader, _month) do update set out = rollup.out + excluded.out`;
    await run(add, add);
    expect(await rows("select out from ledger_loans__rollup")).toEqual([{ out: "2" }]);
  });

  test("a ledger that is taken away asks for consent once it has entries", async () => {
    await apply(loans(BALANCED));
    await run(insertBook);
    const posting = newId();
    await run(insertPosting(posting), insertEntry(posting, 1, { out: 1, back: 1 }));
    const without = { doctypes: loans({}).doctypes };
    await expect(apply(without)).rejects.toMatchObject({ data: { destroys: ["1 rows of ledger_loans"] } });
    await apply(without, { allowDestructive: true });
    expect((await preview(without)).steps).toEqual([]);
  });
});
