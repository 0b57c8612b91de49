import { showNothing } from "../../../../engine/contract/tests/show-nothing.ts";
import type { Doctype, Field } from "../../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";

const label = { fr: "x", en: "x" };
type WithoutLabel<T> = T extends unknown ? Omit<T, "label"> : never;
const field = (definition: WithoutLabel<Field>): Field => ({ label, ...definition }) as Field;

function doctype(
  id: string,
  kind: Doctype["kind"],
  fields: Readonly<Record<string, WithoutLabel<Field>>>,
): MetaDoctype {
  const entries = Object.entries(fields).map(([name, definition]) => [name, field(definition)] as const);
  const rights = { actions: ["read", "create", "update"] as const, read_level: 9, write_level: 9 };
  const lifecycle = id === "order" ? "submittable" : "simple";
  return {
    id,
    label,
    kind,
    lifecycle,
    module: "shop",
    fields: Object.fromEntries(entries),
    rights,
    is_partial: false,
    schema: {},
  };
}

/** An order with lines, taxes grouped from them, and defaults over links: the shapes forms must compute. */
export function orderMeta(): MetaAnswer {
  const doctypes = [
    doctype("buyer", "document", {
      name: { type: "text" },
      days: { type: "integer" },
      rebate: { type: "percent" },
      open: { type: "money" },
    }),
    doctype("product", "document", { name: { type: "text" }, price: { type: "money" }, rate: { type: "percent" } }),
    doctype("order_line", "child", {
      product: { type: "link", to: "product" },
      quantity: { type: "quantity", default: "1" },
      price: { type: "money", default: "product.price" },
      rate: { type: "percent", formula: "product.rate" },
      note: { type: "text", shown_when: "quantity > 10" },
      margin: { type: "percent", level: 2 },
      net: { type: "money", formula: "quantity * price * (1 - coalesce(doc.rebate, 0) / 100)" },
    }),
    doctype("order_tax", "child", {
      rate: { type: "percent" },
      base: { type: "money" },
      amount: { type: "money" },
    }),
    doctype("order", "document", {
      buyer: { type: "link", to: "buyer" },
      day: { type: "date", default: "today()" },
      due: { type: "date", default: "add_days(day, buyer.days)" },
      rebate: { type: "percent", default: "buyer.rebate" },
      remark: { type: "text" },
      comment: { type: "text", after_submit: true },
      memo: { type: "text", formula: "comment + '!'", after_submit: true },
      reason: { type: "text", required_when: "rebate > 20", read_only_when: "rebate == null" },
      lines: { type: "table", of: "order_line", min: 1 },
      taxes: {
        type: "table",
        of: "order_tax",
        derive: { each: "lines", by: { rate: "rate" }, set: { base: "sum(group, net)", amount: "base * rate / 100" } },
      },
      net_total: { type: "money", formula: "sum(lines, net)" },
      total: { type: "money", formula: "net_total + sum(taxes, amount)" },
      settled: { type: "money", formula: "min(total, buyer.open)" },
    }),
  ];
  return {
    version: "1",
    revision: "1",
    user: { id: "u1", email: "u@example.com", name: "U", language: "fr", theme: "system" },
    organization: {
      id: "o1",
      slug: "o",
      name: "O",
      currency: "EUR",
      time_zone: "Europe/Paris",
      language: "fr",
      values: {},
      is_administrator: true,
    },
    ...showNothing(),
    doctypes: Object.fromEntries(doctypes.map((one) => [one.id, one])),
  };
}
