import type { Doctype, Field, Ledger } from "../../engine/contract/index.ts";
import type { DoctypeShape, FieldShape, SchemaSource } from "../../engine/database/index.ts";

type Loose<T> = Omit<T, "id" | "label">;
/** A field without its label, which no table depends on. */
export type FieldSketch = { readonly type: Field["type"]; readonly [property: string]: unknown };
export type DoctypeSketch = Partial<Loose<Omit<Doctype, "fields">>> & { readonly fields: Record<string, FieldSketch> };
export interface MetadataSketch {
  readonly doctypes: Record<string, DoctypeSketch>;
  readonly ledgers?: Record<
    string,
    Loose<Omit<Ledger, "dimensions" | "measures">> & {
      readonly dimensions: Record<string, FieldSketch>;
      readonly measures: Record<string, FieldSketch>;
    }
  >;
}

let sketches = 0;

/** What decides about a schema, from a sketch of metadata: for tests of tables, which need neither labels nor expressions. */
export function schemaSource(sketch: MetadataSketch): SchemaSource {
  const shape = (id: string, table: string): DoctypeShape => {
    const { fields, ...doctype } = sketch.doctypes[id]!;
    const fieldList = Object.entries(fields).map(([name, field]) => {
      const child = field.type === "table" ? { child: shape(String(field["of"]), `${table}__${name}`) } : {};
      return { ...field, id: name, ...child } as unknown as FieldShape;
    });
    return { kind: "document", id, table, fieldList, ...doctype };
  };
  const ledgers = Object.entries(sketch.ledgers ?? {}).map(
    ([id, ledger]) => [id, { id, ...ledger } as unknown as Ledger] as const,
  );
  return {
    hash: `sketch ${++sketches}`,
    doctypes: new Map(Object.keys(sketch.doctypes).map((id) => [id, shape(id, id)])),
    ledgers: new Map(ledgers),
  };
}
