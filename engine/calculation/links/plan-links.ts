import {
  type CompiledExpression,
  computesValue,
  type ResolvedDoctype,
  type ResolvedField,
} from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import { fieldIndex } from "../fields/field-index.ts";
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

/** Finds the doctypes that links lead to. */
export interface Doctypes {
  get(id: string): ResolvedDoctype | undefined;
}

/** What expressions read that will be evaluated over a document which is computed and perhaps written. */
export interface WriteReads {
  /** Beyond the doctype's own expressions, e.g. those of its workflow. */
  readonly reads: readonly ReadPaths[];
  /** Expressions over the document itself: row rules. */
  readonly onDocument: readonly CompiledExpression[];
  /** Expressions over a linked document. */
  readonly onLinked: (doctype: string) => readonly CompiledExpression[];
}

/** A plan being made. */
interface Draft {
  readonly doctypes: Doctypes;
  readonly doctype: ResolvedDoctype;
  readonly header: PathTree;
  readonly targets: Map<string, PathTree>;
  readonly singles: Map<string, PathTree>;
}

/** Plan for evaluating what `reads` names over a document. */
export function planReads(doctypes: Doctypes, doctype: ResolvedDoctype, reads: readonly ReadPaths[]): LinkPlan {
  const draft = newDraft(doctypes, doctype);
  addCurrency(draft);
  addReads(draft, reads);
  return finished(draft);
}

/** Plan for computing a document, on a screen: what its own expressions read, and where computed links lead. */
export function planComputing(doctypes: Doctypes, doctype: ResolvedDoctype): LinkPlan {
  const draft = newDraft(doctypes, doctype);
  addReads(draft, [doctype.compiled]);
  addComputedLinks(draft);
  return finished(draft);
}

/**
 * Plan for writing a document: its own expressions, its links' filters, and the row rules the principal is bound by,
 * here and on every linked doctype. Every linked doctype is in it, since every link is verified.
 */
export function planWrite(doctypes: Doctypes, doctype: ResolvedDoctype, more: WriteReads): LinkPlan {
  const draft = newDraft(doctypes, doctype);
  if (hasAmounts(doctype)) addCurrency(draft);
  addReads(draft, [doctype.compiled, ...more.reads]);
  for (const rule of more.onDocument) addExpression(draft, draft.header, rule);
  for (const to of linkedDoctypes(doctype)) {
    const tree = treeAt(draft.targets, to);
    for (const rule of more.onLinked(to)) addExpression(draft, tree, rule);
  }
  addLinkFilters(draft);
  addComputedLinks(draft);
  return finished(draft);
}

function newDraft(doctypes: Doctypes, doctype: ResolvedDoctype): Draft {
  return { doctypes, doctype, header: emptyTree(), targets: new Map(), singles: new Map() };
}

/** Are there amounts, or expressions that round like amounts, whose currency may be the organization's? */
function hasAmounts(doctype: ResolvedDoctype): boolean {
  const { scalars, tables } = fieldIndex(doctype);
  const fields = [...scalars, ...tables.flatMap((table) => fieldIndex(table.child).scalars)];
  const { computations, rules, conditions } = doctype.compiled;
  const expressions = [
    ...computations.flatMap((step) => (computesValue(step) ? step.expression : [])),
    ...rules.map(({ check }) => check),
    ...conditions.map(({ expression }) => expression),
  ];
  return fields.some(({ type }) => type === "money") || expressions.some(({ source }) => /_money|money_/.test(source));
}

function addCurrency({ doctypes, singles }: Draft): void {
  const currency = organizationCurrencyPath(doctypes);
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
  const { doctypes, doctype, header, targets, singles } = draft;
  const sources = computedLinkSources(doctypes, doctype);
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
