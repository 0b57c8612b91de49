import type { DoctypeSketch, FieldSketch, MetadataSketch } from "../../../../tests/support/schema-source.ts";

/** Something with a name that may change; `former` is what it was called before the last change. */
interface Part {
  name: string;
  former?: string;
}
interface FieldPart extends Part {
  /** Stays the same whatever it is called. */
  readonly id: string;
  readonly type: "text" | "integer" | "choice" | "multi_choice" | "table";
  readonly options: Part[];
}
interface DoctypePart extends Part {
  readonly id: string;
  readonly fields: FieldPart[];
}

interface LivedTable {
  readonly id: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** Metadata that go through a life of renames; the same seed lives the same one. */
export interface Life {
  /** One more change that is valid: renames, swaps, rings, names given up and taken, new fields; tables that come and go. */
  change(): void;
  /** What was renamed need not be said any more, and may be said once more afterwards. */
  settle(): void;
  sketch(): MetadataSketch;
  /** Statements that give every column of the first tables values. */
  fill(): readonly string[];
  tables(): readonly LivedTable[];
  /** Kept as it is now. */
  asItIs(): Life;
}

export function createMetadataLife(seed: number): Life {
  const chance = createChance(seed);
  const lines = (["text", "text", "choice"] as const).map((type) => fieldPart(chance, type));
  const doctypes = [0, 1, 2].map(() => doctypePart(chance));
  const fieldsOfAll = () => [...doctypes.map(({ fields }) => fields), lines];
  return {
    settle() {
      const fields = fieldsOfAll().flat();
      for (const part of [...doctypes, ...fields, ...fields.flatMap(({ options }) => options)]) delete part.former;
    },
    change() {
      rename(chance, doctypes, "d", false);
      for (const fields of fieldsOfAll()) {
        const givenUp = rename(chance, fields, "f", true);
        for (const { options } of fields) rename(chance, options, "o", true);
        if (chance.coin()) fields.push(fieldPart(chance, "integer", givenUp[0]));
      }
      comeAndGo(chance, doctypes);
    },
    sketch: () => sketchOf(doctypes, lines),
    fill: () => fillOf(doctypes, lines),
    tables: () => tablesOf(doctypes, lines),
    asItIs() {
      const kept = structuredClone({ doctypes, lines });
      return { ...this, tables: () => tablesOf(kept.doctypes, kept.lines) };
    },
  };
}

interface Chance {
  below(limit: number): number;
  coin(): boolean;
  /** A name nothing had before. */
  fresh(start: string): string;
}

function createChance(seed: number): Chance {
  let state = (seed * 2_654_435_761) % 2 ** 31;
  let names = 0;
  const below = (limit: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  return { below, coin: () => below(2) === 0, fresh: (start) => `${start}${++names}` };
}

function fieldPart({ fresh }: Chance, type: FieldPart["type"], name = fresh("f")): FieldPart {
  return { id: fresh("id"), name, type, options: ["low", "middle", "high"].map((option) => ({ name: option })) };
}

function doctypePart(chance: Chance): DoctypePart {
  const types = ["text", "text", "integer", "choice", "multi_choice", "table", "table"] as const;
  return { id: chance.fresh("id"), name: chance.fresh("d"), fields: types.map((type) => fieldPart(chance, type)) };
}

/**
 * Each takes the name of the next, the last one that of the first or a new one, or one that was given up before. Returns the names
 * that are given up.
 */
function rename({ coin, fresh }: Chance, parts: readonly Part[], start: string, mayTake: boolean): string[] {
  const chosen = parts.filter(coin);
  const taken = [...chosen.slice(1).map(({ name }) => name), coin() ? chosen[0]?.name : fresh(start)];
  if (!mayTake) taken.splice(0, taken.length, ...chosen.map(() => fresh(start)));
  const former = chosen.map(({ name }) => name);
  chosen.forEach((part, index) => {
    const name = taken[index]!;
    if (name !== part.name) Object.assign(part, { name, former: former[index]! });
  });
  return former.filter((name) => parts.every((part) => part.name !== name));
}

/** A doctype goes with its tables, or a table of one alone; a new one comes. */
function comeAndGo(chance: Chance, doctypes: DoctypePart[]): void {
  if (doctypes.length > 1 && chance.coin()) doctypes.splice(chance.below(doctypes.length), 1);
  const fields = doctypes[chance.below(doctypes.length)]!.fields;
  const table = fields.findIndex(({ type }) => type === "table");
  if (table >= 0 && chance.coin()) fields.splice(table, 1);
  if (chance.coin()) doctypes.push(doctypePart(chance));
}

const formerly = ({ former }: Part) => (former === undefined ? {} : { renamed_from: former });

function sketchOf(doctypes: readonly DoctypePart[], lines: readonly FieldPart[]): MetadataSketch {
  const fields = (parts: readonly FieldPart[]): DoctypeSketch["fields"] =>
    Object.fromEntries(parts.map((part) => [part.name, fieldOf(part)]));
  return {
    doctypes: {
      ...Object.fromEntries(doctypes.map((one) => [one.name, { fields: fields(one.fields), ...formerly(one) }])),
      line: { kind: "child", fields: fields(lines) },
    },
  };
}

function fieldOf({ type, options, ...part }: FieldPart): FieldSketch {
  const optionsOf = () =>
    Object.fromEntries(
      options.map(({ name, former }) => [name, former === undefined ? {} : { renamed_from: [former] }]),
    );
  return {
    type,
    ...formerly(part),
    ...(type === "table" && { of: "line" }),
    ...((type === "choice" || type === "multi_choice") && { options: optionsOf() }),
  };
}

const isColumn = ({ type }: FieldPart) => type !== "table";
const namesOf = (fields: readonly FieldPart[]) => fields.filter(isColumn).map(({ name }) => name);

const tablesOf = (doctypes: readonly DoctypePart[], lines: readonly FieldPart[]) =>
  doctypes.flatMap(({ id, name, fields }): LivedTable[] => [
    { id, table: name, columns: namesOf(fields) },
    ...fields
      .filter(({ type }) => type === "table")
      .map((one) => ({ id: one.id, table: `${name}__${one.name}`, columns: namesOf(lines) })),
  ]);

const VALUES: Readonly<Record<Exclude<FieldPart["type"], "table">, string>> = {
  text: "'text ' || n",
  integer: "n * 31",
  choice: "(array['low', 'middle', 'high'])[1 + n % 3]",
  multi_choice: "(array['low', 'middle', 'high'])[1 : n % 4]",
};

function fillOf(doctypes: readonly DoctypePart[], lines: readonly FieldPart[]): string[] {
  const valuesOf = (fields: readonly FieldPart[], own: string) =>
    fields.filter(isColumn).map(({ name, type }) => {
      const value = VALUES[type as keyof typeof VALUES];
      return type === "text" ? `${value} || ' of ${own} ${name}'` : value;
    });
  return doctypes.flatMap(({ name, fields }) => [
    `insert into ${name} (id, version, created_at, updated_at, ${namesOf(fields).join(", ")})
      select gen_random_uuid(), 1, now(), now(), ${valuesOf(fields, name).join(", ")} from generate_series(1, 20) n`,
    ...fields
      .filter(({ type }) => type === "table")
      .map(
        (one) => `insert into ${name}__${one.name} (id, parent, position, ${namesOf(lines).join(", ")})
          select gen_random_uuid(), _parent.id, n, ${valuesOf(lines, one.name).join(", ")}
          from ${name} as _parent, generate_series(1, 3) n`,
      ),
  ]);
}
