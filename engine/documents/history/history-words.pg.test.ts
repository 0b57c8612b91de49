import { describe, expect, test } from "@jest/globals";
import { type Registry, resolveRegistry } from "../../registry/index.ts";
import { compileAccessPolicy } from "../access/compile-access-policy.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary();
const { documents } = library;
const as = () => library.as();
const toldOf = async (doctype: string, id: string) =>
  (await documents.history(as(), doctype, id)).map(({ label, changes }) => ({
    done: label.fr,
    to: changes.map((change) => change.label.fr),
  }));

/** Verbs as the engine names them; none may be read by a person. */
const VERB = /\b(create|update|submit|cancel|amend|duplicate|convert|transition|delete)\b/;

describe("history in words", () => {
  test("each verb is told in the reader's language, and each field by its label", async () => {
    const loan = await library.loan({ note: "a" });
    await documents.update(as(), "loan", loan.id, { note: "b" });
    await documents.submit(as(), "loan", loan.id);
    await documents.cancel(as(), "loan", loan.id);
    const [amended, copied] = [
      await documents.amend(as(), "loan", loan.id),
      await documents.duplicate(as(), "loan", loan.id),
    ];
    expect((await toldOf("loan", loan.id)).map(({ done }) => done)).toEqual([
      "a annulé",
      "a validé",
      "a modifié",
      "a créé",
    ]);
    expect((await toldOf("loan", loan.id)).map(({ to }) => to[0])).toEqual(["État", "État", "note", "member"]);
    expect((await toldOf("loan", amended.id))[0]?.done).toBe("a corrigé");
    expect((await toldOf("loan", copied.id))[0]?.done).toBe("a créé par copie");
  });

  test("rows that come, go, move or change are told with their table", async () => {
    const loan = await library.loan();
    const [line] = loan["lines"] as readonly { readonly id: string; readonly book: string }[];
    const added = { book: (await library.book()).id };
    const changed = await documents.update(as(), "loan", loan.id, { lines: [{ id: line!.id, discount: "5" }, added] });
    const [first, second] = (changed["lines"] as readonly { readonly id: string }[]).map(({ id }) => ({ id }));
    await documents.update(as(), "loan", loan.id, { lines: [second!, first!] });
    await documents.update(as(), "loan", loan.id, { lines: [second!] });
    const [removed, moved, update] = await toldOf("loan", loan.id);
    expect(removed?.to).toContain("lines : ligne retirée");
    expect(moved?.to).toEqual(["lines : ordre changé"]);
    expect(update?.to).toEqual(expect.arrayContaining(["lines › discount", "lines : ligne ajoutée"]));
  });

  test("a transition is told by its own name", async () => {
    const { id } = await documents.create(as(), "complaint", { subject: "Noise" });
    for (const move of ["review", "settle", "drop"]) await documents.transition(as(), "complaint", id, move);
    expect((await toldOf("complaint", id)).map(({ done }) => done)).toEqual([
      "a annulé",
      "a changé l’état : settle",
      "a changé l’état : review",
      "a créé",
    ]);
  });

  test("what the metadata or the engine has given up since is told without its key", async () => {
    const { id } = await library.book();
    await library.rows(
      `insert into history (id, document_type, document_id, version, verb, changes, request_id, created_at, created_by)
        select gen_random_uuid(), document_type, document_id, version + 1, 'shelve',
          '[{"field": "old_key", "before": 1, "after": 2}]', request_id, created_at, created_by
        from history where document_id = $1::uuid`,
      id,
    );
    const told = JSON.stringify((await toldOf("book", id))[0]);
    expect(told).not.toMatch(VERB);
    expect(told).toBe('{"done":"a agi","to":["Champ supprimé"]}');
    // Which level it had is not known any more: who does not read every level is told nothing of it.
    const [entry] = await documents.history(library.as(["desk"]), "book", id);
    expect(entry?.changes).toEqual([]);
  });

  test("a column given up since is closed like a field, in rows that came and went too", async () => {
    const desk = library.as(["desk"]);
    const [member, book] = [await library.member(), await library.book()];
    const { id } = await documents.create(desk, "loan", { member: member.id, lines: [{ book: book.id }] });
    await library.rows(
      `insert into history (id, document_type, document_id, version, verb, changes, request_id, created_at, created_by)
        select gen_random_uuid(), document_type, document_id, version + 1, verb,
          '[{"field": "lines", "row": "r", "before": null, "after": {"id": "r", "discount": "5", "gone": 7}},
            {"field": "lines", "row": "r", "column": "gone", "before": 7, "after": 8}]', request_id, created_at, created_by
        from history where document_id = $1::uuid`,
      id,
    );
    const changesFor = async (ctx: typeof desk) => (await documents.history(ctx, "loan", id))[0]?.changes;
    expect(await changesFor(as())).toMatchObject([{ after: { gone: 7 } }, { column: "gone", after: 8 }]);
    const [told, ...others] = (await changesFor(desk)) ?? [];
    expect([told?.after, others]).toEqual([{ id: "r", discount: "5" }, []]);
  });

  test("a field that was renamed is told under its name of today, to whom reads it today; a removed one to whom reads all", async () => {
    const { id } = await library.member({ about: "first", phone: "+33123456789" });
    await documents.update(as(), "member", id, { about: "second", phone: "+33987654321" });
    const told = async (roles: readonly string[], level: number) => {
      const ctx = library.as(roles);
      const registry = renamed(level);
      const access = compileAccessPolicy(registry, ctx.principal, ctx.clock);
      const [entry] = await documents.history({ ...ctx, registry, access }, "member", id);
      return entry!.changes.map(({ label }) => label.en).sort();
    };
    expect(await told(["desk"], 0)).toEqual(["tale"]);
    expect(await told(["desk"], 2)).toEqual([]);
    expect(await told(["librarian"], 2)).toEqual(["Removed field", "tale"]);
  });

  test("a name that another field has taken is told to whom reads both fields that were ever called so", async () => {
    const { id } = await library.member({ about: "first" });
    const told = async (level: number) => {
      const ctx = library.as(["desk"]);
      const registry = renamed(level, { about: { type: "long_text", label: { fr: "new", en: "new" } } });
      const access = compileAccessPolicy(registry, ctx.principal, ctx.clock);
      const [entry] = await documents.history({ ...ctx, registry, access }, "member", id);
      return entry!.changes.map(({ after }) => after);
    };
    expect(await told(0)).toContain("first");
    expect(await told(2)).not.toContain("first");
  });
});

/** The library after `about` was renamed to `tale` and `phone` was removed. */
function renamed(level: number, added: Readonly<Record<string, object>> = {}): Registry {
  const { files, findings } = libraryMetadata();
  const changed = files.map((file) => {
    if (file.key !== "library/doctypes/member") return file;
    const { fields, ...rest } = file.json as unknown as { readonly fields: Readonly<Record<string, object>> };
    const { about, phone: _removed, ...kept } = fields;
    const label = { fr: "tale", en: "tale" };
    const tale = { ...about, label, level, renamed_from: "about" };
    return { ...file, json: { ...rest, fields: { ...kept, tale, ...added } } };
  });
  return resolveRegistry({ files: changed as typeof files, findings });
}
