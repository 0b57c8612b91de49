import { describe, expect, test } from "@jest/globals";
import type { Field, Named } from "../../../../engine/contract/types/index.ts";
import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { compileFormModel } from "../model/compile-form-model.ts";
import { loadedValues } from "../model/form-rows.ts";
import type { FormModel, FormRow, FormValues } from "../model/types.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { shapeOf } from "./carry-over.ts";
import { takeUp } from "./take-up.ts";

const field = (definition: object): Field => ({ label: { fr: "x", en: "x" }, ...definition }) as unknown as Field;
const choice = (options: Named<readonly string[]>) =>
  field({
    type: "choice",
    options: Object.fromEntries(
      Object.entries(options).map(([id, former]) => [id, { label: { fr: id, en: id }, renamed_from: former }]),
    ),
  });

/** The order with these fields in place of its own; its lines with those. */
function model(fields: Named<Field>, columns: Named<Field> = {}): FormModel {
  const meta = orderMeta();
  const [order, line] = [meta.doctypes["order"]!, meta.doctypes["order_line"]!];
  const lines = field({ type: "table", of: "order_line" });
  const doctypes = {
    ...meta.doctypes,
    order: { ...order, fields: { ...fields, lines } },
    order_line: { ...line, fields: columns },
  };
  return compileFormModel({ ...meta, doctypes }, doctypes.order);
}

const stored = (values: FormValues, version = 3) =>
  ({ id: "d1", version, lines: [], ...values }) as unknown as DocumentAnswer;
const text = field({ type: "text" });
const renamed = (from: string) => field({ type: "text", renamed_from: from });

/** What was typed over a stored document (or a new one) under `from`, gone on with under `to`. */
function goOn(from: FormModel, to: FormModel, typed: FormValues, before: DocumentAnswer | null, now = before) {
  const loaded = before ? loadedValues(from, before) : { lines: [] };
  return takeUp({ values: { ...loaded, ...typed }, stored: before, shape: shapeOf(from), lost: [] }, to, now);
}
const named = (lost: ReturnType<typeof goOn>["lost"]) => lost.map(({ name, row }) => (row ? [name, row.number] : name));

describe("what was typed into a form that has changed", () => {
  test("stays by field: under its name, under its new name, and beside what came", () => {
    const to = model({ name: text, keeper: renamed("owner"), place: text });
    const { values, lost } = goOn(model({ name: text, owner: text }), to, { name: "A", owner: "B" }, null);
    expect([values["name"], values["keeper"], values["owner"], lost]).toEqual(["A", "B", undefined, []]);
  });

  test("follows a name that another field took over, and stays where the renaming was long ago", () => {
    const taken = model({ owner: text, keeper: renamed("owner") });
    expect(goOn(model({ owner: text }), taken, { owner: "B" }, null).values).toMatchObject({ keeper: "B" });
    const { values } = goOn(taken, model({ owner: text, keeper: renamed("owner"), x: text }), { owner: "B" }, null);
    expect([values["owner"], values["keeper"]]).toEqual(["B", undefined]);
  });

  test("is told where its field, its option or its kind of value is gone, and only what was typed", () => {
    const from = model({ gone: text, old: text, state: choice({ a: [], b: [] }), note: text });
    const to = model({ state: choice({ a: [] }), note: field({ type: "integer" }) });
    const before = stored({ gone: "was", old: "was", state: "a", note: "12" });
    const { values, lost } = goOn(
      from,
      to,
      { gone: "typed", state: "b", note: "many" },
      before,
      stored({ state: "a" }),
    );
    expect(named(lost)).toEqual(["gone", "state", "note"]);
    expect(lost[0]?.record["gone"]).toBe("typed");
    expect(values["state"]).toBe("a");
  });

  test("takes an option by its new name, and a value its field can read as another kind", () => {
    const from = model({ state: choice({ a: [], b: [] }), note: text });
    const to = model({ state: choice({ a: [], c: ["b"] }), note: field({ type: "quantity" }) });
    const { values, lost } = goOn(from, to, { state: "b", note: "12" }, null);
    expect([values["state"], values["note"], lost]).toEqual(["c", "12.000", []]);
  });

  test("stays in its rows; those of a stored document keep what was stored and who they are", () => {
    const from = model({}, { what: text, copies: text, gone: text });
    const to = model({}, { title: renamed("what"), copies: text });
    const before = stored({ lines: [{ id: "r1", what: "a", copies: "1" }] });
    const now = stored({ lines: [{ id: "r1", title: "a", copies: "1" }] });
    const lines = [
      { id: "r1", $key: "r1", what: "b", copies: "1" },
      { $key: "k2", what: "new", gone: "z" },
    ];
    const { values, lost } = goOn(from, to, { lines }, before, now);
    const [first, second] = values["lines"] as readonly FormRow[];
    expect(first).toMatchObject({ id: "r1", $key: "r1", title: "b", copies: "1" });
    expect(second).toMatchObject({ $key: "k2", title: "new" });
    expect(named(lost)).toEqual([["gone", 2]]);
  });

  test("is still told against the document it was typed over, where somebody has replaced that since", () => {
    const [from, to] = [model({ name: text, owner: text }), model({ name: text, keeper: renamed("owner") })];
    const before = stored({ name: "A", owner: "B" });
    const taken = goOn(from, to, { name: "typed" }, before, stored({ name: "theirs", keeper: "theirs" }, 4));
    expect(taken.stored).toMatchObject({ version: 3, name: "A", keeper: "B" });
    expect(taken.values).toMatchObject({ name: "typed", keeper: "B" });
  });
});
