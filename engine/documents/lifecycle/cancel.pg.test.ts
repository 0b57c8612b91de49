import { describe, expect, test } from "@jest/globals";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;

async function submittedRequest() {
  const [member, book] = [await library.member(), await library.book()];
  const lines = [{ book: book.id, quantity: "4" }];
  return documents.create(library.as(), "request", { member: member.id, lines }, { submit: true });
}

describe("cancelling a document", () => {
  test("reverses its ledger entries exactly and keeps its number", async () => {
    const loan = await library.loan();
    const submitted = await documents.submit(library.as(), "loan", loan.id);
    const cancelled = await documents.cancel(library.as(), "loan", loan.id, { version: 2 });
    expect(cancelled).toMatchObject({ docstatus: "cancelled", number: submitted.number, version: 3 });
    const sums = await library.rows(
      `select account, sum(debit - credit)::text as balance, count(*)::text as entries from ledger_fees entry
       join posting on posting.id = entry.posting where document_id = $1 group by account order by account`,
      loan.id,
    );
    expect(sums).toEqual(["due", "earned", "tax"].map((account) => ({ account, balance: "0.00", entries: "2" })));
  });

  test("is for submitted documents only", async () => {
    const loan = await library.loan();
    expect((await refusal(documents.cancel(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_NOT_SUBMITTED");
    const member = await library.member();
    expect((await refusal(documents.cancel(library.as(), "member", member.id))).code).toBe("DOCTYPE_NOT_SUBMITTABLE");
  });

  test("is refused while a submitted document links to it, naming it", async () => {
    const request = await submittedRequest();
    const loan = await library.loan({ request: request.id });
    const submitted = await documents.submit(library.as(), "loan", loan.id);
    const refused = await refusal(documents.cancel(library.as(), "request", request.id));
    expect(refused).toMatchObject({ code: "DOCUMENT_IN_USE", status: 409 });
    expect(refused.text.en).toContain(String(submitted.number));
    await documents.cancel(library.as(), "loan", loan.id);
    expect(await documents.cancel(library.as(), "request", request.id)).toMatchObject({ docstatus: "cancelled" });
  });

  test("nothing becomes final on top of it afterwards", async () => {
    const request = await submittedRequest();
    const loan = await library.loan({ request: request.id });
    await documents.cancel(library.as(), "request", request.id);
    const refused = await refusal(documents.submit(library.as(), "loan", loan.id));
    expect(refused).toMatchObject({ code: "LINK_CANCELLED", pointer: "/request" });
  });

  test("and a submit that builds on it never both succeed", async () => {
    for (let round = 0; round < 10; round++) {
      const request = await submittedRequest();
      const loan = await library.loan({ request: request.id });
      const outcomes = await Promise.allSettled([
        documents.cancel(library.as(), "request", request.id),
        documents.submit(library.as(), "loan", loan.id),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    }
  });
});

describe("amending a document", () => {
  test("makes a new draft in place of the cancelled one, with what may be copied", async () => {
    const loan = await library.loan({ note: "first", desk_code: "D1" });
    await documents.submit(library.as(), "loan", loan.id);
    await documents.cancel(library.as(), "loan", loan.id);
    const amended = await documents.amend(library.as(), "loan", loan.id);
    expect(amended).toMatchObject({
      docstatus: "draft",
      amended_from: loan.id,
      number: null,
      note: "first",
      desk_code: null,
    });
    expect(amended["total"]).toBe(loan["total"]);
    const again = await documents.submit(library.as(), "loan", amended.id);
    expect(again.number).not.toBeNull();
    expect((await documents.history(library.as(), "loan", amended.id)).map(({ verb }) => verb)).toEqual([
      "submit",
      "amend",
    ]);
  });

  test("is for cancelled documents, once", async () => {
    const loan = await library.loan();
    expect((await refusal(documents.amend(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_NOT_CANCELLED");
    await documents.submit(library.as(), "loan", loan.id);
    await documents.cancel(library.as(), "loan", loan.id);
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => documents.amend(library.as(), "loan", loan.id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await refusal(documents.amend(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_ALREADY_AMENDED");
  });
});

describe("duplicating a document", () => {
  test("makes a draft of its own: no number, no history of the other, nothing that is not copied", async () => {
    const loan = await library.loan({ note: "n", desk_code: "D2" });
    const submitted = await documents.submit(library.as(), "loan", loan.id);
    const copy = await documents.duplicate(library.as(), "loan", submitted.id);
    expect(copy).toMatchObject({
      docstatus: "draft",
      number: null,
      amended_from: null,
      note: "n",
      desk_code: null,
      version: 1,
    });
    expect(copy.id).not.toBe(loan.id);
    expect(await documents.get(library.as(), "loan", loan.id)).toEqual(submitted);
  });
});

describe("duplicating what has a value no other may have", () => {
  test("leaves that value out, where it is not asked for", async () => {
    const member = await library.member({ card: "D-1", about: "copied" });
    const copy = await documents.duplicate(library.as(), "member", member.id);
    expect(copy).toMatchObject({ card: null, about: "copied" });
  });

  test("and says that it lacks the value where one is asked for", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "Only one" });
    const { code, pointer } = await refusal(documents.duplicate(library.as(), "branch", branch.id));
    expect([code, pointer]).toEqual(["FIELD_REQUIRED", "/name"]);
  });
});

describe("deleting a document", () => {
  test("takes its lines, comments and tags along and leaves its history", async () => {
    const loan = await library.loan();
    await documents.comments.add(library.as(), "loan", loan.id, "to go");
    await documents.tags.add(library.as(), "loan", loan.id, "old");
    await documents.remove(library.as(), "loan", loan.id, { version: 1 });
    expect((await refusal(documents.get(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_NOT_FOUND");
    for (const table of ["loan__lines where parent", "comment where document_id", "document_tag where document_id"]) {
      expect(await library.rows(`select 1 from ${table} = $1`, loan.id)).toEqual([]);
    }
    const past = await library.rows("select verb from history where document_id = $1 order by version", loan.id);
    expect(past).toEqual([{ verb: "create" }, { verb: "delete" }]);
  });

  test("is refused while others point to it, naming them with their number", async () => {
    const member = await library.member();
    const [one, two] = [await library.loan({ member: member.id }), await library.loan({ member: member.id })];
    const submitted = await documents.submit(library.as(), "loan", one.id);
    const refused = await refusal(documents.remove(library.as(), "member", member.id));
    expect(refused).toMatchObject({ code: "DOCUMENT_IN_USE", params: { count: 2 } });
    expect(refused.text.en).toContain(String(submitted.number));
    expect(refused.data).toMatchObject({
      documents: expect.arrayContaining([{ doctype: "loan", id: two.id, number: null }]),
    });
  });

  test("counts rows and dynamic links that point to it", async () => {
    const book = await library.book();
    await library.member({ favourite: { type: "book", id: book.id } });
    expect((await refusal(documents.remove(library.as(), "book", book.id))).code).toBe("DOCUMENT_IN_USE");
    const other = await library.book();
    await library.loan({ lines: [{ book: other.id }, { book: other.id }] });
    const twice = await refusal(documents.remove(library.as(), "book", other.id));
    expect(twice).toMatchObject({ code: "DOCUMENT_IN_USE", params: { count: 1 } });
  });

  test("is refused once submitted, and at another version", async () => {
    const loan = await library.loan();
    expect((await refusal(documents.remove(library.as(), "loan", loan.id, { version: 7 }))).code).toBe(
      "DOCUMENT_CHANGED",
    );
    await documents.submit(library.as(), "loan", loan.id);
    expect((await refusal(documents.remove(library.as(), "loan", loan.id))).code).toBe("DOCUMENT_NOT_DRAFT");
  });
});
