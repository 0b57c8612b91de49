import { describe, expect, test } from "@jest/globals";
import type { Document, DocumentValues } from "../index.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
/** Another node: the same database, a memory of its own. */
const elsewhere = library.withPorts({});

const changeElsewhere = (doctype: string, id: string, values: DocumentValues) =>
  elsewhere.update(library.as(), doctype, id, values);
const lend = (member: Document, book: Document, writer = documents) =>
  writer.create(library.as(), "loan", { member: member.id, date: "2026-03-01", lines: [{ book: book.id }] });
const rateOf = (loan: Document) => (loan["lines"] as readonly { readonly rate: string }[])[0]!.rate;

/** A member and a book that the writer has read before. */
async function known(writer = documents) {
  const branch = await documents.create(library.as(), "branch", { name: `Branch ${Math.random()}`, loan_days: 10 });
  const [member, book] = [await library.member({ branch: branch.id }), await library.book({ rate: "2.00" })];
  expect(await lend(member, book, writer)).toMatchObject({ due_date: "2026-03-11", net_total: "2.00" });
  return { branch, member, book };
}

describe("what was read of a linked document before", () => {
  test("is used as long as nobody changed it", async () => {
    const { member, book } = await known();
    const counting = countingDatabase(library.db);
    const values = { member: member.id, lines: [{ book: book.id }] };
    await documents.create({ ...library.as(), db: counting.db }, "loan", values);
    expect(counting.statements).toHaveLength(1);
  });

  test("gives way to what another node wrote: a price, settings, a document behind a link", async () => {
    const { branch, member, book } = await known();
    await changeElsewhere("book", book.id, { rate: "3.00" });
    expect(rateOf(await lend(member, book))).toBe("3.00");
    await changeElsewhere("branch", branch.id, { loan_days: 20 });
    expect(await lend(member, book)).toMatchObject({ due_date: "2026-03-21" });
    await changeElsewhere("branch", branch.id, { loan_days: null });
    expect(await lend(member, book)).toMatchObject({ due_date: "2026-03-22" });
    const { id } = await documents.single(library.as(), "library_settings");
    await changeElsewhere("library_settings", id, { loan_days: 5 });
    expect(await lend(member, book)).toMatchObject({ due_date: "2026-03-06" });
    await changeElsewhere("library_settings", id, { loan_days: 21 });
  });

  test("neither refuses what is right by now nor lets pass what is wrong by now", async () => {
    const { member, book } = await known();
    await changeElsewhere("book", book.id, { available: false });
    expect(await refusal(lend(member, book))).toMatchObject({ pointer: "/lines/0/book" });
    await changeElsewhere("book", book.id, { available: true });
    await lend(member, book);
    await changeElsewhere("member", member.id, { blocked: true });
    expect(await refusal(lend(member, book))).toMatchObject({ pointer: "/member" });
  });

  test("does not outlive its document", async () => {
    const { member } = await known();
    const book = await library.book();
    const draft = await lend(member, book);
    await elsewhere.remove(library.as(), "loan", draft.id);
    await elsewhere.remove(library.as(), "book", book.id);
    expect(await refusal(lend(member, book))).toMatchObject({ pointer: "/lines/0/book" });
  });

  test("is looked at again by the statement that writes: a change at the last moment counts", async () => {
    let change: (() => Promise<unknown>) | null = null;
    const writer = library.failing(async (stage, doctype) => {
      if (stage !== "write" || doctype !== "loan") return;
      const run = change;
      change = null;
      await run?.();
    });
    const { member, book } = await known(writer);
    change = () => changeElsewhere("book", book.id, { rate: "4.00" });
    expect(rateOf(await lend(member, book, writer))).toBe("4.00");

    change = () => changeElsewhere("member", member.id, { blocked: true });
    expect(await refusal(lend(member, book, writer))).toMatchObject({ pointer: "/member" });
    const stored = await library.rows("select id from loan where member = $1", member.id);
    expect(stored).toHaveLength(2);
  });

  test("changed many times while many write: all are served, and the last change counts", async () => {
    const { member, book } = await known();
    const prices = Array.from({ length: 20 }, (_, index) => `${10 + index}.00`);
    const changing = (async () => {
      for (const rate of prices) await changeElsewhere("book", book.id, { rate, title: `At ${rate}` });
    })();
    const loans = await Promise.all(Array.from({ length: 60 }, () => lend(member, book)));
    await changing;
    for (const loan of loans) expect(["2.00", ...prices]).toContain(rateOf(loan));
    expect(rateOf(await lend(member, book))).toBe(prices.at(-1));
  });
});
