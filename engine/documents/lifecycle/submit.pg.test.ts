import { describe, expect, test } from "@jest/globals";
import type { Database } from "../../database/index.ts";
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
  ])("submitting a document of %d lines: one statement reads it, one writes it with its entries, one looks for sources, one numbers it", async (lines) => {
    const values = await bigLoan(lines);
    const submit = async () => {
      const loan = await documents.create(library.as(), "loan", values);
      const counting = countingDatabase(library.db);
      await documents.submit({ ...library.as(), db: counting.db }, "loan", loan.id);
      return counting.statements.filter((text) => text !== "begin" && text !== "commit").length;
    };
    await submit();
    expect(await submit()).toBe(4);
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
