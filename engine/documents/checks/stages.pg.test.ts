import { describe, expect, test } from "@jest/globals";
import type { JsonValue } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
const createMember = (values: Record<string, unknown>) =>
  documents.create(library.as(), "member", { name: "M", ...values } as Record<string, JsonValue>);

describe("what is sent", () => {
  test("an unknown field is refused where it is, with what was probably meant", async () => {
    const refused = await refusal(createMember({ emial: "x" }));
    expect(refused).toMatchObject({ code: "FIELD_UNKNOWN", pointer: "/emial", status: 422 });
    expect(refused.text.en).toContain("“email”");
    const [member, book] = [await library.member(), await library.book()];
    const lines: Record<string, string>[] = [{ book: book.id }, { book: book.id, quantitty: "1" }];
    const values = { member: member.id, lines };
    expect(await refusal(documents.create(library.as(), "loan", values))).toMatchObject({
      code: "FIELD_UNKNOWN",
      pointer: "/lines/1/quantitty",
    });
  });

  test("all problems are told at once, each with its pointer", async () => {
    const refused = await refusal(
      createMember({ email: "nope", rating: 9, joined: "2026-02-30", kind: "adlt", languages: ["fr", "xx"] }),
    );
    expect(refused).toMatchObject({ code: "VALUES_INVALID", params: { count: 5 } });
    expect(refused.details.map(({ code, pointer }) => `${pointer} ${code}`).sort()).toEqual([
      "/email VALUE_TYPE",
      "/joined VALUE_TYPE",
      "/kind VALUE_NOT_AN_OPTION",
      "/languages VALUE_NOT_AN_OPTION",
      "/rating VALUE_TOO_LARGE",
    ]);
    expect(refused.details.every(({ message }) => message.fr !== "" && message.en !== "")).toBe(true);
  });

  test.each([
    ["name", 5],
    ["name", "x".repeat(141)],
    ["name", "a\0b"],
    ["name", "\ud800"],
    ["website", "javascript:alert(1)"],
    ["phone", "call me"],
    ["blocked", "true"],
    ["credit", "1,5"],
    ["credit", "1e3"],
    ["credit", 1.5],
    ["credit", "NaN"],
    ["rating", 2.5],
    ["interests", "music"],
    ["branch", "no-id"],
    ["shade", "red"],
    ["place", { lat: 91, lng: 0 }],
    ["seen_at", "2026-01-01 10:00"],
    ["wakes_at", "25:00"],
    ["stay", "long"],
    ["barcode", "4006381333932"],
    ["favourite", { type: "member", id: "01900000-0000-7000-8000-000000000001" }],
    ["favourite", { type: "book", id: "01900000-0000-7000-8000-000000000001", more: 1 }],
  ])("%s does not take %p", async (field, value) => {
    expect((await refusal(createMember({ [field]: value }))).pointer).toBe(`/${field}`);
  });

  test("is stored in its canonical writing", async () => {
    const member = await createMember({
      credit: "12.345",
      seen_at: "2026-01-31T09:30:00+01:00",
      wakes_at: "07:15",
      stay: 90,
      barcode: "4006381333931",
      shade: "#FFAA00",
      languages: ["fr", "en", "fr"],
      place: { lat: 14.69, lng: -17.44 },
      extra: { nested: [1, "two", { three: null }] },
      about: "",
    });
    expect(member).toMatchObject({
      credit: "12.35",
      seen_at: "2026-01-31T08:30:00.000Z",
      wakes_at: "07:15:00",
      stay: 90,
      barcode: "4006381333931",
      shade: "#ffaa00",
      languages: ["fr", "en"],
      place: { lat: 14.69, lng: -17.44 },
      extra: { nested: [1, "two", { three: null }] },
      about: null,
    });
    expect(await documents.get(library.as(), "member", member.id)).toEqual(member);
  });

  test("values that are no object are refused", async () => {
    for (const values of [null, [], "text", 5]) {
      expect((await refusal(documents.create(library.as(), "member", values as never))).code).toBe(
        "VALUES_NOT_AN_OBJECT",
      );
    }
  });
});

describe("no system field can be set", () => {
  const FORGED: Readonly<Record<string, JsonValue>> = {
    id: "01900000-0000-7000-8000-000000000001",
    version: 77,
    docstatus: "submitted",
    number: "LN-2026-9999",
    amended_from: "01900000-0000-7000-8000-000000000001",
    created_at: "1999-01-01T00:00:00.000Z",
    created_by: "01900000-0000-7000-8000-000000000001",
    updated_at: "1999-01-01T00:00:00.000Z",
    updated_by: "01900000-0000-7000-8000-000000000001",
    search_text: "forged",
    parent: "01900000-0000-7000-8000-000000000001",
    position: 9,
    total: "0.01",
    shelves: [],
    $expanded: {},
  };

  test.each(Object.entries(FORGED))("%s in a create or update is refused and never stored", async (name, value) => {
    const loan = await library.loan();
    const line = { book: (loan["lines"] as { book: string }[])[0]!.book };
    const values = { member: loan["member"] as string, lines: [line], [name]: value };
    expect((await refusal(documents.create(library.as(), "loan", values))).pointer).toBe(`/${name}`);
    expect((await refusal(documents.update(library.as(), "loan", loan.id, { [name]: value }))).pointer).toBe(
      `/${name}`,
    );
    expect(await documents.get(library.as(), "loan", loan.id)).toEqual(loan);
  });

  test("rows keep their own system columns", async () => {
    const [mine, other] = [await library.loan(), await library.loan()];
    const [line] = mine["lines"] as { id: string; book: string }[];
    const parent = documents.update(library.as(), "loan", mine.id, { lines: [{ id: line!.id, parent: other.id }] });
    expect(await refusal(parent)).toMatchObject({ code: "FIELD_NOT_WRITABLE", pointer: "/lines/0/parent" });
    const net = documents.update(library.as(), "loan", mine.id, { lines: [{ id: line!.id, net: "0.01" }] });
    expect(await refusal(net)).toMatchObject({ code: "FIELD_NOT_WRITABLE", pointer: "/lines/0/net" });
  });

  test("a read-only field keeps what the engine gave it", async () => {
    expect(await refusal(createMember({ origin: "forged" }))).toMatchObject({
      code: "FIELD_READ_ONLY",
      pointer: "/origin",
    });
    expect(await createMember({})).toMatchObject({ origin: "desk" });
  });

  test("members of prototypes are no fields", async () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const values = JSON.parse(`{"name":"M","${name}":{"admin":true}}`) as Record<string, JsonValue>;
      expect((await refusal(documents.create(library.as(), "member", values))).code).toBe("FIELD_UNKNOWN");
    }
    expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
  });
});

describe("hostile text is stored and shown as it is", () => {
  const PAYLOADS = [
    "'; drop table member; --",
    '" or 1=1 --',
    "$1 $$ :name %s %n \\' \\x00",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{constructor.constructor('return 1')()}}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "__proto__",
    "../../../etc/passwd",
    "..\\..\\windows\\system32",
    '=HYPERLINK("http://evil")',
    "\u202Egnp.exe",
    "line\r\nSet-Cookie: x=1",
    "e\u0301 œ 你好 🎉\u0000".replace("\u0000", ""),
  ];

  test.each(["name", "about", "story", "notice"])("%s", async (field) => {
    for (const payload of PAYLOADS) {
      const member = await createMember({ [field]: payload });
      expect(member[field]).toBe(payload);
      expect(await documents.get(library.as(), "member", member.id)).toMatchObject({ [field]: payload });
      const { items } = await documents.list(library.as(), "member", {
        filter: { field, op: "eq", value: payload },
        limit: 100,
      });
      expect(items.some(({ id }) => id === member.id)).toBe(true);
    }
  });

  test("in tags, comments, JSON and searches", async () => {
    for (const payload of PAYLOADS) {
      const member = await createMember({ interests: [payload], extra: { [payload]: payload } });
      expect(await documents.get(library.as(), "member", member.id)).toMatchObject({
        interests: [payload],
        extra: { [payload]: payload },
      });
      await documents.comments.add(library.as(), "member", member.id, payload);
      expect(await documents.comments.list(library.as(), "member", member.id)).toMatchObject([{ body: payload }]);
      await documents.list(library.as(), "member", { search: payload, limit: 5 });
    }
    const [{ count } = { count: 0 }] = await library.rows("select count(*)::int as count from member");
    expect(count).toBeGreaterThanOrEqual(PAYLOADS.length);
  });
});

describe("links", () => {
  test("to nothing, and to what their condition does not allow, are refused in the header and in rows", async () => {
    const [member, blocked] = [await library.member(), await library.member({ blocked: true })];
    const [book, gone] = [await library.book(), await library.book({ available: false })];
    const create = (owner: string, ...books: readonly string[]) =>
      documents.create(library.as(), "loan", { member: owner, lines: books.map((id) => ({ book: id })) });
    const nothing = "01900000-0000-7000-8000-000000000009";
    expect(await refusal(create(nothing, book.id))).toMatchObject({ code: "LINK_NOT_FOUND", pointer: "/member" });
    expect(await refusal(create(blocked.id, book.id))).toMatchObject({ code: "LINK_NOT_ALLOWED", pointer: "/member" });
    expect(await refusal(create(member.id, book.id, gone.id))).toMatchObject({
      code: "LINK_NOT_ALLOWED",
      pointer: "/lines/1/book",
    });
    expect(await refusal(create(book.id, book.id))).toMatchObject({ code: "LINK_NOT_FOUND", pointer: "/member" });
  });

  test("that stay as they were are not judged again", async () => {
    const loan = await library.loan();
    await documents.update(library.as(), "member", loan["member"] as string, { blocked: true });
    expect(await documents.update(library.as(), "loan", loan.id, { note: "still fine" })).toMatchObject({ version: 2 });
  });

  test("dynamic links name their doctype and must exist too", async () => {
    const book = await library.book();
    const member = await createMember({ favourite: { type: "book", id: book.id } });
    expect(member["favourite"]).toEqual({ type: "book", id: book.id });
    expect((await refusal(createMember({ favourite: { type: "branch", id: book.id } }))).code).toBe("LINK_NOT_FOUND");
  });
});

describe("rules", () => {
  test("of the header and of rows tell their message where it belongs", async () => {
    const late = await refusal(library.loan({ due_date: "2026-01-01" }));
    expect(late).toMatchObject({ code: "RULE_BROKEN", pointer: "/due_date" });
    expect(late.text.en).toBe("due before date");
    const book = await library.book();
    const many = await refusal(library.loan({ lines: [{ book: book.id }, { book: book.id, quantity: "11" }] }));
    expect(many).toMatchObject({ code: "RULE_BROKEN", pointer: "/lines/1/quantity" });
  });

  test("of the document told at a table are told once, however many rows it has", async () => {
    const book = await library.book({ rate: "60000" });
    const dear = await refusal(library.loan({ lines: [{ book: book.id }, { book: book.id }] }));
    expect(dear).toMatchObject({ code: "RULE_BROKEN", pointer: "/lines", details: [{ pointer: "/lines" }] });
    expect(dear.details).toHaveLength(1);
  });

  test("required values, conditionally too, and numbers of rows", async () => {
    expect(await refusal(documents.create(library.as(), "member", {}))).toMatchObject({
      code: "FIELD_REQUIRED",
      pointer: "/name",
    });
    expect(await refusal(createMember({ kind: "child" }))).toMatchObject({
      code: "FIELD_REQUIRED",
      pointer: "/guardian",
    });
    expect(await refusal(library.loan({ lines: [] }))).toMatchObject({ code: "ROWS_TOO_FEW", pointer: "/lines" });
    expect(await refusal(library.loan({ lines: [{}] }))).toMatchObject({
      code: "FIELD_REQUIRED",
      pointer: "/lines/0/book",
    });
  });

  test("a unique value that exists already is told with its field", async () => {
    await createMember({ card: "C-1" });
    expect(await refusal(createMember({ card: "C-1" }))).toMatchObject({
      code: "VALUE_DUPLICATE",
      pointer: "/card",
      status: 409,
    });
  });
});
