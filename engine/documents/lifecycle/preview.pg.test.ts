import { describe, expect, test } from "@jest/globals";
import { noFunctions } from "../../calculation/tests/no-functions.ts";
import { fail } from "../../kernel/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const tables = ["loan", "loan__lines", "history", "outbox", "posting", "number_series"];
const counts = () =>
  library.rows(`select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ")}`);

describe("a preview", () => {
  test("of values computes them and tells the postings of a submit, and stores nothing", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const before = await counts();
    const { document, postings } = await documents.preview(library.as(), "loan", {
      member: member.id,
      lines: [{ book: book.id, quantity: "10" }],
    });
    expect(document).toMatchObject({ total: "18.00", docstatus: "draft", number: null });
    expect(postings).toMatchObject([{ ledger: "fees", date: "2026-03-15" }]);
    expect(postings[0]!.entries).toMatchObject([
      { account: "due", debit: "18.00" },
      { account: "earned", credit: "15.00" },
      { account: "tax", credit: "3.00" },
    ]);
    expect(await counts()).toEqual(before);
  });

  test("of a stored draft is what its submit then does", async () => {
    const loan = await library.loan();
    const { postings } = await documents.preview(library.as(), "loan", loan.id);
    await documents.submit(library.as(), "loan", loan.id);
    const entries = await library.rows(
      "select account, debit, credit from ledger_fees e join posting p on p.id = e.posting where document_id = $1 order by line",
      loan.id,
    );
    expect(postings[0]!.entries).toMatchObject(entries);
    expect((await documents.preview(library.as(), "loan", loan.id)).postings).toEqual([]);
  });

  test("of a stored draft tells what its submit is refused for, and nothing once that is put right", async () => {
    const { id, lines } = await library.loan();
    const [line] = lines as { id: string }[];
    const rate = (value: string) =>
      documents.update(library.as(), "loan", id, { lines: [{ id: line!.id, rate: value }] });
    await rate("0");
    const { refusals } = await documents.preview(library.as(), "loan", id);
    expect(refusals).toMatchObject([{ code: "RULE_BROKEN", pointer: "/total", message: { en: "nothing to pay" } }]);
    const refused = await refusal(documents.submit(library.as(), "loan", id));
    expect([refused.code, refused.pointer, refused.text]).toEqual([refusals[0]!.code, "/total", refusals[0]!.message]);
    await rate("1");
    expect((await documents.preview(library.as(), "loan", id)).refusals).toEqual([]);
    await documents.submit(library.as(), "loan", id);
  });

  test("does not take a database that is away for something against the document", async () => {
    const { id } = await library.loan();
    const ledger = createLedgerPort(noFunctions);
    const away = library.withPorts({ ledger: { ...ledger, refuseClosed: async () => fail("DATABASE_BUSY") } });
    expect((await refusal(away.preview(library.as(), "loan", id))).code).toBe("DATABASE_BUSY");
  });

  test("raises what the write would raise", async () => {
    expect(await refusal(documents.preview(library.as(), "loan", { lines: [] }))).toMatchObject({
      code: "VALUES_INVALID",
    });
    const denied = documents.preview(library.as(["visitor"]), "member", { name: "x" });
    expect((await refusal(denied)).code).toBe("ACCESS_DENIED");
  });
});

describe("bulk", () => {
  test("does what can be done and tells what was refused and why", async () => {
    const [draft, done] = [await library.loan(), await library.loan()];
    await documents.submit(library.as(), "loan", done.id);
    const missing = "01900000-0000-7000-8000-000000000001";
    const result = await documents.bulk(library.as(), "loan", {
      ids: [draft.id, done.id, missing, "x"],
      verb: "submit",
    });
    expect(result).toMatchObject({
      changed: 1,
      refused: [
        { id: done.id, code: "DOCUMENT_NOT_DRAFT" },
        { id: missing, code: "DOCUMENT_NOT_FOUND" },
        { id: "x", code: "ID_INVALID" },
      ],
    });
  });

  test("covers a filter, through the reader's own rules", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "Elsewhere" });
    const [near, far] = [
      await library.member({ about: "bulk" }),
      await library.member({ about: "bulk", branch: branch.id }),
    ];
    const request = {
      filter: { field: "about", op: "eq", value: "bulk" },
      verb: "update",
      patch: { phone: "012345" },
    } as const;
    expect(await documents.bulk(library.as(["desk"]), "member", request)).toEqual({ changed: 1, refused: [] });
    expect(await documents.get(library.as(), "member", near.id)).toMatchObject({ phone: "012345" });
    expect(await documents.get(library.as(), "member", far.id)).toMatchObject({ phone: null });
  });

  test("names its documents one way, and what to do", async () => {
    const bulk = (request: object) => refusal(documents.bulk(library.as(), "member", request as never));
    expect((await bulk({ verb: "delete" })).code).toBe("BULK_INVALID");
    expect((await bulk({ ids: [], verb: "explode" })).code).toBe("BULK_INVALID");
    expect((await bulk({ ids: [], verb: "update" })).code).toBe("BULK_INVALID");
    expect((await bulk({ ids: Array.from({ length: 1_001 }, () => "x"), verb: "delete" })).code).toBe("BULK_TOO_MANY");
  });
});

describe("a single doctype", () => {
  test("has one record, made with its defaults on first use", async () => {
    const settings = await documents.single(library.as(), "library_settings");
    expect(settings).toMatchObject({ loan_days: 21 });
    expect((await refusal(documents.create(library.as(), "library_settings", {}))).code).toBe("SINGLE_EXISTS");
    expect((await refusal(documents.remove(library.as(), "library_settings", settings.id))).code).toBe("SINGLE_EXISTS");
    const changed = await documents.update(library.as(), "library_settings", settings.id, { loan_days: 7 });
    expect(await documents.single(library.as(), "library_settings")).toEqual(changed);
    expect(await library.as().settings.load("library_settings")).toMatchObject({ loan_days: 7 });
    expect(await library.loan()).toMatchObject({ due_date: "2026-03-22" });
  });

  test("comes into being with its first change", async () => {
    const id = "00000000-0000-7000-8000-000000000001";
    const made = await documents.update(library.as(), "opening_hours", id, { from: "09:00" });
    expect(made).toMatchObject({ id, version: 1, from: "09:00:00" });
    expect(await documents.update(library.as(), "opening_hours", id, { from: "10:00" })).toMatchObject({ version: 2 });
  });

  test("child doctypes have no address", async () => {
    expect((await refusal(documents.list(library.as(), "loan_line", { limit: 1 }))).code).toBe(
      "DOCTYPE_NOT_ADDRESSABLE",
    );
  });
});
