import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Document, RequestContext } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
let north: Document;
let south: Document;
const desk = (parts = {}): RequestContext => library.as(["desk"], parts);

beforeAll(async () => {
  north = await documents.create(library.as(), "branch", { name: "North" });
  south = await documents.create(library.as(), "branch", { name: "South" });
});

describe("what is not granted is denied", () => {
  test("every verb on a doctype without a grant, for a stranger and for a role that only reads", async () => {
    const book = await library.book();
    const verbs = (ctx: RequestContext) => [
      () => documents.create(ctx, "book", { title: "T" }),
      () => documents.update(ctx, "book", book.id, { title: "T" }),
      () => documents.remove(ctx, "book", book.id),
      () => documents.duplicate(ctx, "book", book.id),
      () => documents.comments.add(ctx, "book", book.id, "hi"),
      () => documents.tags.add(ctx, "book", book.id, "tag"),
      () => documents.attachments.add(ctx, "book", book.id, { fileName: "a.txt", bytes: new Uint8Array([65]) }),
      () => documents.exchange.exportRows(ctx, "book", { format: "csv", limit: 10 }),
      () => documents.exchange.importRows(ctx, "book", { rows: [], mapping: {}, dryRun: true }),
      () => documents.bulk(ctx, "book", { ids: [book.id], verb: "delete" }),
    ];
    for (const verb of verbs(library.as(["visitor"])).slice(0, 9))
      expect((await refusal(verb())).code).toBe("ACCESS_DENIED");
    const bulk = await documents.bulk(library.as(["visitor"]), "book", { ids: [book.id], verb: "delete" });
    expect(bulk).toMatchObject({ changed: 0, refused: [{ id: book.id, code: "ACCESS_DENIED" }] });
    const stranger = library.as([]);
    for (const verb of [
      () => documents.get(stranger, "book", book.id),
      () => documents.list(stranger, "book", { limit: 5 }),
      () => documents.history(stranger, "book", book.id),
      () => documents.preview(stranger, "book", book.id),
      ...verbs(stranger).slice(0, 9),
    ]) {
      expect((await refusal(verb())).code).toBe("ACCESS_DENIED");
    }
  });

  test("an unknown role grants nothing", () => {
    expect(library.as(["nobody", "librarian "]).access.can("book", "read")).toBe(false);
  });

  test("system work says why it acts, and its reason is kept", async () => {
    expect(() => library.system("")).toThrow("SYSTEM_REASON_MISSING");
    const member = await documents.create(library.system("nightly import"), "member", { name: "Robot" });
    expect(await documents.history(library.as(), "member", member.id)).toMatchObject([{ reason: "nightly import" }]);
  });
});

describe("row rules", () => {
  test("a document outside the rule does not exist for the reader", async () => {
    const [near, far] = [await library.member({ branch: north.id }), await library.member({ branch: south.id })];
    expect((await documents.get(desk(), "member", near.id)).id).toBe(near.id);
    const hidden: (() => Promise<unknown>)[] = [
      () => documents.get(desk(), "member", far.id),
      () => documents.update(desk(), "member", far.id, { name: "x" }),
      () => documents.update(desk(), "member", far.id, { name: "x" }, { version: 9 }),
      () => documents.remove(desk(), "member", far.id),
      () => documents.duplicate(desk(), "member", far.id),
      () => documents.history(desk(), "member", far.id),
      () => documents.links(desk(), "member", far.id),
      () => documents.preview(desk(), "member", far.id),
      () => documents.comments.list(desk(), "member", far.id),
      () => documents.comments.add(desk(), "member", far.id, "x"),
      () => documents.attachments.list(desk(), "member", far.id),
      () => documents.tags.list(desk(), "member", far.id),
    ];
    for (const verb of hidden) expect((await refusal(verb())).code).toBe("DOCUMENT_NOT_FOUND");
    const { items } = await documents.list(desk(), "member", { limit: 100 });
    expect(items.map(({ id }) => id)).not.toContain(far.id);
  });

  test("rules of several roles are joined as what they mean, whatever comments they end in", async () => {
    const guardian = (await library.member()).id;
    const [child, adult] = [
      await library.member({ kind: "child", guardian }),
      await library.member({ branch: south.id }),
    ];
    for (const roles of [["night"], ["night", "desk"], ["desk", "night"]]) {
      expect((await documents.get(library.as(roles), "member", child.id)).id).toBe(child.id);
      expect((await refusal(documents.get(library.as(roles), "member", adult.id))).code).toBe("DOCUMENT_NOT_FOUND");
    }
  });

  test("the written state must be covered too: nobody creates or moves a document out of his reach", async () => {
    const refusedCreate = await refusal(documents.create(desk(), "member", { name: "New", branch: south.id }));
    expect(refusedCreate.code).toBe("ACCESS_ROW_DENIED");
    const mine = await documents.create(desk(), "member", { name: "Mine", branch: north.id });
    expect((await refusal(documents.update(desk(), "member", mine.id, { branch: south.id }))).code).toBe(
      "ACCESS_ROW_DENIED",
    );
    expect(await documents.update(desk(), "member", mine.id, { about: "fine" })).toMatchObject({ about: "fine" });
  });

  test("whom a rule binds to his own documents touches no others", async () => {
    const member = await library.member();
    const book = await library.book();
    const values = { member: member.id, lines: [{ book: book.id }] };
    const someone = { id: north.id, email: "someone@library.test" };
    const loan = await documents.create(desk(someone), "loan", values);
    expect((await refusal(documents.submit(desk({ id: south.id }), "loan", loan.id))).code).toBe("DOCUMENT_NOT_FOUND");
    expect(await documents.submit(desk(someone), "loan", loan.id)).toMatchObject({ docstatus: "submitted" });
  });

  test("a link to a document one may not read is a link to nothing", async () => {
    const far = await library.member({ branch: south.id });
    const book = await library.book();
    const refused = await refusal(documents.create(desk(), "loan", { member: far.id, lines: [{ book: book.id }] }));
    expect(refused).toMatchObject({ code: "LINK_NOT_FOUND", pointer: "/member" });
  });

  test("what leaves a document as it is keeps to its rule too, and is offered where it is let in", async () => {
    const reader = library.as(["desk", "nursery"]);
    const [near, far] = [await library.member({ branch: north.id }), await library.member({ branch: south.id })];
    const offered = async (id: string) => (await documents.actions(reader, "member", id)).verbs;
    expect(await offered(near.id)).toContain("comment");
    expect(await offered(far.id)).not.toContain("comment");
    expect(await offered(near.id)).not.toContain("print");
    const file = { fileName: "a.txt", bytes: new Uint8Array([65]) };
    const verbs = (id: string): readonly (() => Promise<unknown>)[] => [
      () => documents.comments.add(reader, "member", id, "x"),
      () => documents.tags.add(reader, "member", id, "x"),
      () => documents.attachments.add(reader, "member", id, file),
    ];
    for (const verb of verbs(near.id)) await verb();
    for (const verb of verbs(far.id)) expect((await refusal(verb())).code).toBe("ACCESS_ROW_DENIED");
  });

  test("guessing a hidden document's values by sending them back tells nothing", async () => {
    const far = await library.member({ branch: south.id });
    for (const origin of ["desk", "wrong"]) {
      expect((await refusal(documents.update(desk(), "member", far.id, { origin }))).code).toBe("DOCUMENT_NOT_FOUND");
    }
  });
});

describe("field levels", () => {
  test("a field above one's level is neither shown nor changed, on no path", async () => {
    const member = await library.member({ judgement: "late", branch: north.id });
    const seen = await documents.get(desk(), "member", member.id);
    expect(seen).not.toHaveProperty("judgement");
    const refused = await refusal(documents.update(desk(), "member", member.id, { judgement: "fine" }));
    expect(refused).toMatchObject({ code: "FIELD_LEVEL_DENIED", pointer: "/judgement", status: 403 });
    expect((await refusal(documents.create(desk(), "member", { name: "N", judgement: "x" }))).code).toBe(
      "FIELD_LEVEL_DENIED",
    );
    const changed = await documents.update(desk(), "member", member.id, { about: "y" });
    expect(changed).not.toHaveProperty("judgement");
    expect(await documents.get(library.as(), "member", member.id)).toMatchObject({ judgement: "late", about: "y" });
  });

  test("history, conflicts, copies and previews keep to the level", async () => {
    const member = await library.member({ judgement: "late", branch: north.id });
    await documents.update(library.as(), "member", member.id, { judgement: "very late" });
    const changes = (await documents.history(desk(), "member", member.id)).flatMap((entry) => entry.changes);
    expect(changes.map(({ field }) => field)).not.toContain("judgement");
    const conflict = await refusal(documents.update(desk(), "member", member.id, { about: "x" }, { version: 1 }));
    expect(JSON.stringify(conflict.data)).not.toContain("late");
    const copy = await documents.duplicate(desk(), "member", member.id);
    expect(await documents.get(library.as(), "member", copy.id)).toMatchObject({ judgement: null });
    expect((await documents.preview(desk(), "member", member.id)).document).not.toHaveProperty("judgement");
  });
});

describe("a secret", () => {
  test("is sealed in the database, never read back, kept by other changes, cleared on demand", async () => {
    const member = await library.member({ pin: "4711" });
    expect(member).not.toHaveProperty("pin");
    const stored = async () => (await library.rows("select pin from member where id = $1", member.id))[0]!["pin"];
    const sealed = await stored();
    expect(sealed).toMatch(/^s1\./);
    expect(sealed).not.toContain("4711");
    await documents.update(library.as(), "member", member.id, { about: "x" });
    expect(await stored()).toBe(sealed);
    await documents.update(library.as(), "member", member.id, { pin: "0815" });
    expect(await stored()).not.toBe(sealed);
    expect(JSON.stringify(await documents.history(library.as(), "member", member.id))).not.toMatch(/4711|0815|s1\./);
    await documents.update(library.as(), "member", member.id, { pin: null });
    expect(await stored()).toBeNull();
  });
});
