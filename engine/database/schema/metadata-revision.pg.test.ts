import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";
import { SEED } from "../../kernel/tests/seed.ts";
import { applyPlan, loadRevision } from "../index.ts";

const workshop = openSchemaWorkshop("revision-test");
const { rows, runAsOwner } = workshop;

const REGISTRY = { hash: "always the same", doctypes: new Map(), ledgers: new Map() };
const apply = (layers: readonly unknown[]) => applyPlan(workshop.db, workshop.organization, REGISTRY, { layers });
const stored = async () => (await workshop.db.read(null, (c) => loadRevision(c, workshop.organization))).layers;

/** Ids of very different lengths, in no order of letters or lengths: what a sorted store would show. */
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,3}(_[a-z0-9]{1,9}){0,3}$/);
const { metadata } = fc.letrec<{ metadata: unknown }>((tie) => ({
  metadata: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null)),
    fc.array(tie("metadata"), { maxLength: 4 }),
    fc.array(fc.tuple(id, tie("metadata")), { maxLength: 6 }).map((members) => Object.fromEntries(members)),
  ),
}));
const layers = fc.array(fc.record({ name: id, patches: fc.dictionary(id, metadata, { maxKeys: 4 }) }), {
  maxLength: 3,
});

describe("a stored revision", () => {
  test("is loaded as it was stored, members in their order; the same again is no new revision", async () => {
    await fc.assert(
      fc.asyncProperty(layers, async (wanted) => {
        // What JSON cannot say (-0, lone surrogates) is not metadata.
        const written = JSON.parse(
          JSON.stringify(wanted)
            .replaceAll("\\u0000", "")
            .replaceAll(/\\ud[89a-f]../g, ""),
        );
        const { revision } = await apply(written);
        expect(JSON.stringify(await stored())).toBe(JSON.stringify(written));
        expect((await apply(written)).revision).toBe(revision);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  test("of a version that sorted its members and named layers after folders is kept through the upgrade", async () => {
    await apply([
      { name: "mods", patches: { "garden/module": { id: "garden" }, "finance/doctypes/item": { fields: { a: 1 } } } },
      { name: "empty", patches: {} },
    ]);
    await runAsOwner(
      "alter table metadata_revision alter column layers type jsonb using layers::jsonb, alter column steps type jsonb using steps::jsonb",
      // What later versions make is made again.
      "drop table job_progress",
      "delete from engine_version where version > 1",
    );
    const ordered = [{ reader_of_the_book: 1, book: 2, a: { z: 1, y: 2 } }];
    await apply(ordered);
    expect(JSON.stringify(await stored())).toBe(JSON.stringify(ordered));
    expect(await rows("select layers from metadata_revision where revision = 1")).toEqual([
      {
        layers: [
          { module: "garden", owner: "organization", patches: { "garden/module": { id: "garden" } } },
          { module: "finance", owner: "organization", patches: { "finance/doctypes/item": { fields: { a: 1 } } } },
        ],
      },
    ]);
  });
});

test("no column of the engine's own that holds metadata sorts the members of objects", async () => {
  const columns = await rows(
    `select attname::text as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = 'metadata_revision'::regclass and attnum > 0 and atttypid in ('json'::regtype, 'jsonb'::regtype) order by 1`,
  );
  expect(columns).toEqual([
    { name: "declared", type: "json" },
    { name: "layers", type: "json" },
    { name: "steps", type: "json" },
  ]);
});
