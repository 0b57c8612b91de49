import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const label = (en: string) => ({ fr: en, en });

/** Invented metadata, small and far from any real module: a lending library. */
const FILES: Readonly<Record<string, object>> = {
  "library/module.json": {
    id: "library",
    label: label("Library"),
    menu: { main: { label: label("Main"), items: [{ doctype: "book" }, { doctype: "loan" }, { doctype: "reader" }] } },
  },
  "library/doctypes/organization.json": {
    id: "organization",
    label: label("Organization"),
    kind: "single",
    fields: { name: { type: "text", label: label("Name") }, currency: { type: "text", label: label("Currency") } },
  },
  "library/doctypes/reader.json": {
    id: "reader",
    label: label("Reader"),
    kind: "document",
    title: "name",
    search: ["name"],
    fields: {
      name: { type: "text", label: label("Name"), required: true },
      email: { type: "email", label: label("E-mail") },
      salary: { type: "money", label: label("Salary"), level: 5 },
    },
  },
  "library/doctypes/book.json": {
    id: "book",
    label: label("Book"),
    kind: "document",
    title: "name",
    search: ["name"],
    fields: {
      name: { type: "text", label: label("Name"), required: true },
      pages: { type: "integer", label: label("Pages"), min: 1 },
      price: { type: "money", label: label("Price") },
      cover: { type: "image", label: label("Cover") },
    },
  },
  "library/doctypes/loan_line.json": {
    id: "loan_line",
    label: label("Line"),
    kind: "child",
    fields: {
      book: { type: "link", to: "book", label: label("Book"), required: true },
      days: { type: "integer", label: label("Days"), default: "14" },
    },
  },
  "library/doctypes/loan.json": {
    id: "loan",
    label: label("Loan"),
    kind: "document",
    lifecycle: "submittable",
    number: { series: "LOAN-{00000}", on: "submit", gapless: true },
    fields: {
      reader: { type: "link", to: "reader", label: label("Reader"), required: true },
      date: { type: "date", label: label("Date"), required: true, default: "today()" },
      note: { type: "long_text", label: label("Note") },
      lines: { type: "table", of: "loan_line", label: label("Lines"), min: 1 },
      total_days: { type: "integer", label: label("Days"), formula: "sum(lines, days)" },
    },
  },
  "library/functions/reading_time/reading_time.function.json": {
    id: "reading_time",
    label: label("Reading time"),
    input: {
      type: "object",
      properties: { pages: { type: "integer" } },
      required: ["pages"],
      additionalProperties: false,
    },
    output: {
      type: "object",
      properties: { hours: { type: "number" } },
      required: ["hours"],
      additionalProperties: false,
    },
    offered: { api: true },
  },
  "library/functions/inner/inner.function.json": {
    id: "inner",
    label: label("Not offered"),
    input: { type: "object" },
    output: { type: "object" },
  },
  "library/functions/catalogue_import/catalogue_import.function.json": {
    id: "catalogue_import",
    label: label("Catalogue"),
    input: { type: "object" },
    output: { type: "object" },
    effects: ["create:book"],
    importer: { accept: [".csv"] },
  },
  "library/roles/administrator.json": {
    id: "administrator",
    label: label("Administrator"),
    permissions: { "*": { actions: "all", read_level: 9, write_level: 9 } },
    reports: ["*"],
  },
  "library/roles/librarian.json": {
    id: "librarian",
    label: label("Librarian"),
    permissions: { book: { actions: "all" }, loan: { actions: "all" }, reader: { actions: ["read", "create"] } },
  },
  "library/roles/visitor.json": {
    id: "visitor",
    label: label("Visitor"),
    permissions: { book: { actions: ["read"], where: "pages < 100" } },
  },
  "library/reports/books_by_pages.json": {
    id: "books_by_pages",
    label: label("Books by pages"),
    kind: "summary",
    source: { doctype: "book" },
    dimensions: { pages: { label: label("Pages"), value: "pages" } },
    measures: { count: { label: label("Books"), aggregate: "count", type: "integer" } },
  },
};

/** Writes the metadata into a fresh folder and returns its path. */
export function librarySource(extra: Readonly<Record<string, object | string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "perfex-library-"));
  for (const [path, content] of Object.entries({ ...FILES, ...extra })) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
    // These tests run none of the functions they declare; a declared function has its program all the same.
    if (path.endsWith(".function.json"))
      writeFileSync(join(folder, path.replace(".function.json", ".ts")), "export {};");
  }
  return folder;
}
