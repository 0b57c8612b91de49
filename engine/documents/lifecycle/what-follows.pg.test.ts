import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Document, DocumentRow, JsonValue } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary();
const { documents } = library;
const { exchange } = documents;
const linesOf = (document: Document) => document["lines"] as readonly DocumentRow[];
type Values = Readonly<Record<string, JsonValue>>;

/** Members whose branch lends for so many days. */
let week: Document;
let month: Document;
let alsoMonth: Document;

beforeAll(async () => {
  const [seven, thirty] = await Promise.all(
    [7, 30].map((loan_days) => documents.create(library.as(), "branch", { name: `${loan_days} days`, loan_days })),
  );
  week = await library.member({ branch: seven!.id });
  month = await library.member({ branch: thirty!.id });
  alsoMonth = await library.member({ branch: thirty!.id });
});

/** A saved draft of 1 March, lent for a week. */
async function draft(values: Values = {}): Promise<Document> {
  const book = await library.book({ shelf: "science", rate: "2.00" });
  return documents.create(library.as(), "loan", {
    member: week.id,
    date: "2026-03-01",
    lines: [{ book: book.id }],
    ...values,
  });
}

const change = (loan: Document, values: Values) => documents.update(library.as(), "loan", loan.id, values);

describe("what nobody typed into a saved draft", () => {
  test("follows another link its default reads through", async () => {
    expect((await draft())["due_date"]).toBe("2026-03-08");
    expect((await change(await draft(), { member: month.id }))["due_date"]).toBe("2026-03-31");
  });

  test("follows it where something else was typed before: that belonged to what was linked before", async () => {
    const typed = await draft({ due_date: "2026-03-20" });
    expect((await change(typed, { member: month.id }))["due_date"]).toBe("2026-03-31");
  });

  test("stays where the same is proposed for both links, as it was typed", async () => {
    const typed = await draft({ member: month.id, due_date: "2026-03-20" });
    expect((await change(typed, { member: alsoMonth.id }))["due_date"]).toBe("2026-03-20");
  });

  test("follows another value its default reads, unless another was typed", async () => {
    expect((await change(await draft(), { date: "2026-03-05" }))["due_date"]).toBe("2026-03-12");
    const typed = await draft({ due_date: "2026-03-20" });
    expect((await change(typed, { date: "2026-03-05" }))["due_date"]).toBe("2026-03-20");
  });

  test("stays where it is sent along, also as it was, and where nothing it is proposed from is changed", async () => {
    const sent = { member: month.id, due_date: "2026-03-08" };
    expect((await change(await draft(), sent))["due_date"]).toBe("2026-03-08");
    const typed = await draft({ due_date: "2026-03-20" });
    expect((await change(typed, { note: "x", member: week.id }))["due_date"]).toBe("2026-03-20");
  });

  test("follows through what follows itself", async () => {
    const [near, far] = await Promise.all([
      documents.create(library.as(), "branch", { name: "near", loan_days: 3 }),
      documents.create(library.as(), "branch", { name: "far", loan_days: 9 }),
    ]);
    const [first, second] = await Promise.all([near, far].map(({ id }) => library.member({ branch: id })));
    const child = await library.member({ guardian: first!.id });
    expect(child).toMatchObject({ branch: near.id, closes_after: 3 });
    const changed = await documents.update(library.as(), "member", child.id, { guardian: second!.id });
    expect(changed).toMatchObject({ branch: far.id, closes_after: 9 });
  });

  test("stays where the link on the way comes to the same", async () => {
    const first = await library.member({ branch: month["branch"] as string });
    const child = await library.member({ guardian: first.id, closes_after: 5 });
    const changed = await documents.update(library.as(), "member", child.id, { guardian: alsoMonth.id });
    expect(changed).toMatchObject({ guardian: alsoMonth.id, branch: month["branch"], closes_after: 5 });
  });
});

describe("rows of a saved draft", () => {
  test("follow their own links, each for itself; the others stay as they are", async () => {
    const [novel, atlas] = [
      await library.book({ rate: "3.00" }),
      await library.book({ rate: "4.00", shelf: "science" }),
    ];
    const loan = await draft({
      lines: [
        { book: novel.id, rate: "2.50" },
        { book: novel.id, rate: "2.50" },
      ],
    });
    const [first, second] = linesOf(loan);
    const changed = await change(loan, {
      lines: [
        { id: first!.id, book: atlas.id },
        { id: second!.id, quantity: "2" },
      ],
    });
    expect(linesOf(changed)).toMatchObject([
      { book: atlas.id, rate: "4.00", shelf: "science", net: "4.00" },
      { book: novel.id, rate: "2.50", shelf: "fiction", net: "5.00" },
    ]);
    const priced = await change(loan, { lines: [{ id: first!.id, book: novel.id, rate: "1.00" }, { id: second!.id }] });
    expect(linesOf(priced)[0]).toMatchObject({ book: novel.id, rate: "1.00" });
  });
});

describe("every way to change a document", () => {
  const dueOf = async (id: string) => (await documents.get(library.as(), "loan", id))["due_date"];

  test("several at once", async () => {
    const loans = [await draft(), await draft()];
    await documents.bulk(library.as(), "loan", {
      verb: "update",
      ids: loans.map(({ id }) => id),
      patch: { member: month.id },
    });
    expect(await Promise.all(loans.map(({ id }) => dueOf(id)))).toEqual(["2026-03-31", "2026-03-31"]);
  });

  test("an import by key", async () => {
    const branches = await Promise.all(
      [4, 8].map((loan_days) => documents.create(library.as(), "branch", { name: `import ${loan_days}`, loan_days })),
    );
    const member = await library.member({ card: "FOLLOW-1", branch: branches[0]!.id });
    expect(member["closes_after"]).toBe(4);
    const bytes = new TextEncoder().encode("card;branch\nFOLLOW-1;import 8\n");
    const { columns, rows, format } = await exchange.parse({ fileName: "f.csv", bytes });
    const mapping = exchange.guessMapping(library.as(), "member", columns);
    await exchange.importRows(library.as(), "member", {
      rows,
      format,
      mapping,
      dryRun: false,
      mode: "upsert",
      key: "card",
    });
    expect(await documents.get(library.as(), "member", member.id)).toMatchObject({ closes_after: 8 });
  });

  test("a screen that asks what a change comes to", async () => {
    const loan = await draft();
    const { document } = await documents.compute(library.as(), "loan", { id: loan.id, values: { member: month.id } });
    expect(document["due_date"]).toBe("2026-03-31");
  });

  test("a submitted one keeps what was posted", async () => {
    const loan = await documents.submit(library.as(), "loan", (await draft()).id);
    const changed = await documents.update(library.as(), "loan", loan.id, { note: "x" });
    expect([changed["due_date"], changed["note"]]).toEqual(["2026-03-08", "x"]);
  });
});
