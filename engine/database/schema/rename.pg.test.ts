import { describe, expect, test } from "@jest/globals";
import type { MetadataSketch } from "../../../tests/support/schema-source.ts";
import { openSchemaWorkshop } from "../../../tests/support/schema-workshop.ts";

const { apply, preview, catalog, runAsOwner, rows } = openSchemaWorkshop("rename-test");

const ZOO: MetadataSketch = {
  doctypes: {
    keeper: { fields: { name: { type: "text" } } },
    animal: {
      search: ["name"],
      fields: {
        name: { type: "text", required: true, index: true },
        species: { type: "choice", options: { lion: {}, owl: {} } },
        keeper: { type: "link", to: "keeper" },
        seen_with: { type: "dynamic_link", to: ["animal", "keeper"] },
        meals: { type: "table", of: "meal" },
      },
    },
    meal: { kind: "child", fields: { food: { type: "text" }, grams: { type: "integer" } } },
  },
};

/** Every name of the above is another one. */
const RENAMED: MetadataSketch = {
  doctypes: {
    guard: { renamed_from: "keeper", fields: { full_name: { type: "text", renamed_from: "name" } } },
    beast: {
      renamed_from: "animal",
      search: ["title"],
      fields: {
        title: { type: "text", required: true, index: true, renamed_from: "name" },
        kind: { type: "choice", options: { lion: {}, owl: {} }, renamed_from: "species" },
        guard: { type: "link", to: "guard", renamed_from: "keeper" },
        friend: { type: "dynamic_link", to: ["beast", "guard"], renamed_from: "seen_with" },
        feeds: { type: "table", of: "meal", renamed_from: "meals" },
      },
    },
    meal: {
      kind: "child",
      fields: { food: { type: "text" }, weight: { type: "integer", renamed_from: "grams" } },
    },
  },
};

const FILL = [
  `insert into keeper (id, version, created_at, updated_at, name) select gen_random_uuid(), 1, now(), now(), 'keeper ' || n from generate_series(1, 10) n`,
  `insert into animal (id, version, created_at, updated_at, name, species, keeper)
   select gen_random_uuid(), 1, now(), now(), 'animal ' || n, case when n % 2 = 0 then 'lion' else 'owl' end,
     (select id from keeper order by id limit 1) from generate_series(1, 100000) n`,
  `insert into animal__meals (id, parent, position, food, grams)
   select gen_random_uuid(), id, 0, 'meal of ' || name, length(name) from animal where species = 'lion'`,
];

describe("renames", () => {
  test("every value of 100,000 rows, of their lines and of links is kept, whatever is renamed", async () => {
    await apply(ZOO);
    await runAsOwner(...FILL);
    const digest = (table: string, columns: string) =>
      rows(
        `select count(*)::int as count, md5(string_agg(concat_ws('|', ${columns}), ',' order by id)) as digest from ${table}`,
      );
    const before = [
      await digest("keeper", "id, name"),
      await digest("animal", "id, name, species, keeper"),
      await digest("animal__meals", "id, parent, position, food, grams"),
    ];
    const applied = await apply(RENAMED);
    expect(applied.isDestructive).toBe(false);
    expect(new Set(applied.steps.map((step) => step.kind))).toEqual(
      new Set(["rename_table", "rename_column", "rename_object", "drop_object", "add_object"]),
    );
    const after = [
      await digest("guard", "id, full_name"),
      await digest("beast", "id, title, kind, guard"),
      await digest("beast__feeds", "id, parent, position, food, weight"),
    ];
    expect(after).toEqual(before);
    expect(after[1]).toMatchObject([{ count: 100_000 }]);
    expect((await preview(RENAMED)).steps).toEqual([]);
    expect([...(await catalog()).tables.keys()].sort()).toEqual(["beast", "beast__feeds", "guard", "posting"]);
  });

  test("a field renamed in a child doctype is renamed in every table that uses it", async () => {
    const sketch = (child: MetadataSketch["doctypes"][string]["fields"]): MetadataSketch => ({
      doctypes: {
        animal: { fields: { meals: { type: "table", of: "meal" }, snacks: { type: "table", of: "meal" } } },
        meal: { kind: "child", fields: child },
      },
    });
    await apply(sketch({ food: { type: "text" } }));
    const { steps } = await preview(sketch({ dish: { type: "text", renamed_from: "food" } }));
    expect(steps.map(({ kind, table }) => `${kind} ${table}`)).toEqual([
      "rename_column animal__meals",
      "rename_column animal__snacks",
    ]);
  });

  test("a former name that is still somebody else's is left alone", async () => {
    await apply(ZOO);
    const { steps } = await preview({
      doctypes: {
        ...ZOO.doctypes,
        beast: { renamed_from: "animal", fields: { title: { type: "text" } } },
      },
    });
    expect(steps.map(({ kind, table }) => `${kind} ${table}`)).toContain("create_table beast");
    expect(steps.some(({ kind }) => kind === "rename_table" || kind === "drop_table")).toBe(false);
  });

  test("a former name that was never applied means a new table or column", async () => {
    const { steps } = await preview(RENAMED);
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(["create_table", "add_object"]));
  });
});
