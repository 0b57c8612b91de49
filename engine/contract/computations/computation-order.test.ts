import { expect, test } from "@jest/globals";
import { analyzeMetadata } from "../analyze-metadata.ts";
import { loadPatchedLibrary } from "../tests/library.ts";
import { type ComputationNode, computationOrder } from "./computation-order.ts";

const nameOf = (node: ComputationNode) =>
  node.kind === "field" ? node.field : node.kind === "column" ? `${node.table}.${node.field}` : node.table;

function orderOf(patches: Readonly<Record<string, unknown>> = {}) {
  const analysis = analyzeMetadata(loadPatchedLibrary(patches));
  const [loan] = analysis.model.all("doctype").filter(({ artefact }) => artefact.id === "loan");
  return computationOrder(loan!.file, loan!.artefact, analysis);
}

test("every value comes after what it reads, header and rows interleaved", () => {
  const order = orderOf().order.map(nameOf);
  const before = (first: string, second: string) => order.indexOf(first) < order.indexOf(second);
  const pairs = [
    ["loan_date", "due_date"],
    ["discount", "lines.total"],
    ["lines.deposit", "gross"],
    ["lines.quantity", "lines.total"],
    ["lines.total", "summary"],
    ["lines.category", "summary"],
    ["gross", "summary"],
    ["summary", "summary.rounded"],
    ["summary.rounded", "total"],
  ] as const;
  expect(pairs.filter(([first, second]) => !before(first, second))).toEqual([]);
});

test("an amount comes after its currency, whose decimals round it", () => {
  const currencyLast = {
    "library/doctypes/loan": { fields: { gross: { formula: "1" } } },
  };
  const order = orderOf(currencyLast).order.map(nameOf);
  expect(order.indexOf("currency")).toBeLessThan(order.indexOf("gross"));
  expect(order.indexOf("currency")).toBeLessThan(order.indexOf("lines.deposit"));
});

test("each computed value is there once, columns of a derivation only in it", () => {
  const order = orderOf().order.map(nameOf);
  expect(new Set(order).size).toBe(order.length);
  expect(order.filter((name) => name.startsWith("summary"))).toEqual(["summary", "summary.rounded"]);
});

test("a column may read itself in the rows above; what else it reads of them is there before", () => {
  const rest = (formula: string) => ({
    "library/doctypes/loan_line": { fields: { deposit: { formula, default: undefined } } },
  });
  const order = orderOf(rest("quantity - sum(before, deposit + position)"));
  expect(order.cycle).toBeNull();
  const names = orderOf(rest("sum(before, quantity)"));
  const at = (name: string) => names.order.map(nameOf).indexOf(name);
  expect(at("lines.quantity")).toBeLessThan(at("lines.deposit"));
});

test("a column that reads its own row as `line` among those above comes after what it reads, and never reads itself", () => {
  const rest = (formula: string) => ({
    "library/doctypes/loan_line": { fields: { deposit: { formula, default: undefined } } },
  });
  const names = orderOf(rest("sum(before, quantity == line.quantity ? 1 : 0)"));
  const at = (name: string) => names.order.map(nameOf).indexOf(name);
  expect(at("lines.quantity")).toBeLessThan(at("lines.deposit"));
  expect(orderOf(rest("sum(before, quantity == line.deposit ? 1 : 0)")).cycle).not.toBeNull();
});

test("two columns that read each other in the rows above have no order", () => {
  const fields = {
    deposit: { formula: "sum(before, total)", default: undefined },
    total: { formula: "sum(before, deposit)" },
  };
  expect(orderOf({ "library/doctypes/loan_line": { fields } }).cycle).not.toBeNull();
});
