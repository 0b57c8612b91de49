import { describe, expect, test } from "@jest/globals";
import type { DocumentRow, JsonValue } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const linesOf = (document: { readonly [field: string]: JsonValue | undefined }) =>
  document["lines"] as readonly DocumentRow[];

describe("updating a document", () => {
  test("changes what is sent and leaves the rest", async () => {
    const member = await library.member({ email: "old@library.test", interests: ["maps"] });
    const changed = await documents.update(
      library.as(),
      "member",
      member.id,
      { email: "new@library.test" },
      { version: 1 },
    );
    expect(changed).toEqual({ ...member, email: "new@library.test", version: 2 });
    const cleared = await documents.update(library.as(), "member", member.id, { email: null });
    expect(cleared).toMatchObject({ email: null, interests: ["maps"], version: 3 });
  });

  test("writes nothing when nothing changes", async () => {
    const member = await library.member();
    const same = await documents.update(library.as(), "member", member.id, { name: member["name"] as string });
    expect(same).toEqual(member);
    expect(await documents.history(library.as(), "member", member.id)).toHaveLength(1);
  });

  test("keeps the identity of rows that are sent with their id, adds and removes the others", async () => {
    const [member, novel, atlas] = [await library.member(), await library.book(), await library.book()];
    const loan = await documents.create(library.as(), "loan", {
      member: member.id,
      lines: [{ book: novel.id }, { book: atlas.id, quantity: "2" }],
    });
    const [first, second] = linesOf(loan);
    const changed = await documents.update(library.as(), "loan", loan.id, {
      lines: [
        { id: second!.id, quantity: "4" },
        { book: novel.id, rate: "3" },
      ],
    });
    const [kept, added] = linesOf(changed);
    expect(kept).toEqual({ ...second, quantity: "4.00", net: "6.00" });
    expect(added).toMatchObject({ book: novel.id, rate: "3.00", net: "3.00" });
    expect([first!.id, second!.id]).not.toContain(added!.id);
    expect(await documents.get(library.as(), "loan", loan.id)).toEqual(changed);
    expect(await library.rows("select position from loan__lines where parent = $1 order by 1", loan.id)).toHaveLength(
      2,
    );
  });

  test("takes a document sent back whole, as it was read", async () => {
    const loan = await library.loan();
    const sentBack = JSON.parse(JSON.stringify({ ...loan, note: "changed" })) as Record<string, JsonValue>;
    const changed = await documents.update(library.as(), "loan", loan.id, sentBack, { version: 1 });
    expect(changed).toMatchObject({ note: "changed", version: 2, lines: loan["lines"] });
  });

  test("keeps the rows of a derived table that still have their group", async () => {
    const loan = await library.loan();
    const changed = await documents.update(library.as(), "loan", loan.id, {
      lines: linesOf(loan).map(({ id }) => ({ id, quantity: "5" })),
    });
    const [before, after] = [loan["shelves"], changed["shelves"]] as unknown as readonly (readonly DocumentRow[])[];
    expect(after).toEqual([{ ...before![0], net: "7.50", tax: "1.50" }]);
  });

  test("refuses a row sent twice", async () => {
    const loan = await library.loan();
    const [line] = linesOf(loan);
    const refused = await refusal(
      documents.update(library.as(), "loan", loan.id, { lines: [{ id: line!.id }, { id: line!.id }] }),
    );
    expect(refused).toMatchObject({ code: "ROW_REPEATED", pointer: "/lines/1" });
  });

  test("gives a row with an id that is not its own a new one", async () => {
    const [mine, other] = [await library.loan(), await library.loan()];
    const [foreign] = linesOf(other);
    const changed = await documents.update(library.as(), "loan", mine.id, {
      lines: [{ id: foreign!.id, book: foreign!["book"] as string, remark: "taken" }],
    });
    expect(linesOf(changed)[0]!.id).not.toBe(foreign!.id);
    expect(await documents.get(library.as(), "loan", other.id)).toEqual(other);
  });
});

describe("two editors of one document", () => {
  test("the second is told who changed what, field by field", async () => {
    const member = await library.member({ email: "base@library.test", phone: "0123456" });
    const other = library.as(["librarian"], { id: member.id, email: "other@library.test" });
    await documents.update(other, "member", member.id, { email: "theirs@library.test", about: "x" }, { version: 1 });
    const refused = await refusal(
      documents.update(
        library.as(),
        "member",
        member.id,
        { email: "yours@library.test", phone: "999999" },
        { version: 1 },
      ),
    );
    expect(refused).toMatchObject({ code: "DOCUMENT_CHANGED", status: 409 });
    expect(refused.data).toMatchObject({
      version: 2,
      changed_by: member.id,
      difference: {
        email: { yours: "yours@library.test", theirs: "theirs@library.test", base: "base@library.test" },
        phone: { yours: "999999", theirs: "0123456", base: "0123456" },
        about: { yours: null, theirs: "x", base: null },
      },
    });
    expect(Object.keys(refused.data!["difference"] as object).sort()).toEqual(["about", "email", "phone"]);
  });

  test("the difference tells rows too", async () => {
    const loan = await library.loan();
    const [line] = linesOf(loan);
    await documents.update(library.as(), "loan", loan.id, { lines: [{ id: line!.id, quantity: "3" }] }, { version: 1 });
    const refused = await refusal(documents.update(library.as(), "loan", loan.id, { note: "mine" }, { version: 1 }));
    const { lines } = (refused.data as { difference: Record<string, { theirs: DocumentRow[]; base: DocumentRow[] }> })
      .difference;
    expect(lines).toMatchObject({ theirs: [{ quantity: "3.00" }], base: [{ id: line!.id, quantity: "1.00" }] });
  });

  test("of 100 writers at one version exactly one wins, the others learn of it", async () => {
    const member = await library.member();
    const attempts = Array.from({ length: 100 }, (_, index) =>
      documents.update(library.as(), "member", member.id, { about: `writer ${index}` }, { version: 1 }).then(
        () => "won",
        (error: { readonly code: string }) => error.code,
      ),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome === "won")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "DOCUMENT_CHANGED")).toHaveLength(99);
    expect((await documents.get(library.as(), "member", member.id)).version).toBe(2);
  });

  test("20 writers who name no version are all served, one after the other", async () => {
    const member = await library.member();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        documents.update(library.as(), "member", member.id, { about: `writer ${index}` }),
      ),
    );
    expect((await documents.get(library.as(), "member", member.id)).version).toBe(21);
  });
});

describe("a submitted document", () => {
  test("changes only what its metadata frees", async () => {
    const loan = await library.loan();
    await documents.submit(library.as(), "loan", loan.id);
    const [line] = linesOf(loan);
    const update = (patch: Record<string, JsonValue>) => documents.update(library.as(), "loan", loan.id, patch);
    expect(await update({ note: "late", lines: [{ id: line!.id, remark: "worn" }] })).toMatchObject({
      note: "late",
      version: 3,
    });
    expect(await refusal(update({ due_date: "2026-12-31" }))).toMatchObject({
      code: "FIELD_LOCKED_BY_SUBMIT",
      pointer: "/due_date",
    });
    expect(await refusal(update({ lines: [{ id: line!.id, quantity: "2" }] }))).toMatchObject({
      code: "FIELD_LOCKED_BY_SUBMIT",
      pointer: "/lines/0/quantity",
    });
    expect(await refusal(update({ lines: [] }))).toMatchObject({ code: "VALUES_INVALID" });
  });

  test("keeps its computed values even when what they came from changes", async () => {
    const loan = await library.loan();
    await documents.submit(library.as(), "loan", loan.id);
    const [line] = linesOf(loan);
    await documents.update(library.as(), "book", line!["book"] as string, { rate: "99" });
    const changed = await documents.update(library.as(), "loan", loan.id, { note: "n" });
    expect(changed).toMatchObject({ total: "1.80", lines: [{ rate: "1.50" }] });
  });

  test("never changes once cancelled", async () => {
    const loan = await library.loan();
    await documents.submit(library.as(), "loan", loan.id);
    await documents.cancel(library.as(), "loan", loan.id);
    expect((await refusal(documents.update(library.as(), "loan", loan.id, { note: "x" }))).code).toBe(
      "DOCUMENT_CANCELLED",
    );
  });
});
