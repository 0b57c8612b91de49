import { describe, expect, test } from "@jest/globals";
import type { View } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { orderMeta } from "../form/testing/order-meta.ts";
import { offeredOrder } from "./offered-order.ts";

const META = orderMeta();

function listed(sort: readonly string[], more: Partial<MetaDoctype> = {}): MetaAnswer {
  const view: View = { id: "buyer", label: { fr: "x", en: "x" }, doctype: "buyer", kind: "list", columns: [], sort };
  const buyer = { ...META.doctypes["buyer"]!, ...more };
  return { ...META, doctypes: { ...META.doctypes, buyer }, views: { ...META.views, buyer: [view] } };
}

describe("documents are offered before a search", () => {
  test("as their list stands", () => {
    expect(offeredOrder(listed(["days", "-name"]), "buyer")).toEqual(["days", "-name"]);
  });

  test("by what their title says, where nobody designed a list", () => {
    expect(offeredOrder(listed(["-created_at"]), "buyer")).toEqual(["name"]);
    expect(offeredOrder(listed(["-created_at"], { title: "days + ' ' + name" }), "buyer")).toEqual(["days", "name"]);
    expect(offeredOrder(META, "buyer")).toEqual(["name"]);
  });

  test("the last ones first, where they are told by a running number or by nothing", () => {
    expect(
      offeredOrder(listed(["-created_at"], { number: { series: "B-{0000}", on: "create" } }), "buyer"),
    ).toBeUndefined();
    expect(offeredOrder(META, "order")).toBeUndefined();
  });
});
