import type { CheckedExpression, Ledger } from "../../../contract/index.ts";
import type { CheckedReport } from "../../definition/checked-report.ts";

type Node = CheckedExpression["root"];

/** A day at which a condition on the entry's date changes its answer: `after` the given day, or from it on. */
export interface DateBound {
  readonly expression: CheckedExpression;
  readonly isAfter: boolean;
}

/** What a report reads of a ledger, when monthly sums say as much as the entries. */
export interface MonthlyReads {
  /** Ledger columns read beside the date. */
  readonly columns: ReadonlySet<string>;
  readonly bounds: readonly DateBound[];
  /** Is the date read other than by comparing it with a bound (its month, its year)? */
  readonly readsMonth: boolean;
}

/** Functions of a date that are the same for all days of a month. */
const OF_MONTH: ReadonlySet<string> = new Set(["year", "month", "quarter", "start_of_month", "end_of_month"]);

interface Draft {
  readonly dimensions: ReadonlySet<string>;
  readonly measures: ReadonlySet<string>;
  readonly columns: Set<string>;
  readonly bounds: DateBound[];
  readsMonth: boolean;
}

/**
 * Decides whether a report can be computed from sums per month and roll-up dimension: it must sum measures up (nothing else is
 * linear), read no other dimension nor the document, and look at the date only through months and bounds. null = it cannot.
 */
export function monthlyReads(checked: CheckedReport, ledger: Ledger): MonthlyReads | null {
  if (!ledger.rollup) return null;
  const draft: Draft = {
    dimensions: new Set(ledger.rollup.by),
    measures: new Set(Object.keys(ledger.measures)),
    columns: new Set(),
    bounds: [],
    readsMonth: false,
  };
  const fits =
    isCondition(checked.where, draft) &&
    checked.dimensions.every(({ checked: value, bucket }) =>
      bucket !== undefined && bucket !== "day" && isDate(value.root) ? readMonth(draft) : isCondition(value, draft),
    ) &&
    checked.measures.every(
      ({ formula, aggregate, value, where }) =>
        formula !== null ||
        (aggregate === "sum" && value !== null && isLinear(value, value.root, draft) && isCondition(where, draft)),
    );
  return fits ? draft : null;
}

const isDate = (node: Node): boolean =>
  node.op === "path" && node.origin.from === "root" && node.names.join() === "date";

function readMonth(draft: Draft): true {
  draft.readsMonth = true;
  return true;
}

const isCondition = (expression: CheckedExpression | null, draft: Draft): boolean =>
  expression === null || isUniform(expression, expression.root, draft);

/** Has this node one value for all entries of a month with the same roll-up dimensions, bounds apart? */
function isUniform(whole: CheckedExpression, node: Node, draft: Draft): boolean {
  if (node.op === "path") return isKnownPath(node, draft);
  if (node.op === "compare" && (isDate(node.left) || isDate(node.right))) return readBound(whole, node, draft);
  if (node.op === "call" && OF_MONTH.has(node.definition.name) && node.args.every(isDate)) return readMonth(draft);
  const children = childrenOf(node);
  return children?.every((child) => isUniform(whole, child, draft)) ?? false;
}

/** A roll-up dimension (or a field of what it links to), or something that does not depend on the entry at all. */
function isKnownPath(node: Extract<Node, { readonly op: "path" }>, { dimensions, columns }: Draft): boolean {
  const name = node.names[0]!;
  if (isIndependent(node)) return true;
  if (!dimensions.has(name)) return false;
  columns.add(name);
  return true;
}

const INDEPENDENT_ROOTS: ReadonlySet<string> = new Set(["params", "user", "organization", "settings"]);

function isIndependent(node: Node): boolean {
  if (node.op === "path") return node.origin.from === "root" && INDEPENDENT_ROOTS.has(node.names[0]!);
  return childrenOf(node)?.every(isIndependent) ?? false;
}

function readBound(whole: CheckedExpression, node: Extract<Node, { readonly op: "compare" }>, draft: Draft): boolean {
  const other = isDate(node.left) ? node.right : node.left;
  if (other.type.kind !== "date" || !isIndependent(other)) return false;
  const expression: CheckedExpression = { ...whole, root: other, type: other.type };
  // `date < x` and `x <= date` change their answer at x, `date <= x` and `x < date` on the day after.
  const includesEqual = node.operator.endsWith("=");
  const isDateBelow = isDate(node.left) === node.operator.startsWith("<");
  const isEquality = node.operator === "==" || node.operator === "!=";
  if (isEquality || includesEqual === isDateBelow) draft.bounds.push({ expression, isAfter: true });
  if (isEquality || includesEqual !== isDateBelow) draft.bounds.push({ expression, isAfter: false });
  return true;
}

/** Sums, differences and choices of measures: the value of a sum of entries is the sum of their values. */
function isLinear(whole: CheckedExpression, node: Node, draft: Draft): boolean {
  switch (node.op) {
    case "path": {
      const [name, ...rest] = node.names;
      if (rest.length > 0 || !draft.measures.has(name!)) return false;
      draft.columns.add(name!);
      return true;
    }
    case "constant":
      return node.type.kind === "number" && node.value !== null && Number(node.value) === 0;
    case "negate":
      return isLinear(whole, node.operand, draft);
    case "arithmetic":
      return (
        (node.operator === "+" || node.operator === "-") &&
        isLinear(whole, node.left, draft) &&
        isLinear(whole, node.right, draft)
      );
    case "choose":
      return (
        isUniform(whole, node.condition, draft) &&
        isLinear(whole, node.then, draft) &&
        isLinear(whole, node.otherwise, draft)
      );
    default:
      return false;
  }
}

/** Nodes directly below; null for list functions, which entries do not have. */
function childrenOf(node: Node): readonly Node[] | null {
  switch (node.op) {
    case "constant":
    case "path":
      return [];
    case "not":
    case "negate":
    case "is_null":
      return [node.operand];
    case "logic":
    case "arithmetic":
    case "concat":
    case "compare":
      return [node.left, node.right];
    case "in_items":
      return [node.needle, ...node.items];
    case "in_list":
      return [node.needle, node.list];
    case "choose":
      return [node.condition, node.then, node.otherwise];
    case "list":
      return node.items;
    case "call":
      return node.args;
    case "list_call":
      return null;
  }
}
