const label = (en: string) => ({ fr: en, en });
const number = (en: string, more: object = {}) => ({ type: "decimal", label: label(en), scale: 2, ...more });
const text = (en: string, more: object = {}) => ({ type: "text", label: label(en), ...more });

/**
 * A module whose role `narrow` sees half of what it computes with: fields above his level in headers and rows, a linked doctype
 * he may not read, and one whose documents he reads in part.
 */
export const GUARDED_MODULE: Readonly<Record<string, object>> = {
  "guarded/module.json": { id: "guarded", label: label("Guarded"), depends_on: ["finance"], menu: {} },
  "guarded/doctypes/vault.json": {
    id: "vault",
    label: label("Vault"),
    kind: "document",
    title: "name",
    fields: { name: text("Name"), rate: number("Rate") },
  },
  "guarded/doctypes/partner.json": {
    id: "partner",
    label: label("Partner"),
    kind: "document",
    title: "name",
    fields: {
      name: text("Name"),
      is_open: { type: "boolean", label: label("Open") },
      discount: number("Discount"),
      secret_discount: number("Secret discount", { level: 1 }),
      vault: { type: "link", to: "vault", label: label("Vault") },
    },
  },
  "guarded/doctypes/deal_line.json": {
    id: "deal_line",
    label: label("Line"),
    kind: "child",
    fields: {
      quantity: number("Quantity", { default: "1" }),
      partner: { type: "link", to: "partner", label: label("Partner") },
      cost: number("Cost", { level: 1, default: "partner.secret_discount" }),
      price: number("Price", { formula: "quantity * 2" }),
      margin: number("Margin", { formula: "price - coalesce(cost, 1)" }),
      reason: text("Reason", { required_when: "cost > 5", shown_when: "quantity > 2" }),
    },
  },
  "guarded/doctypes/deal.json": {
    id: "deal",
    label: label("Deal"),
    kind: "document",
    lifecycle: "submittable",
    fields: {
      name: text("Name"),
      quantity: number("Quantity"),
      cost: number("Cost", { level: 1, default: "10" }),
      vault: { type: "link", to: "vault", label: label("Vault") },
      partner: { type: "link", to: "partner", label: label("Partner") },
      discount: number("Discount", { default: "partner.discount" }),
      hidden_discount: number("Hidden discount", { default: "partner.secret_discount" }),
      rate: number("Rate", { formula: "coalesce(vault.rate, 7)" }),
      far_rate: number("Far rate", { formula: "partner.vault.rate" }),
      margin: number("Margin", { formula: "coalesce(quantity, 0) * 3 - cost" }),
      total: number("Total", { formula: "margin + rate + sum(lines, margin)" }),
      note: text("Note", { shown_when: "cost > 5" }),
      reason: text("Reason", { required_when: "cost > 5 && quantity > 2" }),
      memo: text("Memo", { read_only_when: "vault.rate > 3" }),
      lines: { type: "table", of: "deal_line", label: label("Lines") },
    },
  },
  "guarded/doctypes/plain_deal.json": {
    id: "plain_deal",
    label: label("Deal without secrets of its own"),
    kind: "document",
    fields: {
      partner: { type: "link", to: "partner", label: label("Partner") },
      discount: number("Discount", { default: "partner.discount" }),
      twice: number("Twice", { formula: "2 * coalesce(discount, 1) + partner.discount" }),
      note: text("Note", { required_when: "partner.discount > 1" }),
    },
  },
  "guarded/roles/narrow.json": {
    id: "narrow",
    label: label("Narrow"),
    permissions: {
      deal: { actions: ["read", "create", "update", "submit"] },
      plain_deal: { actions: ["read", "create", "update"] },
      partner: { actions: ["read"], where: "is_open" },
      organization: { actions: ["read"] },
    },
  },
};
