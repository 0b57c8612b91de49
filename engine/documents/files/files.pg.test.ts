import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "@jest/globals";
import type { Database } from "../../database/index.ts";
import { fail } from "../../kernel/index.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";
import { tidyFiles } from "./tidy-files.ts";

const library = openLibrary();
const { documents } = library;
const { attachments } = documents;

/** One black dot. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);
const bytesOf = (content: string) => new TextEncoder().encode(content);
const SVG = bytesOf('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

describe("files on a document", () => {
  test("are listed, opened as a download of the type they are, and removed with their bytes", async () => {
    const member = await library.member();
    const file = { fileName: '..\\..\\été "1".html', bytes: bytesOf("<!doctype html><script>alert(1)</script>") };
    const added = await attachments.add(library.as(), "member", member.id, file);
    expect(added).toMatchObject({
      file_name: "été _1_.html",
      content_type: "text/html",
      size_bytes: file.bytes.length,
    });
    expect(added.sha256).toBe(createHash("sha256").update(file.bytes).digest("hex"));
    expect(await attachments.list(library.as(), "member", member.id)).toEqual([added]);
    const { stream, headers } = await attachments.open(library.as(), added.id);
    expect(await text(stream)).toBe("<!doctype html><script>alert(1)</script>");
    expect(headers["content-disposition"]).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%C3%A9t%C3%A9/,
    );
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    });
    const asked = await attachments.open(library.as(), added.id, "inline");
    expect([asked.headers["content-disposition"], await text(asked.stream)]).toEqual([
      headers["content-disposition"],
      "<!doctype html><script>alert(1)</script>",
    ]);
    const before = library.files.keys.size;
    await attachments.remove(library.as(), "member", member.id, added.id);
    expect(library.files.keys.size).toBe(before - 1);
    expect((await refusal(attachments.open(library.as(), added.id))).code).toBe("FILE_MISSING");
  });

  test("keep their bytes where nobody knows whether they were written", async () => {
    const member = await library.member();
    const ctx = library.as();
    const db: Database = {
      ...countingDatabase(ctx.db).db,
      transaction: async (...asked) => {
        await ctx.db.transaction(...asked);
        return fail("DATABASE_OUTCOME_UNKNOWN");
      },
    };
    const file = { fileName: "a.txt", bytes: bytesOf("kept") };
    const added = attachments.add({ ...ctx, db }, "member", member.id, file);
    await expect(added).rejects.toMatchObject({ code: "DATABASE_OUTCOME_UNKNOWN" });
    const [listed] = await attachments.list(ctx, "member", member.id);
    expect(await text((await attachments.open(ctx, listed!.id)).stream)).toBe("kept");
  });

  test("empty ones, programs and nameless ones are refused", async () => {
    const member = await library.member();
    const add = (fileName: string, bytes: Uint8Array) =>
      attachments.add(library.as(), "member", member.id, { fileName, bytes });
    expect((await refusal(add("a.txt", new Uint8Array()))).code).toBe("FILE_EMPTY");
    expect((await refusal(add("a.pdf", Uint8Array.from([0x4d, 0x5a, 0x90])))).code).toBe("FILE_TYPE_REFUSED");
    expect((await refusal(add("../", PNG))).code).toBe("FILE_NAME_INVALID");
    expect((await refusal(add("big.bin", new Uint8Array(25_000_001)))).code).toBe("FILE_TOO_LARGE");
  });

  test("are for those who read the document", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "Far" });
    const member = await library.member({ branch: branch.id });
    const file = await attachments.add(library.as(), "member", member.id, { fileName: "a.png", bytes: PNG });
    expect((await refusal(attachments.open(library.as(["desk"]), file.id))).code).toBe("DOCUMENT_NOT_FOUND");
    expect((await refusal(attachments.open(library.as([]), file.id))).code).toBe("ACCESS_DENIED");
  });

  test("go with a deleted document", async () => {
    const member = await library.member();
    await attachments.add(library.as(), "member", member.id, { fileName: "a.png", bytes: PNG });
    const before = library.files.keys.size;
    await documents.remove(library.as(), "member", member.id);
    expect(library.files.keys.size).toBe(before - 1);
  });
});

describe("an image field", () => {
  const upload = (bytes: Uint8Array, ctx = library.as()) =>
    attachments.upload(ctx, "member", "portrait", { fileName: "p.png", bytes });

  test("takes an uploaded picture, which then belongs to the document", async () => {
    const file = await upload(PNG);
    const member = await library.member({ portrait: file.id });
    expect(member["portrait"]).toBe(file.id);
    const someone = library.as(["librarian"], { id: member.id });
    expect((await attachments.open(someone, file.id)).attachment).toMatchObject({
      id: file.id,
      content_type: "image/png",
    });
  });

  test("refuses markup, whatever its name, and what is too large", async () => {
    expect((await refusal(upload(SVG))).code).toBe("FILE_TYPE_REFUSED");
    expect((await refusal(upload(bytesOf("just text")))).code).toBe("FILE_TYPE_REFUSED");
    const big = new Uint8Array(2_001);
    big.set(PNG);
    expect((await refusal(upload(big))).code).toBe("FILE_TOO_LARGE");
    expect(
      (await refusal(attachments.upload(library.as(), "member", "name", { fileName: "p.png", bytes: PNG }))).code,
    ).toBe("FIELD_UNKNOWN");
  });

  test("nobody reads another's file by naming it", async () => {
    const mine = await upload(PNG);
    const owner = await library.member({ portrait: mine.id });
    const hidden = await upload(PNG, library.as(["librarian"], { id: owner.id }));
    for (const portrait of [mine.id, hidden.id]) {
      expect(await refusal(library.member({ portrait }))).toMatchObject({
        code: "LINK_NOT_FOUND",
        pointer: "/portrait",
      });
    }
    expect((await refusal(attachments.open(library.as(), hidden.id))).code).toBe("FILE_MISSING");
  });
});

describe("files nobody can reach", () => {
  const upload = () => attachments.upload(library.as(), "member", "portrait", { fileName: "a.png", bytes: PNG });
  const isThere = async (id: string) => (await library.rows("select 1 from attachment where id = $1", id)).length === 1;
  const age = (id: string, days: number) =>
    library.rows("update attachment set created_at = now() - make_interval(days => $2) where id = $1", id, days);
  const tidy = () => tidyFiles({ db: library.db, files: library.files }, library.organization, library.registry);

  test("are tidied away with their bytes once they are old: uploads never taken, files replaced in a field", async () => {
    await tidy();
    const [replaced, held, forgotten, fresh] = [await upload(), await upload(), await upload(), await upload()];
    const member = await library.member({ portrait: replaced.id });
    await documents.update(library.as(), "member", member.id, { portrait: held.id });
    const attached = await attachments.add(library.as(), "member", member.id, { fileName: "b.png", bytes: PNG });
    for (const { id } of [replaced, held, forgotten, attached]) await age(id, 31);
    await age(fresh.id, 29);
    const before = library.files.keys.size;
    await tidy();
    const left = await Promise.all([replaced, held, forgotten, fresh, attached].map(({ id }) => isThere(id)));
    expect(left).toEqual([false, true, false, true, true]);
    expect(library.files.keys.size).toBe(before - 2);
  });

  test("a file that goes, or is taken, between the look at it and the write is not held by what is written", async () => {
    const member = await library.member();
    for (const change of ["delete from attachment", `update attachment set document_id = '${member.id}'`]) {
      const file = await upload();
      const late = library.failing(async (stage) => {
        if (stage === "files") await library.rows(`${change} where id = $1`, file.id);
      });
      const refused = await refusal(late.create(library.as(), "member", { name: "Late", portrait: file.id }));
      expect(refused).toMatchObject({ code: "LINK_NOT_FOUND", pointer: "/portrait" });
    }
    expect(await library.rows("select 1 from member where name = 'Late'")).toEqual([]);
  });
});

describe("a file of a field", () => {
  const HTML = bytesOf("<!doctype html><script>alert(1)</script>");
  const upload = (field: string, bytes: Uint8Array, ctx = library.as()) =>
    attachments.upload(ctx, "member", field, { fileName: "f", bytes });
  const open = (ctx: ReturnType<typeof library.as>, id: string) =>
    attachments.open(ctx, id).then(
      () => "opened",
      (error: { code: string }) => error.code,
    );

  test("above one's level is neither read nor sent, however it came there", async () => {
    const desk = library.as(["desk"]);
    const sent = await upload("contract", PNG);
    // Sent for a field that everybody reads, and set into one that few do.
    const moved = await upload("letter", PNG);
    const own = await library.member({ contract: sent.id });
    const other = await library.member({ contract: moved.id });
    for (const file of [sent, moved]) {
      expect(await open(library.as(), file.id)).toBe("opened");
      expect(await open(desk, file.id)).toBe("FILE_MISSING");
    }
    expect((await refusal(upload("contract", PNG, desk))).code).toBe("FIELD_UNKNOWN");
    // Held by another field from then on, it is for those who read that one.
    await documents.update(library.as(), "member", own.id, { contract: null, letter: sent.id });
    expect(await open(desk, sent.id)).toBe("opened");
    await documents.update(library.as(), "member", other.id, { contract: null, letter: null });
    expect(await open(desk, moved.id)).toBe("FILE_MISSING");
  });

  test("is what the field takes, through whatever field it was sent", async () => {
    const page = await upload("letter", HTML);
    const large = await upload("letter", Buffer.concat([PNG, Buffer.alloc(3000)]));
    const set = async (id: string) =>
      (await refusal(library.member({ portrait: id }))).details?.map(({ code }) => code);
    expect(await set(page.id)).toEqual(["FILE_TYPE_REFUSED"]);
    expect(await set(large.id)).toEqual(["FILE_TOO_LARGE"]);
    const picture = await upload("letter", PNG);
    expect((await library.member({ portrait: picture.id }))["portrait"]).toBe(picture.id);
  });
});
