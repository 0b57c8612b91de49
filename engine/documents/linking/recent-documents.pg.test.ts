import { describe, expect, test } from "@jest/globals";
import type { Document, DocumentValues } from "../index.ts";
import { countingDatabase } from "../tests/counting-database.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary();
const { documents } = library;
/** Another node: the same database, a memory of its own. */
const elsewhere = library.withPorts({});

describe("a document opened or saved before", () => {
  test("is changed in one statement by who names its version, and is then what another node reads", async () => {
    const made = await library.loan();
    const opened = await elsewhere.get(library.as(), "loan", made.id);
    expect(opened).toEqual(made);
    for (const [writer, loan] of [
      [documents, made],
      [elsewhere, opened],
    ] as const) {
      const { version } = await documents.get(library.as(), "loan", loan.id);
      await writer.get(library.as(), "loan", loan.id);
      const counting = countingDatabase(library.db);
      // What it reads of linked documents is remembered from here on.
      await writer.update(library.as(), "loan", loan.id, { note: `v${version}` }, { version });
      const [line] = loan["lines"] as [{ id: string }];
      const lines = [{ id: line.id, quantity: String(version + 5) }];
      const next = { version: version + 1 };
      const changed = await writer.update({ ...library.as(), db: counting.db }, "loan", loan.id, { lines }, next);
      expect(counting.statements).toHaveLength(1);
      expect(changed).toMatchObject({ note: `v${version}`, version: version + 2 });
      expect(await library.withPorts({}).get(library.as(), "loan", loan.id)).toEqual(changed);
    }
  });

  test("that somebody else changed meanwhile is told as changed, not judged as it was", async () => {
    const loan = await library.loan();
    await elsewhere.submit(library.as(), "loan", loan.id);
    const patches: readonly DocumentValues[] = [{ note: "late" }, { lines: [] }];
    for (const patch of patches) {
      const late = documents.update(library.as(), "loan", loan.id, patch, { version: 1 });
      expect(await refusal(late)).toMatchObject({ code: "DOCUMENT_CHANGED", data: { version: 2 } });
    }
  });

  test("is not shown to who may read only some documents, and hides no field from the check of levels", async () => {
    const branch = await documents.create(library.as(), "branch", { name: "Far away" });
    const far: Document = await library.member({ branch: branch.id });
    const hidden = documents.update(library.as(["desk"]), "member", far.id, { phone: "012345" }, { version: 1 });
    expect((await refusal(hidden)).code).toBe("DOCUMENT_NOT_FOUND");
  });

  test("is forgotten when it is deleted: another one under its id is changed as what it is", async () => {
    const first = await library.member({ name: "First", about: "old" });
    await documents.remove(library.as(), "member", first.id);
    await elsewhere.create(library.as(), "member", { name: "Second", about: "new" }, { id: first.id });
    const changed = await documents.update(library.as(), "member", first.id, { phone: "012345" }, { version: 1 });
    expect(changed).toMatchObject({ name: "Second", about: "new", phone: "012345" });
  });

  test("is remembered without the secrets of its rows: sent back without them, nothing changes", async () => {
    const locks = [{ place: "door", code: "1234" }];
    const made = await documents.create(library.as(), "survey", { name: "Locks", locks });
    const secrets = () =>
      library.rows("select id, code from survey__locks where parent = $1 order by position", made.id);
    const before = await secrets();
    const [row] = made["locks"] as unknown as [{ id: string }];
    const patch: DocumentValues = {
      locks: [
        { id: row.id, place: "gate" },
        { place: "cellar", code: "" },
      ],
    };
    await documents.update(library.as(), "survey", made.id, patch, { version: 1 });
    expect(await secrets()).toEqual([...before, { id: expect.anything(), code: null }]);
    const [, update] = (await documents.history(library.as(), "survey", made.id)).toReversed();
    expect(JSON.stringify(update)).toContain("gate");
    expect(JSON.stringify(update)).not.toContain("•••");
  });
});
