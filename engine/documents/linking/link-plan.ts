import type { Action } from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { CompiledExpression, Registry, ResolvedDoctype, ResolvedField } from "../../registry/index.ts";
import type { AccessPolicy } from "../types.ts";
import { fieldIndex } from "../values/field-index.ts";
import { computedLinkSources } from "./computed-links.ts";
import { organizationCurrencyPath } from "./currency-path.ts";
import { expressionPaths } from "./expression-paths.ts";
import { addPath, addTree, emptyTree, leafPaths, nodeCount, type PathTree } from "./path-tree.ts";

type Path = readonly string[];

/** What has to be read beside a document before its expressions can be evaluated and its links checked. */
export interface LinkPlan {
  /** Linked doctype → field paths to read of each linked document; in a fixed order, so that the statement is the same. */
  readonly targets: ReadonlyMap<string, readonly Path[]>;
  /** Single doctype → field paths. */
  readonly singles: ReadonlyMap<string, readonly Path[]>;
}

/** Paths that something compiled reads: over links, and from single doctypes. */
export interface ReadPaths {
  readonly linkPaths: readonly Path[];
  readonly settingPaths: readonly Path[];
}

/** Actions whose row rules may be evaluated on a document that is written. */
const JUDGED = ["create", "update", "delete", "submit", "cancel", "amend"] as const;

/** A plan being made. */
interface Draft {
  readonly registry: Registry;
  readonly doctype: ResolvedDoctype;
  readonly header: PathTree;
  readonly targets: Map<string, PathTree>;
  readonly singles: Map<string, PathTree>;
}

/** Plan for evaluating what `reads` names over a document. */
export function planReads(registry: Registry, doctype: ResolvedDoctype, reads: readonly ReadPaths[]): LinkPlan {
  const draft = newDraft(registry, doctype);
  addCurrency(draft);
  addReads(draft, reads);
  return finished(draft);
}

/**
 * Plan for writing a document: its own expressions, its links' filters, and the row rules the principal is bound by,
 * here and on every linked doctype. Every linked doctype is in it, since every link is verified.
 */
export function planWrite(
  registry: Registry,
  doctype: ResolvedDoctype,
  access: AccessPolicy,
  reads: readonly ReadPaths[],
): LinkPlan {
  const draft = newDraft(registry, doctype);
  if (hasAmounts(doctype)) addCurrency(draft);
  addReads(draft, [doctype.compiled, ...reads]);
  for (const action of JUDGED) addRules(draft, draft.header, access, doctype.id, action);
  for (const to of linkedDoctypes(doctype)) addRules(draft, treeAt(draft.targets, to), access, to, "read");
  addLinkFilters(draft);
  addComputedLinks(draft);
  return finished(draft);
}

function newDraft(registry: Registry, doctype: ResolvedDoctype): Draft {
  return { registry, doctype, header: emptyTree(), targets: new Map(), singles: new Map() };
}

/** Are there amounts, or expressions that round like amounts, whose currency may be the organization's? */
function hasAmounts(doctype: ResolvedDoctype): boolean {
  const { scalars, tables } = fieldIndex(doctype);
  const fields = [...scalars, ...tables.flatMap((table) => fieldIndex(table.child).scalars)];
  const { computations, rules, conditions } = doctype.compiled;
  const expressions = [
    ...computations.flatMap((step) => (step.kind === "derive" ? [] : step.expression)),
    ...rules.map(({ check }) => check),
    ...conditions.map(({ expression }) => expression),
  ];
  return (
    fields.some(({ type }) => type === "money") || expressions.some(({ source }) => source.includes("round_money"))
  );
}

function addCurrency({ registry, singles }: Draft): void {
  const currency = organizationCurrencyPath(registry);
  if (currency) addPath(treeAt(singles, "organization"), currency);
}

function addReads(draft: Draft, reads: readonly ReadPaths[]): void {
  for (const { linkPaths, settingPaths } of reads) {
    for (const path of linkPaths) addPath(draft.header, path[0] === "doc" ? path.slice(1) : path);
    addSettings(draft, settingPaths);
  }
}

function addSettings({ singles }: Draft, paths: readonly Path[]): void {
  for (const [single, ...rest] of paths) addPath(treeAt(singles, mustExist(single, "a settings path")), rest);
}

function addRules(draft: Draft, tree: PathTree, access: AccessPolicy, doctype: string, action: Action): void {
  for (const { where } of access.grants(doctype, action)) if (where) addExpression(draft, tree, where);
}

function addExpression(draft: Draft, tree: PathTree, expression: CompiledExpression): void {
  const { own, doc, settings } = expressionPaths(expression);
  for (const path of [...own, ...doc]) addPath(tree, path);
  addSettings(draft, settings);
}

function linkedDoctypes(doctype: ResolvedDoctype): ReadonlySet<string> {
  const { scalars, tables } = fieldIndex(doctype);
  const fields = [...scalars, ...tables.flatMap((table) => fieldIndex(table.child).scalars)];
  return new Set(fields.flatMap((field) => (field.type === "link" ? [field.to] : dynamicTargets(field))));
}

const dynamicTargets = (field: ResolvedField): readonly string[] => (field.type === "dynamic_link" ? field.to : []);

/** A filter reads the linked document, the linking one as `doc` and its row as `line`. */
function addLinkFilters(draft: Draft): void {
  for (const { to, table, expression } of draft.doctype.compiled.linkFilters) {
    const { own, doc, row, settings } = expressionPaths(expression);
    for (const path of own) addPath(treeAt(draft.targets, to), path);
    for (const path of doc) addPath(draft.header, path);
    for (const path of row) addPath(draft.header, table === null ? path : [table, ...path]);
    addSettings(draft, settings);
  }
}

/** Computed links that lead to computed links: a chain longer than this is read by a further statement. */
const CHAIN_MAX = 3;

/**
 * What is read of a document is read along the paths a computed link comes from as well. What is read of one link may
 * itself be the source of another, so it is done again as long as there is more to read.
 */
function addComputedLinks(draft: Draft): void {
  const { registry, doctype, header, targets, singles } = draft;
  const sources = computedLinkSources(registry, doctype);
  const size = () => [header, ...singles.values()].reduce((sum, tree) => sum + nodeCount(tree), 0);
  for (let round = 1, before = -1; round <= CHAIN_MAX && size() > before; round++) {
    before = size();
    spread(draft, doctype, header);
    for (const { to, path, single } of sources) {
      const start = single === null ? header : treeAt(singles, single);
      for (const below of leafPaths(treeAt(targets, to))) addPath(start, [...path, ...below]);
    }
  }
}

/** Follows the header's paths into its links and tables and collects, per linked doctype, what is read there. */
function spread(draft: Draft, doctype: ResolvedDoctype, tree: PathTree): void {
  const { byId } = fieldIndex(doctype);
  for (const [name, child] of tree.children) {
    const field = byId.get(name);
    if (field?.type === "table") spread(draft, field.child, child);
    else if (field?.type === "link") addTree(treeAt(draft.targets, field.to), child);
  }
}

function treeAt(trees: Map<string, PathTree>, key: string): PathTree {
  const tree = trees.get(key) ?? emptyTree();
  trees.set(key, tree);
  return tree;
}

function finished(draft: Draft): LinkPlan {
  spread(draft, draft.doctype, draft.header);
  return { targets: pathsOf(draft.targets), singles: pathsOf(draft.singles) };
}

function pathsOf(trees: ReadonlyMap<string, PathTree>): Map<string, Path[]> {
  const ids = [...trees.keys()].sort();
  return new Map(ids.map((id) => [id, leafPaths(mustExist(trees.get(id), id))]));
}
