import { expect, test } from "@jest/globals";
import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import { compileFormModel } from "../model/compile-form-model.ts";
import { loadedValues, rowsOf } from "../model/form-rows.ts";
import { createFormStore } from "../model/form-store.ts";
import { changePayload } from "../model/payload.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { conflictPlaces } from "./conflict-places.ts";
import { keepTyped } from "./keep-typed.ts";

const META = orderMeta();
const MODEL = compileFormModel(META, META.doctypes["order"]!);
const saved = (version: number, day: string, rebate: string, quantity: string): DocumentAnswer => {
  const lines = [{ id: "a", quantity, price: "13" }];
  return { id: "o1", version, docstatus: "draft", day, rebate, lines } as unknown as DocumentAnswer;
};

test("what was typed in the fields one keeps stands over what somebody else saved, and the rest is theirs", () => {
  const stored = saved(1, "2026-03-15", "1.00", "1");
  const values = loadedValues(MODEL, stored);
  const store = createFormStore({ meta: META, model: MODEL, values, isDirty: false, stored });
  store.setField("day", "2026-03-16");
  store.setField("rebate", "2.00");
  const [line] = rowsOf(store.getState().values, "lines");
  store.setCell("lines", line!.$key, "quantity", "4");
  const fresh = saved(2, "2026-03-20", "9.00", "1");
  const sides = { base: values, yours: store.getState().values, theirs: loadedValues(MODEL, fresh) };
  const places = conflictPlaces(MODEL.doctype, MODEL.tables, sides);
  expect(places.map(({ key }) => key)).toEqual(["day", "rebate", "lines/a/quantity"]);
  keepTyped(store, fresh, places, (key) => key === "rebate");
  const state = store.getState();
  expect(state.stored).toBe(fresh);
  expect([state.values["day"], state.values["rebate"]]).toEqual(["2026-03-16", "9.00"]);
  expect(rowsOf(state.values, "lines").map(({ quantity }) => quantity)).toEqual(["4"]);
});

test("what one chose beside another link stands, whichever side it is of", () => {
  const [B1, B2] = ["b1", "b2"].map((end) => `0190a000-0000-7000-8000-0000000000${end}`);
  const stored = { ...saved(1, "2026-03-15", "1.00", "1"), buyer: B1 } as unknown as DocumentAnswer;
  const values = loadedValues(MODEL, stored);
  const store = createFormStore({ meta: META, model: MODEL, values, isDirty: false, stored });
  store.setField("rebate", "2.00");
  store.setField("due", "2026-05-01");
  store.setField("buyer", B2);
  store.setField("due", "2026-06-01");
  store.setField("rebate", "3.00");
  const fresh = { ...stored, version: 2, rebate: "9.00" } as unknown as DocumentAnswer;
  const sides = { base: values, yours: store.getState().values, theirs: loadedValues(MODEL, fresh) };
  const places = conflictPlaces(MODEL.doctype, MODEL.tables, sides);
  keepTyped(store, fresh, places, (key) => key === "rebate");
  const { values: kept } = store.getState();
  expect([kept["buyer"], kept["due"], kept["rebate"]]).toEqual([B2, "2026-06-01", "9.00"]);
  expect(changePayload(MODEL, kept, loadedValues(MODEL, fresh))).toMatchObject({
    buyer: B2,
    due: "2026-06-01",
    rebate: "9.00",
  });
});
