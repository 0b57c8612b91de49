import { describe, expect, test } from "@jest/globals";
import type { Document } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary({ poolSize: 12 });
const { documents } = library;
let count = 0;
const key = () => ({ idempotencyKey: `key-${++count}` });
const versionsOf = (doctype: string, id: string) =>
  library.rows<{ version: number }>(
    "select version from history where document_type = $1 and document_id = $2 order by version",
    doctype,
    id,
  );

describe("a request repeated with its key", () => {
  test("takes effect once, however many arrive at the same moment: create, update, submit, cancel, amend", async () => {
    const at_once = <T>(write: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, write));
    const [member, book] = [await library.member(), await library.book()];
    const values = { member: member.id, lines: [{ book: book.id }] };
    const creating = key();
    const created = await at_once(() => documents.create(library.as(), "loan", values, creating));
    expect(new Set(created.map(({ id }) => id)).size).toBe(1);
    const { id } = created[0]!;
    const updating = key();
    await at_once(() => documents.update(library.as(), "loan", id, { note: "once" }, { ...updating, version: 1 }));
    const submitting = key();
    const submitted = await at_once(() => documents.submit(library.as(), "loan", id, submitting));
    expect(new Set(submitted.map(({ number }) => number)).size).toBe(1);
    const cancelling = key();
    await at_once(() => documents.cancel(library.as(), "loan", id, cancelling));
    expect((await versionsOf("loan", id)).map(({ version }) => version)).toEqual([1, 2, 3, 4]);
    const amending = key();
    const amended = await at_once(() => documents.amend(library.as(), "loan", id, amending));
    expect(new Set(amended.map((one) => one.id)).size).toBe(1);
    const loans = await library.rows("select id from loan where member = $1", member.id);
    expect(loans).toHaveLength(2);
  });

  test("is answered like the first one, also where it would be refused by now", async () => {
    const loan = await library.loan();
    const submitting = key();
    const first = await documents.submit(library.as(), "loan", loan.id, { ...submitting, version: 1 });
    expect(await documents.submit(library.as(), "loan", loan.id, { ...submitting, version: 1 })).toEqual(first);
    const creating = key();
    const values = { name: "Once only", email: "once@library.test" };
    const member = await documents.create(library.as(), "member", values, creating);
    expect(await documents.create(library.as(), "member", values, creating)).toEqual(member);
  });

  test("that changes nothing keeps its key all the same", async () => {
    const member = await library.member();
    const same = key();
    const nothing = () => documents.update(library.as(), "member", member.id, { name: member["name"]! }, same);
    expect((await nothing()).version).toBe(1);
    expect((await nothing()).version).toBe(1);
    const other = documents.update(library.as(), "member", member.id, { name: "Other" }, same);
    expect((await refusal(other)).code).toBe("IDEMPOTENCY_KEY_REUSED");
  });
});

describe("a request repeated with its key is answered like the first one, whatever has become of what it was made from", () => {
  const REQUEST_TO_LOAN = "request_to_loan";
  const request = async () => {
    const lines = [{ book: (await library.book()).id, quantity: "2" }];
    const values = { member: (await library.member()).id, lines };
    return documents.create(library.as(), "request", values, { submit: true });
  };

  test("a conversion whose source has nothing left since", async () => {
    const { id } = await request();
    const same = key();
    const convert = () => documents.conversions.convert(library.as(), REQUEST_TO_LOAN, id, same);
    const loan = await convert();
    const submitted = await documents.submit(library.as(), "loan", loan.id);
    expect(await convert()).toEqual(submitted);
    const other = documents.conversions.convert(library.as(), REQUEST_TO_LOAN, id, { ...same, lines: [] });
    expect((await refusal(other)).code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect((await refusal(documents.conversions.convert(library.as(), REQUEST_TO_LOAN, id, key()))).code).toBe(
      "CONVERSION_NOTHING_LEFT",
    );
  });

  test("a copy of a document that is deleted since", async () => {
    const member = await library.member();
    const same = key();
    const copy = await documents.duplicate(library.as(), "member", member.id, same);
    await documents.remove(library.as(), "member", member.id);
    expect(await documents.duplicate(library.as(), "member", member.id, same)).toEqual(copy);
    expect((await refusal(documents.duplicate(library.as(), "member", member.id, key()))).code).toBe(
      "DOCUMENT_NOT_FOUND",
    );
  });

  test("a deletion, however many arrive at once", async () => {
    const member = await library.member();
    const same = { ...key(), version: 1 };
    const remove = () => documents.remove(library.as(), "member", member.id, same);
    await Promise.all(Array.from({ length: 8 }, remove));
    await remove();
    expect((await versionsOf("member", member.id)).length).toBe(2);
    expect((await refusal(documents.remove(library.as(), "member", member.id, key()))).code).toBe("DOCUMENT_NOT_FOUND");
  });

  test("the first change of a single, which makes it", async () => {
    const { id } = await documents.single(library.as(), "library_settings");
    await library.rows("delete from library_settings where id = $1 returning id", id);
    const same = key();
    const change = (patch: object) => documents.update(library.as(), "library_settings", id, { ...patch }, same);
    const first = await change({ loan_days: 21 });
    expect(await change({ loan_days: 21 })).toEqual(first);
    expect((await refusal(change({ loan_days: 22 }))).code).toBe("IDEMPOTENCY_KEY_REUSED");
    await library.rows("delete from library_settings where id = $1 returning id", id);
    const unseen = documents.update(library.as(), "library_settings", id, { loan_days: 20 }, { version: 1 });
    expect((await refusal(unseen)).code).toBe("DOCUMENT_NOT_FOUND");
  });
});

describe("a key whose request was refused", () => {
  const keysOf = (name: string) => library.rows("select key from idempotency_key where key = $1", name);

  test("is free again, whatever it was refused for", async () => {
    const loan = await library.loan();
    const refused: readonly (readonly [string, (name: string) => Promise<Document>])[] = [
      [
        "IDEMPOTENCY_KEY_INVALID",
        () => documents.create(library.as(), "member", { name: "x" }, { idempotencyKey: "" }),
      ],
      ["FIELD_UNKNOWN", (name) => documents.create(library.as(), "member", { nmae: "x" }, { idempotencyKey: name })],
      [
        "DOCUMENT_CHANGED",
        (name) => documents.update(library.as(), "loan", loan.id, { note: "x" }, { version: 7, idempotencyKey: name }),
      ],
      ["DOCUMENT_NOT_SUBMITTED", (name) => documents.cancel(library.as(), "loan", loan.id, { idempotencyKey: name })],
    ];
    for (const [code, write] of refused) {
      const { idempotencyKey } = key();
      expect((await refusal(write(idempotencyKey))).code).toBe(code);
      expect(await keysOf(idempotencyKey)).toEqual([]);
    }
  });

  test("is not kept by a write that another one overtakes at the last moment", async () => {
    const member = await library.member();
    const { idempotencyKey } = key();
    let isOvertaken = false;
    const slow = library.failing(async (stage) => {
      if (stage !== "write" || isOvertaken) return;
      isOvertaken = true;
      await documents.update(library.as(), "member", member.id, { name: "Faster" });
    });
    const late = slow.update(library.as(), "member", member.id, { name: "Slower" }, { version: 1, idempotencyKey });
    expect((await refusal(late)).code).toBe("DOCUMENT_CHANGED");
    expect(await keysOf(idempotencyKey)).toEqual([]);
    expect(await documents.get(library.as(), "member", member.id)).toMatchObject({ name: "Faster", version: 2 });
  });
});
