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
});
