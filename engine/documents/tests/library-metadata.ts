import type { ArtefactKind, MetadataFile, MetadataFiles } from "../../contract/index.ts";

/** Metadata written as a person would, but for the labels, which are made from the names. */
type Sketch = Readonly<Record<string, unknown>>;

const text = (name: string) => ({ fr: name.replaceAll("_", " "), en: name.replaceAll("_", " ") });

function labelled(id: string, { fields, ...rest }: Sketch): Sketch {
  const all = Object.entries((fields ?? {}) as Record<string, Sketch>);
  return { id, label: text(id), ...rest, ...(fields ? { fields: withLabels(all) } : {}) };
}

const withLabels = (entries: readonly (readonly [string, Sketch])[]) =>
  Object.fromEntries(entries.map(([id, field]) => [id, { label: text(id), ...field, ...optionLabels(field) }]));

function optionLabels({ options }: Sketch): Sketch {
  return Array.isArray(options)
    ? { options: Object.fromEntries(options.map((id: string) => [id, { label: text(id) }])) }
    : {};
}

const doctypes: Readonly<Record<string, Sketch>> = {
  organization: {
    kind: "single",
    title: "name",
    fields: { name: { type: "text" }, currency: { type: "text", max: 3 } },
  },
  library_settings: {
    kind: "single",
    fields: { loan_days: { type: "integer", default: "21" }, greeting: { type: "text" } },
  },
  opening_hours: { kind: "single", fields: { from: { type: "time" } } },
  branch: {
    kind: "document",
    title: "name",
    fields: {
      name: { type: "text", required: true, unique: true },
      loan_days: { type: "integer" },
      overflow: { type: "link", to: "branch" },
    },
  },
  member: {
    kind: "document",
    title: "name",
    search: ["name", "card"],
    fields: {
      name: { type: "text", required: true },
      card: { type: "text", unique: true, max: 20 },
      email: { type: "email" },
      phone: { type: "phone" },
      website: { type: "url" },
      about: { type: "long_text" },
      story: { type: "rich_text" },
      notice: { type: "markdown" },
      blocked: { type: "boolean", default: "false" },
      branch: { type: "link", to: "branch", default: "guardian.branch" },
      closes_after: { type: "integer", default: "branch.loan_days" },
      second_branch: { type: "link", to: "branch", default: "branch.overflow" },
      joined: { type: "date", default: "today()" },
      credit: { type: "money", default: "0" },
      rating: { type: "rating" },
      interests: { type: "tags" },
      languages: { type: "multi_choice", options: ["fr", "en", "wo"] },
      kind: {
        type: "choice",
        options: {
          adult: { label: { fr: "Grande personne", en: "Grown-up" } },
          child: { label: { fr: "Enfant", en: "Child" } },
        },
        default: '"adult"',
      },
      guardian: { type: "link", to: "member", required_when: 'kind == "child"' },
      pin: { type: "secret" },
      shade: { type: "color" },
      place: { type: "geolocation" },
      extra: { type: "json" },
      seen_at: { type: "datetime" },
      wakes_at: { type: "time" },
      stay: { type: "duration" },
      barcode: { type: "barcode", symbology: "ean13" },
      portrait: { type: "image", max_bytes: 2000 },
      contract: { type: "file", level: 3 },
      letter: { type: "file" },
      favourite: { type: "dynamic_link", to: ["book", "branch"] },
      judgement: { type: "text", level: 3 },
      origin: { type: "text", read_only: true, default: '"desk"' },
      greeting: { type: "computed", result: "text", expression: '"Dear " + name' },
    },
  },
  book: {
    kind: "document",
    title: "title",
    search: ["title", "isbn"],
    fields: {
      title: { type: "text", required: true },
      isbn: { type: "text", unique: true, max: 20 },
      shelf: { type: "choice", options: ["fiction", "science", "children"], default: '"fiction"' },
      rate: { type: "money", default: "1.50" },
      available: { type: "boolean", default: "true" },
      weight: { type: "decimal", precision: 12, scale: 4 },
    },
  },
  loan_line: {
    kind: "child",
    fields: {
      book: { type: "link", to: "book", required: true, where: "available" },
      shelf: { type: "choice", options: ["fiction", "science", "children"], default: "book.shelf" },
      quantity: { type: "quantity", scale: 2, default: "1", min: "0" },
      rate: { type: "money", currency: "currency", default: "book.rate" },
      discount: { type: "percent", default: "0" },
      net: { type: "money", currency: "currency", formula: "quantity * rate * (1 - discount / 100)" },
      remark: { type: "text", after_submit: true },
    },
  },
  shelf_total: {
    kind: "child",
    fields: {
      shelf: { type: "choice", options: ["fiction", "science", "children"] },
      net: { type: "money", currency: "currency" },
      tax: { type: "money", currency: "currency" },
    },
  },
  loan: {
    kind: "document",
    lifecycle: "submittable",
    title: 'number + " " + member.name',
    number: { series: "LN-{year(date)}-{0000}", on: "submit", gapless: true },
    search: ["number", "note"],
    fields: {
      member: { type: "link", to: "member", required: true, where: "!blocked" },
      date: { type: "date", required: true, default: "today()" },
      due_date: {
        type: "date",
        default: "add_days(date, coalesce(member.branch.loan_days, settings.library_settings.loan_days, 14))",
      },
      currency: { type: "text", max: 3, default: "organization.currency" },
      request: { type: "link", to: "request" },
      lines: { type: "table", of: "loan_line", min: 1 },
      shelves: {
        type: "table",
        of: "shelf_total",
        derive: { each: "lines", by: { shelf: "shelf" }, set: { net: "sum(group, net)", tax: "net * 0.2" } },
      },
      net_total: { type: "money", currency: "currency", formula: "sum(lines, net)" },
      tax_total: { type: "money", currency: "currency", formula: "sum(shelves, tax)" },
      total: { type: "money", currency: "currency", formula: "net_total + tax_total" },
      note: { type: "long_text", after_submit: true },
      desk_code: { type: "text", not_copied: true },
    },
    rules: {
      due_after_date: { check: "due_date >= date", message: text("due before date"), at: "due_date" },
      few_copies: { check: "quantity <= 10", message: text("too many copies"), at: "lines.quantity" },
      within_means: { check: "total <= 100000", message: text("too dear"), at: "lines" },
      not_free: { check: "total > 0", message: text("nothing to pay"), at: "total", on: "submit" },
    },
  },
  request_line: {
    kind: "child",
    fields: {
      book: { type: "link", to: "book", required: true },
      quantity: { type: "quantity", scale: 2, required: true },
    },
  },
  request: {
    kind: "document",
    lifecycle: "submittable",
    number: { series: "RQ-{0000}", on: "create" },
    title: "number",
    fields: {
      member: { type: "link", to: "member", required: true },
      lines: { type: "table", of: "request_line", min: 1 },
    },
  },
  survey_row: {
    kind: "child",
    fields: {
      question: { type: "text" },
      verdict: { type: "text", level: 3 },
    },
  },
  survey_lock: {
    kind: "child",
    fields: { place: { type: "text" }, code: { type: "secret", level: 3 } },
  },
  survey: {
    kind: "document",
    title: "name",
    fields: {
      name: { type: "text", required: true, unique: true },
      seal: { type: "secret", level: 3 },
      answers: { type: "table", of: "survey_row" },
      margins: { type: "table", of: "survey_row", level: 3 },
      locks: { type: "table", of: "survey_lock" },
    },
  },
  complaint: {
    kind: "document",
    lifecycle: "submittable",
    title: "subject",
    fields: {
      subject: { type: "text", required: true },
      severity: { type: "integer", default: "1" },
      state: { type: "choice", options: ["open", "reviewed", "settled", "dropped"] },
      is_settled: { type: "boolean", formula: 'state == "settled"' },
    },
  },
};

const artefacts: Readonly<Record<string, Readonly<Record<string, Sketch>>>> = {
  ledger: {
    fees: {
      dimensions: withKinds({ account: "text", member: { type: "link", to: "member" } }),
      measures: withKinds({ debit: "money", credit: "money" }),
      invariants: { balanced: { equal: ["debit", "credit"] } },
      opposites: ["debit", "credit"],
    },
  },
  posting: {
    loan: {
      document: "loan",
      ledger: "fees",
      date: "date",
      entries: {
        due: { set: { account: '"due"', member: "member", debit: "total" } },
        earned: { each: "lines", set: { account: '"earned"', member: "member", credit: "line.net" } },
        tax: { each: "shelves", set: { account: '"tax"', credit: "line.tax" } },
      },
    },
  },
  conversion: {
    request_to_loan: {
      from: "request",
      to: "loan",
      set: { member: "member", request: "id" },
      lines: { from: "lines", to: "lines", set: { book: "line.book" }, quantity: "quantity" },
    },
  },
  view: {
    loans: {
      doctype: "loan",
      kind: "list",
      columns: ["number", "member.name", "request.member.name", "request.number"],
      labels: { "member.name": { fr: "Emprunteur", en: "Borrower" } },
      is_default: true,
    },
  },
  workflow: {
    complaint: {
      doctype: "complaint",
      field: "state",
      initial: "open",
      states: {
        open: { label: text("open") },
        reviewed: { label: text("reviewed") },
        settled: { label: text("settled"), final: true },
        dropped: { label: text("dropped"), final: true },
      },
      transitions: {
        review: { label: text("review"), from: ["open"], to: "reviewed", roles: ["librarian"] },
        settle: { label: text("settle"), from: ["reviewed"], to: "settled", action: "submit", when: "severity < 5" },
        drop: { label: text("drop"), from: ["settled"], to: "dropped", action: "cancel" },
      },
    },
  },
  role: {
    librarian: { permissions: { "*": { actions: "all", read_level: 9, write_level: 9 } }, reports: ["*"] },
    desk: {
      permissions: {
        member: {
          actions: ["read", "create", "update", "comment", "import", "export", "delete"],
          where: 'branch.name == "North" || branch == null',
        },
        loan: { actions: ["read", "create", "update", "submit"], where: "created_by == user.id" },
        book: { actions: ["read"] },
        branch: { actions: ["read"] },
        complaint: { actions: ["read", "create"] },
        request: { actions: ["read"] },
        survey: { actions: ["read", "create", "update", "import"], read_level: 9 },
      },
    },
    nursery: {
      permissions: { member: { actions: ["read", "create", "export"] }, survey: { actions: ["read", "update"] } },
    },
    night: {
      permissions: { member: { actions: ["read"], where: 'kind == "child" // who is there in the evening' } },
    },
    visitor: { permissions: { book: { actions: ["read"] } } },
  },
};

function withKinds(fields: Readonly<Record<string, Sketch | string>>): Sketch {
  const sketches = Object.entries(fields).map(
    ([id, field]) => [id, typeof field === "string" ? { type: field } : field] as const,
  );
  return withLabels(sketches);
}

const FOLDERS: Readonly<Record<string, string>> = { doctype: "doctypes" };

/** A file of the module, its label made from its name. */
export const labelledFile = (kind: string, id: string, sketch: Sketch): MetadataFile =>
  file(kind, id, labelled(id, sketch));

const file = (kind: string, id: string, json: Sketch): MetadataFile => {
  const key = `library/${FOLDERS[kind] ?? `${kind}s`}/${id}`;
  return { key, kind: kind as ArtefactKind, module: "library", id, path: `${key}.json`, json };
};

/** A small library: members, books, loans with fees, requests, complaints. */
export function libraryMetadata(): MetadataFiles {
  const module = { id: "library", label: text("library"), menu: {} };
  const files = [
    { ...file("module", "library", module), key: "library/module" },
    ...Object.entries(doctypes).map(([id, sketch]) =>
      file("doctype", id, labelled(id, { kind: "document", ...sketch })),
    ),
    ...Object.entries(artefacts).flatMap(([kind, sketches]) =>
      Object.entries(sketches).map(([id, sketch]) => file(kind, id, { id, label: text(id), ...sketch })),
    ),
  ];
  return { files, findings: [] };
}
