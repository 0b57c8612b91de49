import { describe, expect, test } from "@jest/globals";
import { createEnvironment, type MetadataLayer } from "../contract/index.ts";
import { isPerfexError } from "../kernel/index.ts";
import { resolveRegistry } from "./resolve-registry.ts";
import { libraryFiles, libraryRegistry as registry } from "./tests/library.ts";

const loan = registry.doctype("loan");
const layer = (patches: MetadataLayer["patches"]): MetadataLayer[] => [
  { module: "library", owner: "organization", patches },
];
const paths = (list: readonly (readonly string[])[]) => list.map((path) => path.join(".")).sort();

describe("a resolved doctype", () => {
  test("has its fields in declared order and its tables' children in this use", () => {
    expect(loan.fieldList.slice(0, 3).map(({ id }) => id)).toEqual(["member", "loan_date", "due_date"]);
    const lines = loan.fieldList.find(({ id }) => id === "lines");
    expect(lines?.type === "table" && [lines.child.table, lines.child.usedBy]).toEqual([
      "loan__lines",
      { doctype: "loan", field: "lines" },
    ]);
  });

  test("knows where an amount's currency code is, from a row through the header", () => {
    const lines = loan.fieldList.find(({ id }) => id === "lines");
    const total = lines?.type === "table" ? lines.child.fieldList.find(({ id }) => id === "total") : undefined;
    expect(total?.type === "money" && total.currencyPath).toEqual(["doc", "currency", "code"]);
    const gross = loan.fieldList.find(({ id }) => id === "gross");
    expect(gross?.type === "money" && gross.currencyPath).toEqual(["currency", "code"]);
  });

  test("lists every path over links its expressions read, rows' and currencies' included", () => {
    expect(paths(loan.compiled.linkPaths)).toEqual([
      "currency.code",
      "lines.book.category",
      "lines.book.price",
      "member.discount",
      "member.name",
    ]);
    expect(paths(loan.compiled.settingPaths)).toEqual(["library_settings.currency", "library_settings.days"]);
  });

  test("has rules for the header and for rows, its own and the child's", () => {
    expect(loan.compiled.rules.map(({ id, table, field, on }) => [id, table, field, on])).toEqual([
      ["due_after_loan", null, "due_date", "save"],
      ["few_copies", "lines", "quantity", "submit"],
      ["positive", "lines", "quantity", "save"],
    ]);
  });

  test("has link filters, conditions, computed fields and a number series", () => {
    expect(loan.compiled.linkFilters.map(({ table, field, to }) => [table, field, to])).toEqual([
      [null, "member", "member"],
      ["lines", "book", "book"],
    ]);
    expect(loan.compiled.conditions.map(({ kind, field }) => [kind, field])).toEqual([["shown", "due_date"]]);
    expect(Object.keys(loan.compiled.computed)).toEqual(["is_late"]);
    expect([loan.compiled.number?.on, loan.compiled.number?.gapless]).toEqual(["submit", true]);
  });

  test("evaluates its expressions", () => {
    const step = loan.compiled.computations.find((one) => one.kind === "field" && one.field === "due_date");
    const environment = createEnvironment({
      document: { loan_date: "2026-01-31" },
      roots: { settings: { library_settings: { days: 21 } } },
      today: "2026-02-01",
      now: "2026-02-01T08:00:00Z",
      timeZone: "UTC",
    });
    expect(step?.kind === "field" && step.expression.evaluate(environment)).toBe("2026-02-21");
  });
});

describe("the registry", () => {
  test("finds artefacts by doctype", () => {
    expect(registry.postingsOf("loan").map(({ id }) => id)).toEqual(["loan_cash", "loan_shelf"]);
    expect(registry.conversionsFrom("reservation").map(({ id }) => id)).toEqual(["reservation_to_loan"]);
    expect(registry.workflowOf("loan")?.compiled.when["remind"]?.source).toBe("due_date < today()");
    expect(registry.printsOf("loan").map(({ id }) => id)).toEqual(["loan_slip"]);
    expect(registry.reportsOn("loan").map(({ id }) => id)).toEqual(["loan_lines", "loans_by_month"]);
    expect(registry.postingsOf("author")).toEqual([]);
  });

  test("gives a posting's paths from the document, `line` being its table", () => {
    const shelf = registry.postings.get("loan_shelf");
    expect(paths(shelf?.compiled.linkPaths ?? [])).toEqual([]);
    const deep = resolveRegistry(
      libraryFiles,
      layer({ "library/postings/loan_shelf": { entries: { out: { when: "line.book.price > 0" } } } }),
    );
    expect(paths(deep.postings.get("loan_shelf")?.compiled.linkPaths ?? [])).toEqual(["lines.book.price"]);
  });

  test("gives rights of module, doctype and all", () => {
    const rights = registry.permissionsOn("loan");
    expect(rights.map(({ role, actions, where }) => [role, actions, where?.source])).toEqual([
      ["librarian", "all", undefined],
      ["librarian", ["read", "update"], "created_by == user.id"],
    ]);
    expect(registry.permissionsOn("loan_line")).toEqual([]);
  });

  test("knows who links to a doctype, rows and dynamic links included", () => {
    expect(registry.linksTo("book").map(({ doctype, table, field }) => [doctype, table, field].join("/"))).toEqual([
      "loan//subject",
      "loan/lines/book",
      "reservation/lines/book",
    ]);
  });

  test("knows who uses a field: by name and in expressions, over links too", () => {
    const users = registry.whoUses("member", "name").map(({ file, pointer }) => `${file}${pointer}`);
    expect(users.sort()).toEqual([
      "library/doctypes/loan/title",
      "library/doctypes/member/title",
      "library/views/loans/columns/1",
    ]);
    expect(registry.whoUses("loan", "loan_date").map(({ file, pointer }) => `${file}${pointer}`)).toEqual(
      expect.arrayContaining([
        "library/doctypes/loan/number/series",
        "library/postings/loan_cash/date",
        "library/reports/loan_lines/dimensions/date/value",
        "library/forms/loan/tabs/main/sections/header/fields/1",
      ]),
    );
    expect(registry.whoUses("author", "email").map(({ pointer }) => pointer)).toEqual(["/search/1"]);
    expect(registry.whoUses("author").length).toBeGreaterThan(1);
  });

  test("refuses unknown names with a code", () => {
    expect(() => registry.doctype("spaceship")).toThrow("REGISTRY_UNKNOWN_DOCTYPE");
    expect(() => registry.ledger("spaceship")).toThrow("REGISTRY_UNKNOWN_LEDGER");
    expect(() => registry.report("constructor")).toThrow("REGISTRY_UNKNOWN_REPORT");
    expect(registry.field("loan", "__proto__")).toBeUndefined();
  });

  test("merges the texts of the modules per language", () => {
    expect(registry.texts.fr["loan.thanks"]).toBe("Merci.");
    expect(registry.texts.en["loan.thanks"]).toBe("Thank you.");
  });

  test("cannot be changed, at any depth", () => {
    const change = (fn: () => void) => expect(fn).toThrow();
    change(() => Object.assign(registry, { hash: "" }));
    change(() => Object.assign(loan.fields["note"]!, { required: true }));
    change(() => (loan.fieldList as unknown[]).push(1));
    change(() => (registry.doctypes as Map<string, unknown>).set("x", {}));
    change(() => (registry.doctypes as Map<string, unknown>).clear());
    change(() => Object.assign(registry.formOf("book").tabs["main"]!, { label: null }));
  });
});

describe("screens nobody declared", () => {
  test("a form shows the fields in order, wide ones in sections of one column", () => {
    const { sections } = registry.formOf("reservation").tabs["main"]!;
    expect(Object.values(sections).map(({ columns, fields }) => [columns, fields])).toEqual([
      [2, ["member"]],
      [1, ["lines"]],
    ]);
    expect(registry.formOf("loan").label).toEqual({ fr: "Prêt", en: "Loan" });
  });

  test("a list shows number, state and the first fields that fit a cell", () => {
    const [list] = registry.viewsOf("reservation");
    expect([list?.columns, list?.kind, list?.is_default]).toEqual([["docstatus", "member"], "list", true]);
    expect(registry.viewsOf("loan").map(({ id }) => id)).toEqual(["loans"]);
    expect(registry.viewsOf("category")[0]?.kind).toBe("tree");
  });
});

describe("layers", () => {
  test("change a file, add one, remove one, without touching the base", () => {
    const patched = resolveRegistry(
      libraryFiles,
      layer({
        "library/doctypes/author": { fields: { born: { type: "date", label: { fr: "Né le", en: "Born" } } } },
        "library/doctypes/shelf_mark": {
          id: "shelf_mark",
          label: { fr: "Cote", en: "Shelf mark" },
          kind: "document",
          fields: { code: { type: "text", label: { fr: "Code", en: "Code" } } },
        },
        "library/prints/loan_slip": null,
      }),
    );
    expect(patched.field("author", "born")?.type).toBe("date");
    expect(patched.doctype("shelf_mark").module).toBe("library");
    expect(patched.printsOf("loan")).toEqual([]);
    expect(patched.hash).not.toBe(registry.hash);
    expect(registry.field("author", "born")).toBeUndefined();
    expect(registry.printsOf("loan")).toHaveLength(1);
  });

  test("that change nothing give the same hash", () => {
    expect(resolveRegistry(libraryFiles, layer({ "library/doctypes/author": {} })).hash).toBe(registry.hash);
  });

  test("that break the metadata are refused with every finding", () => {
    let caught: unknown;
    try {
      resolveRegistry(
        libraryFiles,
        layer({
          "library/doctypes/author": { fields: { name: { type: "texte" } } },
          "library/doctypes/book": { kind: "documnet" },
          nonsense: {},
        }),
      );
    } catch (error) {
      caught = error;
    }
    expect(isPerfexError(caught) && caught.code).toBe("METADATA_INVALID");
    expect(isPerfexError(caught) && caught.details.map(({ code, pointer }) => [code, pointer])).toEqual([
      ["METADATA_FILE_KEY", ""],
      ["METADATA_FIELD_TYPE_UNKNOWN", "/fields/name/type"],
      ["SCHEMA_VALUE_NOT_ALLOWED", "/kind"],
    ]);
    expect(isPerfexError(caught) && caught.text.en).toContain("nonsense");
  });
});
