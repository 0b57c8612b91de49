import { describe, expect, test } from "@jest/globals";
import { openLibrary, PERSON } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;

describe("history", () => {
  test("tells every change of header and rows: before, after, who, when, by which verb", async () => {
    const loan = await library.loan({ note: "old" });
    const [line] = loan["lines"] as { id: string; book: string }[];
    await documents.update(library.as(), "loan", loan.id, {
      note: "new",
      lines: [
        { book: line!.book, rate: "2" },
        { id: line!.id, discount: "50" },
      ],
    });
    await documents.submit(library.as(), "loan", loan.id);
    const [submitted, changed, created] = await documents.history(library.as(), "loan", loan.id);
    expect(submitted).toMatchObject({
      verb: "submit",
      version: 3,
      changes: [{ field: "docstatus", before: "draft", after: "submitted" }],
    });
    expect(changed).toMatchObject({
      verb: "update",
      version: 2,
      by: PERSON,
      at: "2026-03-15T12:00:00.000Z",
      reason: null,
    });
    expect(changed!.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: "note", before: "old", after: "new" }),
        expect.objectContaining({ field: "total", before: "1.80", after: "3.30" }),
        expect.objectContaining({ field: "lines", row: line!.id, column: "discount", before: "0.00", after: "50.00" }),
        expect.objectContaining({
          field: "lines",
          row: expect.any(String),
          before: null,
          after: expect.objectContaining({ rate: "2.00", net: "2.00" }),
        }),
      ]),
    );
    expect(created).toMatchObject({ verb: "create", version: 1 });
    await documents.cancel(library.as(), "loan", loan.id);
    expect((await documents.history(library.as(), "loan", loan.id))[0]).toMatchObject({ verb: "cancel", version: 4 });
  });

  test("tells rows that go and rows that change places", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const loan = await documents.create(library.as(), "loan", {
      member: member.id,
      lines: ["a", "b", "c"].map((remark) => ({ book: book.id, remark })),
    });
    const [a, b, c] = (loan["lines"] as { id: string }[]).map(({ id }) => id);
    await documents.update(library.as(), "loan", loan.id, { lines: [{ id: c! }, { id: a! }] });
    const [latest] = await documents.history(library.as(), "loan", loan.id);
    const { changes } = latest!;
    expect(changes).toContainEqual(expect.objectContaining({ field: "lines", before: [a, c], after: [c, a] }));
    const gone = { field: "lines", row: b, before: expect.objectContaining({ remark: "b" }), after: null };
    expect(changes).toContainEqual(expect.objectContaining(gone));
  });

  test("cannot be changed, not even by a statement under the organization's role", async () => {
    const member = await library.member();
    const tamper = (text: string) => refusal(library.rows(text, member.id));
    expect((await tamper("update history set verb = 'x' where document_id = $1")).code).toBe("DATABASE_ACCESS_DENIED");
    expect((await tamper("delete from history where document_id = $1")).code).toBe("DATABASE_ACCESS_DENIED");
  });
});

describe("comments", () => {
  test("are kept in order and removed by their author only", async () => {
    const member = await library.member();
    const first = await documents.comments.add(library.as(), "member", member.id, "first");
    await documents.comments.add(library.as(), "member", member.id, "second");
    expect((await documents.comments.list(library.as(), "member", member.id)).map(({ body }) => body)).toEqual([
      "first",
      "second",
    ]);
    const other = library.as(["librarian"], { id: member.id });
    expect((await refusal(documents.comments.remove(other, "member", member.id, first.id))).code).toBe(
      "COMMENT_NOT_FOUND",
    );
    await documents.comments.remove(library.as(), "member", member.id, first.id);
    expect(await documents.comments.list(library.as(), "member", member.id)).toHaveLength(1);
  });

  test("say something, and not too much", async () => {
    const member = await library.member();
    const add = (body: string) => documents.comments.add(library.as(), "member", member.id, body);
    expect((await refusal(add("  "))).code).toBe("COMMENT_EMPTY");
    expect((await refusal(add("x".repeat(10_001)))).code).toBe("COMMENT_TOO_LONG");
  });
});

test("tags are shared words, each once", async () => {
  const member = await library.member();
  const add = (tag: string) => documents.tags.add(library.as(), "member", member.id, tag);
  await add("vip");
  expect(await add(" vip ")).toEqual(["vip"]);
  expect(await add("again")).toEqual(["again", "vip"]);
  expect(await documents.tags.remove(library.as(), "member", member.id, "vip")).toEqual(["again"]);
  expect((await refusal(add(" "))).code).toBe("TAG_INVALID");
  expect((await refusal(add("x".repeat(51)))).code).toBe("TAG_INVALID");
});

test("links tell what points to a document, for those who may read it", async () => {
  const book = await library.book();
  const loan = await library.loan({ lines: [{ book: book.id }] });
  const fan = await library.member({ favourite: { type: "book", id: book.id }, name: "Fan" });
  const links = await documents.links(library.as(), "book", book.id);
  expect(links).toContainEqual({
    doctype: "loan",
    field: "lines.book",
    id: loan.id,
    title: expect.any(String),
    is_submitted: false,
  });
  expect(links).toContainEqual({
    doctype: "member",
    field: "favourite",
    id: fan.id,
    title: "Fan",
    is_submitted: false,
  });
  expect(await documents.links(library.as(["visitor"]), "book", book.id)).toEqual([]);
});
