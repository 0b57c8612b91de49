import { describe, expect, test } from "@jest/globals";
import type { OpenForm } from "../form-context.ts";
import { compileFormModel } from "../model/compile-form-model.ts";
import { newRow } from "../model/form-rows.ts";
import type { FormConditions } from "../model/types.ts";
import { orderMeta } from "../testing/order-meta.ts";
import { isCellOpen } from "./is-cell-open.ts";

const META = orderMeta();
const child = compileFormModel(META, META.doctypes["order"]!).tables["lines"]!;
const row = newRow(child);
const NO_CONDITIONS: FormConditions = { hidden: new Set(), required: new Set(), readOnly: new Set() };
const isOpen = (id: string, form: Partial<OpenForm> = {}, conditions = NO_CONDITIONS) =>
  isCellOpen({ form: form as OpenForm, table: "lines", child }, row, { id, field: child.fields[id]! }, conditions);

describe("a cell of a line", () => {
  test("is open where it can be typed into", () => {
    expect([isOpen("quantity"), isOpen("note")]).toEqual([true, true]);
  });

  test("is closed where it is computed, where its row or the document is closed", () => {
    const closedHere = { ...NO_CONDITIONS, readOnly: new Set([`lines/${row.$key}/price`]) };
    expect([
      isOpen("net"),
      isOpen("price", {}, closedHere),
      isOpen("price", { isLocked: true }),
      isOpen("price", { isSubmitted: true }),
    ]).toEqual([false, false, false, false]);
  });
});
