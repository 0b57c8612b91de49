import { describe, expect, test } from "@jest/globals";
import { isSomebodyWaiting } from "../../../tests/support/is-somebody-waiting.ts";
import { until } from "../../../tests/support/until.ts";
import { type Database, sql } from "../../database/index.ts";
import type { Document } from "../index.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;

const postingsOf = (loan: Document) =>
  library.rows(
    `select posting.kind, posting.document_number, entry.account, entry.debit, entry.credit from posting
     join ledger_fees entry on entry.posting = posting.id where document_id = $1 order by posting.kind, entry.line`,
    loan.id,
  );

describe("submitting a document", () => {
  test("enters it into the ledgers and gives it a number", async () => {
    const loan = await library.loan();
    const submitted = await documents.submit(library.as(), "loan", loan.id, { version: 1 });
    expect(submitted).toMatchObject({
      docstatus: "submitted",
      version: 2,
      number: expect.stringMatching(/^LN-2026-\d{4}$/),
    });
    expect(await documents.get(library.as(), "loan", loan.id)).toEqual(submitted);
    expect(await postingsOf(submitted)).toEqual([
      { kind: "post", document_number: submitted.number, account: "due", debit: "1.80", credit: "0.00" },
      { kind: "post", document_number: submitted.number, account: "earned", debit: "0.00", credit: "1.50" },
      { kind: "post", document_number: submitted.number, account: "tax", debit: "0.00", credit: "0.30" },
    ]);
  });

  test("finds the document by its number afterwards", async () => {
    const loan = await library.loan();
    const { number } = await documents.submit(library.as(), "loan", loan.id);
    const page = await documents.list(library.as(), "loan", { search: String(number), limit: 5 });
    expect(page.items.map(({ id }) => id)).toEqual([loan.id]);
  });

  test("is possible once, and only from a draft", async () => {
    const loan = await library.loan();
    await documents.submit(library.as(), "loan", loan.id);
    expect((await refusal(documents.submit(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_NOT_DRAFT");
  });

  test("checks the rules that only hold on submit", async () => {
    const loan = await library.loan();
    const free = await documents.update(library.as(), "loan", loan.id, {
      lines: [{ ...(loan.lines as [{ id: string }])[0], rate: "0" }],
    });
    const refused = await refusal(documents.submit(library.as(), "loan", free.id));
    expect(refused).toMatchObject({ code: "RULE_BROKEN", pointer: "/total" });
    expect((await documents.get(library.as(), "loan", loan.id)).docstatus).toBe("draft");
  });

  test("can be done with the create, in one transaction", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const values = { member: member.id, lines: [{ book: book.id }] };
    const loan = await documents.create(library.as(), "loan", values, { submit: true });
    expect(loan).toMatchObject({ docstatus: "submitted", version: 1, number: expect.stringMatching(/^LN-/) });
    const events = await library.rows("select event from outbox where document_id = $1 order by id", loan.id);
    expect(events).toEqual([{ event: "loan.create" }, { event: "loan.submit" }]);
  });
});

describe("the counter of a series", () => {
  const nextOf = async (prefix: string) =>
    (await library.rows("select next::int as next from number_series where prefix = $1", prefix))[0]?.["next"];

  test("is not held by a submit that waits for something else", async () => {
    const values = { date: "2029-05-01", due_date: "2029-05-20" };
    const [held, free] = [await library.loan(values), await library.loan(values)];
    const ctx = library.as();
    let waiting: Promise<Document> | undefined;
    await library.db
      .transaction(library.organization, async (tx) => {
        await tx.query(sql`insert into idempotency_key (principal, key, request_hash, document_type, document_id, created_at)
          values (${ctx.principal.id}, 'held', '', 'loan', ${held.id}, now())`);
        waiting = documents.submit(ctx, "loan", held.id, { idempotencyKey: "held" });
        await until("the submit waits for the key", () => isSomebodyWaiting(library.db));
        expect(await documents.submit(library.as(), "loan", free.id)).toMatchObject({ number: "LN-2029-0001" });
        throw new Undone();
      })
      .catch((error: unknown) => expect(error).toBeInstanceOf(Undone));
    expect(await waiting).toMatchObject({ number: "LN-2029-0002" });
  });

  test("is not touched by a submit that is refused as it is written", async () => {
    const values = { date: "2028-05-01", due_date: "2028-05-20" };
    const [first, second] = [await library.loan(values), await library.loan(values)];
    await documents.submit(library.as(), "loan", first.id);
    // Somebody else saves the document after it was read, before it is written.
    const counting = countingDatabase(library.db, (text) =>
      text.includes("number_series") ? documents.update(library.as(), "loan", second.id, { note: "mine" }) : undefined,
    );
    const late = documents.submit({ ...library.as(), db: counting.db }, "loan", second.id, { version: 1 });
    expect((await refusal(late)).code).toBe("DOCUMENT_CHANGED");
    expect(await nextOf("LN-2028-{0000}")).toBe(2);
    expect(await postingsOf(second)).toEqual([]);
  });
});

class Undone extends Error {}

describe("the number of statements does not grow with the lines", () => {
  async function bigLoan(lines: number) {
    const [member, book] = [await library.member(), await library.book()];
    return { member: member.id, lines: Array.from({ length: lines }, () => ({ book: book.id })) };
  }

  test.each([
    1, 10, 200,
  ])("creating a document of %d lines takes 2 statements, and 1 when its links are remembered", async (lines) => {
    const values = await bigLoan(lines);
    const create = async () => {
      const counting = countingDatabase(library.db);
      await documents.create({ ...library.as(), db: counting.db }, "loan", values);
      return counting.statements.length;
    };
    expect([await create(), await create()]).toEqual([2, 1]);
  });

  test.each([
    1, 10, 200,
  ])("submitting a document of %d lines takes 2 statements, without a transaction around them: one reads it, one does the rest", async (lines) => {
    const values = await bigLoan(lines);
    const submit = async () => {
      const loan = await documents.create(library.as(), "loan", values);
      const counting = countingDatabase(library.db);
      await documents.submit({ ...library.as(), db: counting.db }, "loan", loan.id, { idempotencyKey: loan.id });
      return counting.statements.length;
    };
    await submit();
    expect(await submit()).toBe(2);
  });

  test("submitting a document that was just seen takes 1, when its links are remembered", async () => {
    const values = await bigLoan(3);
    const submit = async () => {
      const loan = await documents.create(library.as(), "loan", values);
      const counting = countingDatabase(library.db);
      await documents.submit({ ...library.as(), db: counting.db }, "loan", loan.id, { version: 1 });
      return counting.statements.length;
    };
    expect([await submit(), await submit()]).toEqual([2, 1]);
  });

  test("submitting a document that was made by conversion claims what it took, numbers it last and once", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const request = await documents.create(
      library.as(),
      "request",
      { member: member.id, lines: [{ book: book.id, quantity: "2" }] },
      { submit: true },
    );
    const loan = await documents.conversions.convert(library.as(), "request_to_loan", request.id);
    const [last] = await library.rows("select next from number_series where prefix like 'LN-2026-%'");
    const counting = countingDatabase(library.db);
    const { number } = await documents.submit({ ...library.as(), db: counting.db }, "loan", loan.id, { version: 1 });
    const [, ...inTransaction] = counting.statements;
    expect(inTransaction.at(0)).toBe("begin");
    expect(inTransaction.filter((text) => text.includes("number_series"))).toEqual([inTransaction.at(-2)]);
    expect(Number(String(number).slice("LN-2026-".length))).toBe(Number(last?.["next"]));
    expect(await postingsOf({ ...loan, number: number ?? null } as Document)).toHaveLength(3);
  });

  test("a key costs no statement of its own", async () => {
    const values = await bigLoan(3);
    const cost = async (write: (db: Database) => Promise<unknown>) => {
      const counting = countingDatabase(library.db);
      await write(counting.db);
      return counting.statements.length;
    };
    const create = (key: object) => (db: Database) => documents.create({ ...library.as(), db }, "loan", values, key);
    expect([await cost(create({})), await cost(create({ idempotencyKey: "k1" }))]).toEqual([2, 1]);
    const { id } = await documents.create(library.as(), "loan", values);
    const update = (db: Database) =>
      documents.update({ ...library.as(), db }, "loan", id, { note: "seen" }, { version: 1, idempotencyKey: "k2" });
    expect(await cost(update)).toBe(1);
  });

  test("updating takes 3 statements, and 2 when its links are remembered", async () => {
    const loan = await documents.create(library.as(), "loan", await bigLoan(10));
    const elsewhere = library.withPorts({});
    const update = async (writer: typeof documents, note: string) => {
      const counting = countingDatabase(library.db);
      await writer.update({ ...library.as(), db: counting.db }, "loan", loan.id, { note });
      return counting.statements.length;
    };
    expect(await update(documents, "seen")).toBe(2);
    expect([await update(elsewhere, "seen again"), await update(elsewhere, "and again")]).toEqual([3, 2]);
  });
});
