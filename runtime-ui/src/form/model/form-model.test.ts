import { describe, expect, test } from "@jest/globals";
import { noteServerTime } from "../../api/server-time.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { compileFormModel } from "./compile-form-model.ts";
import { type ComputeContext, checkForm, computeForm } from "./compute-form.ts";
import { blankValues, loadedValues, newRow } from "./form-rows.ts";
import { assign, createFormStore } from "./form-store.ts";
import type { LinkedRecord } from "./linked-records.ts";
import { mayRemoveRow } from "./may-remove-row.ts";
import { changePayload, createPayload } from "./payload.ts";
import { takeComputed } from "./take-computed.ts";
import type { FormRow, FormValues } from "./types.ts";

const [B1, P1, P2, SECRET] = ["b1", "b2", "b3", "b4"].map((end) => `0190a000-0000-7000-8000-0000000000${end}`) as [
  string,
  string,
  string,
  string,
];
const META = orderMeta();
const MODEL = compileFormModel(META, META.doctypes["order"]!);
const RECORDS: Readonly<Record<string, LinkedRecord>> = {
  [B1]: { id: B1, $title: "Ada", name: "Ada", days: 30, rebate: "10" },
  [P1]: { id: P1, $title: "Lamp", name: "Lamp", price: "20.00", rate: "20" },
  [P2]: { id: P2, $title: "Book", name: "Book", price: "9.99", rate: "5.5" },
};

/** A context whose links are there at once; `asked` notes which were wanted. */
function context(asked: string[] = [], records = RECORDS): ComputeContext {
  const get = (_: string, id: string) => {
    asked.push(id);
    return records[id] ?? null;
  };
  const links = { get, single: () => null, refresh: () => undefined, isLoading: () => false };
  return { meta: META, model: MODEL, links, today: "2026-03-15", now: "2026-03-15T10:00:00Z", stored: null };
}

const child = MODEL.tables["lines"]!;
const blank = (given: FormValues = {}) => blankValues(MODEL.doctype, MODEL.tables, given);
const compute = (values: FormValues, ctx = context()) => computeForm(ctx, values);
const rows = (values: FormValues, table: string) => values[table] as readonly FormRow[];

describe("a form computes what the server will", () => {
  test("defaults over a linked document follow the link", () => {
    const { values } = compute(blank({ buyer: B1 }));
    expect([values["day"], values["due"], values["rebate"]]).toEqual(["2026-03-15", "2026-04-14", "10.00"]);
  });

  test("lines, groups and totals are exact and rounded once", () => {
    const lines = [newRow(child, { product: P1, quantity: "3" }), newRow(child, { product: P2 })];
    const { values } = compute({ ...blank(), lines });
    expect(rows(values, "lines").map((row) => row["net"])).toEqual(["60.00", "9.99"]);
    expect(rows(values, "taxes").map(({ rate, base, amount }) => [rate, base, amount])).toEqual([
      ["20.00", "60.00", "12.00"],
      ["5.50", "9.99", "0.55"],
    ]);
    expect([values["net_total"], values["total"]]).toEqual(["69.99", "82.54"]);
  });

  test("what cannot be read stays as it was typed, counts as none, and stands against saving", () => {
    const lines = [newRow(child, { product: "TVA 99", quantity: "abc", price: "4" })];
    const given = { ...blank({ due: "31/02/2026" }), lines };
    const { values, unread } = compute(given);
    expect(values["due"]).toBe("31/02/2026");
    expect(rows(values, "lines")[0]).toMatchObject({ product: "TVA 99", quantity: "abc" });
    expect(values["total"]).not.toBe("4.00");
    const pointers = unread.map(({ pointer }) => pointer);
    expect(pointers.toSorted()).toEqual(["/due", "/lines/0/product", "/lines/0/quantity"]);
    expect(unread.find(({ pointer }) => pointer === "/lines/0/product")?.message.en).toContain("“TVA 99”");
    const told = (pointer: string) => unread.find((one) => one.pointer === pointer)?.message;
    expect(told("/lines/0/quantity")).toEqual({
      fr: "« x » attend un nombre, par exemple 12,5.",
      en: "“x” expects a number, such as 12.5.",
    });
    expect(told("/due")?.fr).toBe("« x » attend une date, par exemple 31/12/2026.");
    expect(checkForm(context(), values).map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test("a row that comes out as it was keeps its identity", () => {
    const first = compute({ ...blank(), lines: [newRow(child, { product: P1 })] }).values;
    const second = compute({ ...first, remark: "changed" }).values;
    expect(rows(second, "lines")).toBe(rows(first, "lines"));
  });

  test("a link that cannot be read leaves its values to the server", () => {
    const result = compute(blank({ buyer: SECRET }));
    expect([result.needsServer, result.values["due"]]).toEqual([true, undefined]);
  });

  test("conditions show, require and lock", () => {
    const line = newRow(child, { product: P1, quantity: "2" });
    const { conditions } = compute({ ...blank({ rebate: "25" }), lines: [line] });
    expect(conditions.required.has("reason")).toBe(true);
    expect(conditions.hidden.has(`lines/${line.$key}/note`)).toBe(true);
    expect(conditions.readOnly.has("reason")).toBe(false);
    expect(compute(blank()).conditions.readOnly.has("reason")).toBe(true);
  });
});

describe("a submitted document shows what is stored", () => {
  const line = { id: P1, product: P1, quantity: "1.000", price: "100.00", rate: "20.00", net: "100.00" };
  const tax = { id: P2, rate: "20.00", base: "100.00", amount: "20.00" };
  const posted = { id: B1, version: 2, buyer: B1, net_total: "100.00", total: "120.00", settled: "65.21" };
  const stored = (docstatus: string) => ({ ...posted, docstatus, lines: [line], taxes: [tax] });
  /** What it was computed with has changed since: another rate, another rebate, nothing left to settle. */
  const since = {
    ...RECORDS,
    [P1]: { ...RECORDS[P1], rate: "10" },
    [B1]: { ...RECORDS[B1], rebate: "50", open: "0.00" },
  };
  const open = (docstatus: string, changed: FormValues = {}) => {
    const document = stored(docstatus);
    const values = { ...loadedValues(MODEL, document), ...changed };
    return computeForm({ ...context([], since as typeof RECORDS), stored: document }, values).values;
  };

  test.each(["submitted", "cancelled"])("the amounts that were posted, whatever changed since: %s", (docstatus) => {
    const values = open(docstatus);
    expect([values["net_total"], values["total"], values["settled"]]).toEqual(["100.00", "120.00", "65.21"]);
    expect(rows(values, "lines").map((row) => [row["rate"], row["net"]])).toEqual([["20.00", "100.00"]]);
    expect(rows(values, "taxes").map((row) => [row["rate"], row["amount"]])).toEqual([["20.00", "20.00"]]);
  });

  test("a draft is computed with what is true now", () => {
    const values = open("draft");
    expect([values["total"], values["settled"]]).toEqual(["110.00", "0.00"]);
  });

  test("a draft proposes again what nobody ever gave, where metadata says so; what is cleared now stays so", () => {
    const document = { ...stored("draft"), rebate: null, due: null };
    const fields = { ...MODEL.doctype.fields, rebate: { ...MODEL.doctype.fields["rebate"]!, refill: true } };
    const order = { ...MODEL.doctype, fields };
    const meta = { ...META, doctypes: { ...META.doctypes, order } };
    const model = compileFormModel(meta, order);
    const compute = (values: FormValues) => computeForm({ ...context(), meta, model, stored: document }, values).values;
    const shown = compute(loadedValues(model, document));
    expect([shown["rebate"], shown["due"]]).toEqual(["10.00", null]);
    const cleared = compute(assign(model, null, shown, "rebate", null));
    expect(cleared["rebate"]).toBeNull();
    expect(changePayload(model, cleared, loadedValues(model, document))).toEqual({});
  });

  test("what is free after submit is computed anew", () => {
    expect([open("submitted")["memo"], open("submitted", { comment: "b" })["memo"]]).toEqual(["!", "b!"]);
    expect(open("cancelled", { comment: "b" })["memo"]).toBeUndefined();
  });

  test("the server's answer does not replace what was posted either", () => {
    const answer = { ...stored("submitted"), total: "110.00", memo: "b!" };
    const document = loadedValues(MODEL, stored("submitted"));
    const values = takeComputed(MODEL.resolved, stored("submitted"), document, answer as never);
    expect([values["total"], values["memo"]]).toEqual(["120.00", "b!"]);
  });
});

describe("before saving", () => {
  test("what the server would refuse is told at its field", () => {
    const given = { ...blank({ buyer: B1, rebate: "25" }), lines: [newRow(child, { product: P1, quantity: "x" })] };
    expect(checkForm(context(), given).map(({ code, pointer }) => [code, pointer])).toEqual([
      ["VALUE_TYPE", "/lines/0/quantity"],
    ]);
    expect(checkForm(context(), blank({ rebate: "25" })).map(({ code, pointer }) => [code, pointer])).toEqual([
      ["ROWS_TOO_FEW", "/lines"],
      ["FIELD_REQUIRED", "/reason"],
    ]);
  });
});

describe("typing", () => {
  test("a typed value no longer follows its default", () => {
    const typed = assign(MODEL, null, blank({ buyer: B1 }), "due", "2026-12-31");
    expect(compute(typed).values["due"]).toBe("2026-12-31");
  });

  test("another link brings its own defaults, also over typed ones", () => {
    const row = compute({ ...blank(), lines: [newRow(child, { product: P1 })] }).values;
    const typed = assign(MODEL, "lines", rows(row, "lines")[0]!, "price", "99.00");
    const other = assign(MODEL, "lines", typed, "product", P2, { title: "Book" });
    const { values } = compute({ ...row, lines: [other] });
    expect(rows(values, "lines")[0]!["price"]).toBe("9.99");
  });

  test("a change nothing reads computes nothing", () => {
    expect([MODEL.reads.has("remark"), MODEL.reads.has("rebate"), MODEL.reads.has(".quantity")]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe("a saved draft", () => {
  const B2 = "0190a000-0000-7000-8000-0000000000b5";
  const records = { ...RECORDS, [B2]: { id: B2, $title: "Bo", name: "Bo", days: 10, rebate: "5" } };
  const line = { id: "r1", product: P1, quantity: "1.000", price: "18.00" };
  const document = {
    id: "d1",
    version: 3,
    buyer: B1,
    day: "2026-03-01",
    due: "2026-03-31",
    rebate: "12.00",
    lines: [line],
  };
  const loaded = loadedValues(MODEL, document);
  const open = (values: FormValues) => computeForm({ ...context([], records), stored: document }, values).values;
  const type = (values: FormValues, name: string, value: unknown) => open(assign(MODEL, null, values, name, value));
  const payload = (values: FormValues) => changePayload(MODEL, values, loaded);

  test("what was proposed for the former link is proposed anew, and comes back with it", () => {
    const other = type(open(loaded), "buyer", B2);
    expect([other["due"], other["rebate"]]).toEqual(["2026-03-11", "5.00"]);
    expect(payload(other)).toEqual({ buyer: B2 });
    const back = type(other, "buyer", B1);
    expect([back["due"], back["rebate"]]).toEqual(["2026-03-31", "12.00"]);
    expect(payload(back)).toEqual({});
  });

  test("what is typed after another link was chosen stays, and is sent also where it is what it was", () => {
    const typed = type(type(open(loaded), "buyer", B2), "rebate", "12.00");
    expect(typed["rebate"]).toBe("12.00");
    expect(payload(typed)).toEqual({ buyer: B2, rebate: "12.00" });
  });

  test("what still is as it was proposed follows another value; what was typed before it was saved stays", () => {
    expect(type(open(loaded), "day", "2026-03-02")["due"]).toBe("2026-04-01");
    const typed = { ...document, due: "2026-03-25" };
    const values = assign(MODEL, null, loadedValues(MODEL, typed), "day", "2026-03-02");
    expect(computeForm({ ...context([], records), stored: typed }, values).values["due"]).toBe("2026-03-25");
  });

  test("so is a column that was typed back beside another link", () => {
    const row = assign(MODEL, "lines", rows(open(loaded), "lines")[0]!, "product", P2) as FormRow;
    const typed = assign(MODEL, "lines", row, "price", "18.00") as FormRow;
    expect(payload(open({ ...open(loaded), lines: [typed] }))).toEqual({
      lines: [{ id: "r1", product: P2, price: "18.00" }],
    });
    const moved = {
      ...type(open(loaded), "buyer", B2),
      lines: [assign(MODEL, "lines", rows(loaded, "lines")[0]!, "price", "18.00")],
    };
    expect(payload(open(moved))).toMatchObject({ buyer: B2, lines: [{ id: "r1", price: "18.00" }] });
  });

  test("of its rows each follows its own link; what nobody typed is left to the server", () => {
    const row = assign(MODEL, "lines", rows(open(loaded), "lines")[0]!, "product", P2) as FormRow;
    const changed = open({ ...open(loaded), lines: [row] });
    expect(rows(changed, "lines")[0]).toMatchObject({ product: P2, price: "9.99" });
    expect(payload(changed)).toEqual({ lines: [{ id: "r1", product: P2 }] });
  });
});

describe("what is sent", () => {
  test("a new document sends what was typed and leaves defaults and formulas to the server", () => {
    const lines = [newRow(child, { product: P1 })];
    const { values } = compute({ ...blank({ buyer: B1 }), lines });
    expect(createPayload(MODEL, values)).toEqual({ buyer: B1, lines: [{ product: P1 }] });
  });

  test("a stored document sends only what changed, rows with their ids", () => {
    const stored = { id: "d1", version: 3, buyer: B1, remark: "a", lines: [{ $key: "r1", id: "r1", product: P1 }] };
    const values = assign(MODEL, null, stored, "remark", "b");
    expect(changePayload(MODEL, values, stored)).toEqual({ remark: "b" });
    const changed = { ...stored, lines: [{ ...stored.lines[0]!, quantity: "4" }, newRow(child, { product: P2 })] };
    expect(changePayload(MODEL, changed, stored)).toEqual({
      lines: [{ id: "r1", product: P1, quantity: "4" }, { product: P2 }],
    });
  });
});

describe("rows behind the last one somebody typed into", () => {
  const nameless = { ...META, doctypes: { ...META.doctypes, order_line: withRequired("product") } };
  const model = compileFormModel(nameless, MODEL.doctype);
  const filled = newRow(child, { product: P1, quantity: "2" });
  const lines = [newRow(child), filled, newRow(child), newRow(child, { note: "" })];
  const before = { id: "d1", version: 3, lines: [{ $key: "r1", id: "r1" }] };

  test("are not sent, of a new document nor of a stored one; others are, also what is stored and empty", () => {
    const { values } = compute({ ...blank(), lines });
    expect(createPayload(model, values)).toEqual({ lines: [{}, { product: P1, quantity: "2" }] });
    const stored = loadedValues(model, before);
    expect(changePayload(model, { ...stored, lines: [...rows(stored, "lines"), newRow(child)] }, stored)).toEqual({});
  });

  test("are sent where their defaults make a row, since they count on screen", () => {
    const { values } = compute({ ...blank(), lines: [filled, newRow(child)] });
    expect(createPayload(MODEL, values)["lines"]).toEqual([{ product: P1, quantity: "2" }, {}]);
    const empty = { $key: "k", $auto: ["quantity"], quantity: null };
    expect(createPayload(MODEL, { ...blank(), lines: [filled, empty] })["lines"]).toHaveLength(1);
  });

  test("stand against nothing, and make up for nothing that must be there", () => {
    const ctx = { ...context(), meta: nameless, model };
    const refused = (given: readonly FormRow[]) =>
      checkForm(ctx, { ...blank({ buyer: B1 }), lines: given }).map(({ code, pointer }) => [code, pointer]);
    expect(refused([filled, newRow(child)])).toEqual([]);
    expect(refused([newRow(child), filled])).toEqual([["FIELD_REQUIRED", "/lines/0/product"]]);
    expect(refused([newRow(child)])).toEqual([["ROWS_TOO_FEW", "/lines"]]);
  });

  test("are there while one types into another, with their defaults", () => {
    const { values } = compute({ ...blank(), lines });
    expect(rows(values, "lines").map((row) => row["quantity"])).toEqual(["1.000", "2", "1.000", "1.000"]);
  });
});

function withRequired(id: string): typeof child {
  return { ...child, fields: { ...child.fields, [id]: { ...child.fields[id]!, required: true } } };
}

describe("a row", () => {
  const stored = {
    lines: [
      { id: P1, product: P1, margin: "12.00" },
      { id: P2, product: P2, margin: null },
    ],
  };
  const [full, bare] = rows(loadedValues(MODEL, stored), "lines") as [FormRow, FormRow];
  const writing = (write_level: number): typeof MODEL => {
    const rights = { ...MODEL.doctype.rights, write_level };
    return { ...MODEL, doctype: { ...MODEL.doctype, rights } };
  };

  test("with a stored value above the level one writes may not be removed; others may", () => {
    const may = (level: number, row: FormRow) => mayRemoveRow(writing(level), stored, "lines", row);
    expect([may(1, full), may(2, full), may(1, bare), may(1, newRow(child))]).toEqual([false, true, true, true]);
  });

  test("that may not be removed stays in the form", () => {
    const model = writing(0);
    const values = loadedValues(MODEL, stored);
    const store = createFormStore({ meta: META, model, values, isDirty: false, stored: stored as never });
    expect([store.removeRow("lines", P1), store.removeRow("lines", P2)]).toEqual([false, true]);
    expect(rows(store.getState().values, "lines").map(({ id }) => id)).toEqual([P1]);
  });
});

describe("undoing", () => {
  const open = () => createFormStore({ meta: META, model: MODEL, values: blank(), isDirty: false, stored: null });
  const lines = (store: ReturnType<typeof open>) => rows(store.getState().values, "lines");

  test("takes back one step after another: a cell, a removed row, a paste, down to what nobody changed", () => {
    const store = open();
    const key = store.insertRow("lines", 0, { quantity: "1" });
    store.setCell("lines", key, "quantity", "4");
    store.setRows("lines", [...lines(store).map((row) => ({ ...row, quantity: "9" })), newRow(child)]);
    store.removeRow("lines", key);
    expect(lines(store).map((row) => row["quantity"])).not.toContain("9");
    expect(store.undo()).toBe(true);
    expect(lines(store)[0]).toMatchObject({ $key: key, quantity: "9" });
    store.undo();
    expect(lines(store)).toEqual([expect.objectContaining({ $key: key, quantity: "4" })]);
    store.undo();
    store.undo();
    expect(lines(store)).toEqual([]);
    expect(store.getState().isDirty).toBe(false);
    expect(store.undo()).toBe(false);
  });

  test("is itself taken back, step after step, until something else is changed", () => {
    const store = open();
    const key = store.insertRow("lines", 0, { quantity: "1" });
    store.setCell("lines", key, "quantity", "4");
    store.removeRow("lines", key);
    expect(store.redo()).toBe(false);
    for (let step = 0; step < 3; step++) store.undo();
    expect([lines(store), store.getState().isDirty]).toEqual([[], false]);
    store.redo();
    store.redo();
    expect(lines(store)).toEqual([expect.objectContaining({ $key: key, quantity: "4" })]);
    expect(store.getState().isDirty).toBe(true);
    store.undo();
    expect(lines(store)[0]).toMatchObject({ quantity: "1" });
    store.setField("remark", "x");
    expect(store.redo()).toBe(false);
    store.undo();
    expect(lines(store)[0]).toMatchObject({ quantity: "1" });
  });

  test("takes a text typed letter by letter as one step, and ends with what was loaded", () => {
    const store = open();
    for (const text of ["a", "ab", "abc"]) store.setField("remark", text);
    store.setField("comment", "x");
    store.undo();
    expect(store.getState().values).toMatchObject({ remark: "abc" });
    store.undo();
    expect(store.getState().values["remark"]).toBeUndefined();
    store.setField("remark", "z");
    store.reset(blank());
    expect(store.undo()).toBe(false);
  });
});

describe("a form", () => {
  const DAY = "2026-11-30";
  const inZone = (time_zone: string) => ({ ...META, organization: { ...META.organization, time_zone } });
  const open = (meta = META) => createFormStore({ meta, model: MODEL, values: blank(), isDirty: false, stored: null });

  test.each([
    ["Pacific/Kiritimati", "2026-12-01"],
    ["Europe/Paris", DAY],
    ["Pacific/Honolulu", DAY],
  ])("dates by the server's clock where the organization is: %s", (zone, day) => {
    noteServerTime({ get: () => `${DAY}T10:30:00Z` });
    expect(open(inZone(zone)).getState().values["day"]).toBe(day);
  });

  test("forgets what the server told of the document before", () => {
    const store = open();
    const document = { id: P1, version: 1, docstatus: "draft" } as never;
    store.load(document);
    const before = store.getState().conditions;
    store.mergeComputed({
      document,
      conditions: [{ table: null, index: null, field: "remark", kind: "read_only", holds: true }],
    } as never);
    expect(store.getState().conditions).not.toEqual(before);
    store.load(document);
    expect(store.getState().conditions).toEqual(before);
  });
});
