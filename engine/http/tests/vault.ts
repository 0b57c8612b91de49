const label = (en: string) => ({ fr: en, en });
const text = (more: object = {}) => ({ type: "text", label: label("Text"), ...more });
const amount = (more: object = {}) => ({ type: "money", label: label("Amount"), ...more });
const child = (fields: object) => ({ kind: "child", label: label("Row"), fields });

/** What nobody below the level may meet, under any name: the ids of hidden fields begin with it, and their values hold it. */
export const HIDDEN = "zz_";

/**
 * Fields above the level of the role `clerk`, mentioned at every place where a field can be. What is computed from them and
 * stored at a lower level says nothing here: what such a value may tell is its author's decision, of which a lint warns.
 */
export const VAULT: Readonly<Record<string, object | string>> = {
  "library/doctypes/seal.json": {
    id: "seal",
    label: label("Seal"),
    kind: "document",
    title: "code",
    search: ["code"],
    unique: { by_code: ["code"] },
    tree: "zz_above",
    fields: {
      code: text({ required: true }),
      zz_mark: text({ level: 5 }),
      zz_above: { type: "link", to: "seal", label: label("Above"), level: 5 },
    },
  },
  "library/doctypes/deal_line.json": {
    id: "deal_line",
    ...child({
      what: text(),
      copies: { type: "quantity", label: label("Copies"), unit: "doc.zz_unit" },
      net: amount({ currency: "doc.zz_currency" }),
      zz_cost: amount({ level: 5 }),
      zz_copies: { type: "quantity", label: label("Copies"), level: 5 },
      zz_note: amount({ level: 5, formula: "zz_cost" }),
      zz_seal: { type: "link", to: "seal", label: label("Seal"), level: 5 },
      double: amount({ formula: "zz_cost * 0" }),
    }),
  },
  "library/doctypes/deal_sum.json": {
    id: "deal_sum",
    ...child({
      what: text(),
      amount: amount(),
      zz_amount: amount({ level: 5 }),
      zz_seal: { type: "link", to: "seal", label: label("Seal"), level: 5 },
    }),
  },
  "library/doctypes/deal_copy.json": {
    id: "deal_copy",
    kind: "document",
    label: label("Copy"),
    fields: {
      name: text(),
      zz_copy: text({ level: 5 }),
      zz_parts: { type: "table", of: "deal_line", label: label("Parts"), level: 5 },
      zz_unit: text({ level: 5 }),
      zz_currency: text({ level: 5 }),
      lines: {
        type: "table",
        of: "deal_line",
        label: label("Lines"),
        fill: {
          function: "share_out",
          when: "zz_copy != null",
          input: { whole: "zz_copy" },
          lists: { parts: { each: "zz_parts", set: { exact: "line.zz_cost" } } },
          columns: { double: "part", zz_note: "part" },
        },
      },
    },
  },
  "library/functions/share_out/share_out.function.json": {
    id: "share_out",
    label: label("Sharing out"),
    input: {
      type: "object",
      properties: {
        whole: { type: "string" },
        parts: {
          type: "array",
          items: { type: "object", properties: { exact: { type: "string" } }, required: ["exact"] },
        },
      },
      required: ["whole", "parts"],
    },
    output: {
      type: "object",
      properties: {
        rows: { type: "array", items: { type: "object", properties: { part: { type: "string" } } } },
      },
      required: ["rows"],
    },
  },
  "library/doctypes/deal.json": {
    id: "deal",
    label: label("Deal"),
    kind: "document",
    lifecycle: "submittable",
    title: 'name + coalesce(zz_unit, "")',
    number: { series: "D-{coalesce(zz_unit, '')}-{0000}", on: "submit" },
    search: ["name"],
    indexes: { by_secret: ["zz_secret", "name"] },
    fields: {
      name: text({ required: true }),
      zz_secret: text({ level: 5 }),
      zz_limit: amount({ level: 5, formula: "sum(lines, zz_cost)" }),
      zz_currency: text({ level: 5, default: '"USD"' }),
      zz_unit: text({ level: 5 }),
      state: {
        type: "choice",
        label: label("State"),
        options: { open: { label: label("Open") }, shut: { label: label("Shut") }, odd: { label: label("Odd") } },
      },
      total: amount({ currency: "zz_currency" }),
      first: text({ default: "zz_unit" }),
      second: text({ required_when: 'zz_secret == "never"' }),
      third: text({ shown_when: "zz_limit > 10" }),
      fourth: text({ read_only_when: 'zz_secret == "x"' }),
      fifth: text({ formula: 'coalesce(zz_unit, "")' }),
      sixth: { type: "computed", label: label("Computed"), result: "boolean", expression: "zz_limit > 10" },
      seal: {
        type: "link",
        to: "seal",
        label: label("Seal"),
        where: "zz_mark == null || zz_mark == doc.zz_secret",
        offered: "zz_mark == null",
        order: ["zz_mark", "code"],
      },
      lines: { type: "table", of: "deal_line", label: label("Lines") },
      zz_parts: { type: "table", of: "deal_line", label: label("Parts"), level: 5 },
      rest: {
        type: "table",
        of: "deal_sum",
        label: label("Rest"),
        derive: { each: "zz_parts", by: { what: "what" }, set: { amount: "sum(group, net)" } },
      },
      sums: {
        type: "table",
        of: "deal_sum",
        label: label("Sums"),
        derive: {
          each: "lines",
          by: { what: "what", zz_seal: "zz_seal" },
          set: { amount: "sum(group, zz_cost) * 0", zz_amount: "sum(group, net)" },
        },
      },
    },
    rules: {
      limited: { check: "zz_limit == null || zz_limit < 1000000", message: label("Too much."), at: "zz_limit" },
    },
  },
  "library/forms/deal.json": {
    id: "deal",
    label: label("Deal"),
    doctype: "deal",
    tabs: {
      main: {
        label: label("Main"),
        sections: { main: { label: label("Main"), fields: ["name", "zz_secret", "zz_limit", "lines"] } },
      },
    },
    tables: { lines: { columns: ["what", "net", "zz_cost"] }, zz_parts: { columns: ["what"] } },
  },
  "library/views/deals.json": {
    id: "deals",
    label: label("Deals"),
    doctype: "deal",
    kind: "list",
    columns: ["name", "zz_secret", "seal.zz_mark", "zz_limit"],
    labels: { "seal.zz_mark": label("Mark") },
    sort: ["-zz_limit", "name"],
    totals: ["zz_limit"],
    filters: { big: { label: label("Big"), filter: "zz_limit > 10" } },
    is_default: true,
  },
  "library/views/marked.json": {
    id: "marked",
    label: label("Marked"),
    doctype: "deal",
    kind: "list",
    columns: ["name"],
    filter: "zz_secret != null",
  },
  "library/workflows/deal.json": {
    id: "deal",
    label: label("Deal"),
    doctype: "deal",
    field: "state",
    initial: "open",
    states: {
      open: { label: label("Open") },
      shut: { label: label("Shut"), final: true },
      odd: { label: label("Odd"), final: true },
    },
    existing: { odd: "zz_secret != null" },
    transitions: {
      shut: { label: label("Shut"), from: ["open"], to: "shut", when: 'zz_secret == "zz_value"' },
      spoil: { label: label("Spoil"), from: ["open"], to: "odd", when: 'zz_secret != "zz_value"' },
    },
  },
  "library/conversions/deal_to_copy.json": {
    id: "deal_to_copy",
    label: label("Copy"),
    from: "deal",
    to: "deal_copy",
    when: "zz_limit != null",
    set: { name: 'coalesce(zz_secret, "copy")', zz_copy: "zz_secret" },
    lines: {
      from: "lines",
      to: "lines",
      quantity: "copies",
      where: "line.zz_cost > 0",
      set: { what: "line.what", zz_cost: "line.zz_cost" },
    },
  },
  "library/conversions/parts_to_copy.json": {
    id: "parts_to_copy",
    label: label("Parts"),
    from: "deal",
    to: "deal_copy",
    set: { name: "name" },
    lines: { from: "zz_parts", to: "zz_parts", quantity: "zz_copies", set: { what: "line.what" } },
  },
  "library/prints/deal.json": {
    id: "deal",
    label: label("Deal"),
    doctype: "deal",
    template: "deal.hbs",
    file_name: 'coalesce(zz_secret, "deal")',
    expand: ["lines.zz_seal"],
  },
  "library/templates/deal.hbs": "{{name}} {{zz_secret}}",
  "library/reports/deals_by_secret.json": {
    id: "deals_by_secret",
    label: label("Deals"),
    kind: "summary",
    source: { doctype: "deal" },
    where: "zz_secret != null",
    dimensions: { secret: { label: label("Of"), value: "zz_secret" } },
    measures: {
      sum: { label: label("Sum"), aggregate: "sum", value: "zz_limit", where: "zz_limit > 1", type: "money" },
    },
  },
  "library/reports/deals_by_name.json": {
    id: "deals_by_name",
    label: label("Deals by name"),
    kind: "summary",
    source: { doctype: "deal" },
    dimensions: { name: { label: label("Name"), value: "name" } },
    measures: { sum: { label: label("Sum"), aggregate: "sum", value: "total", type: "money" } },
  },
  "library/ledgers/safe.json": {
    id: "safe",
    label: label("Safe"),
    dimensions: { name: text(), zz_code: text({ level: 5 }) },
    measures: { sum: amount({ currency: "zz_code" }) },
  },
  "library/postings/deal_safe.json": {
    id: "deal_safe",
    label: label("Safe"),
    document: "deal",
    ledger: "safe",
    date: "today()",
    entries: { one: { set: { name: "name", zz_code: "zz_secret", sum: "coalesce(zz_limit, 0) + 1" } } },
  },
  "library/roles/clerk.json": {
    id: "clerk",
    label: label("Clerk"),
    permissions: {
      deal: { actions: "all" },
      deal_copy: { actions: "all" },
      seal: { actions: "all" },
    },
    reports: ["*"],
  },
};
