import Handlebars from "handlebars";
import type { MetadataModel } from "../metadata/metadata-model.ts";
import { ANY, LOST, memberOf, type Place, VALUE } from "./template-places.ts";

/** A path of a template, and where on its way it is lost. */
export interface TemplatePath {
  readonly original: string;
  readonly loc: hbs.AST.SourceLocation;
  /** `moot`: what it starts from is lost itself. */
  readonly outcome: "known" | "moot" | { readonly name: string; readonly at: Place };
}

/** Every path of a template as it is read from a root, in their order. */
export function templatePaths(program: hbs.AST.Program, model: MetadataModel, root: Place): readonly TemplatePath[] {
  const paths = new Paths(model, root);
  paths.accept(program);
  return paths.found;
}

const DATA = ["index", "key", "first", "last"];

/** Follows `each`, `with`, blocks of a field, `../`, `this`, `@root` and names given by `as |…|`. */
class Paths extends Handlebars.Visitor {
  readonly found: TemplatePath[] = [];
  private readonly scopes: Place[];
  private readonly given: ReadonlyMap<string, Place>[] = [];

  constructor(
    private readonly model: MetadataModel,
    root: Place,
  ) {
    super();
    this.scopes = [root];
  }

  override PathExpression(node: hbs.AST.PathExpression): void {
    const { original, loc } = node;
    const { outcome } = this.follow(node);
    this.found.push({ original, loc, outcome });
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    this.visitCall(node, node.params.length === 0 && (node.hash?.pairs.length ?? 0) === 0);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.visitCall(node, false);
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const [subject] = node.params;
    const name = node.path.original;
    this.visitCall(node, subject === undefined);
    const inner = this.innerOf(subject === undefined ? "" : String(name), subject ?? node.path);
    if (node.program) this.within(inner, node.program);
    if (node.inverse) this.accept(node.inverse);
  }

  /** The name of what is called is none of a field. */
  private visitCall(
    node: hbs.AST.MustacheStatement | hbs.AST.SubExpression | hbs.AST.BlockStatement,
    isField: boolean,
  ) {
    if (isField) this.accept(node.path);
    this.acceptArray(node.params);
    if (node.hash) this.accept(node.hash);
  }

  /** What a block stands in; null where that stays as it is. */
  private innerOf(helper: string, subject: hbs.AST.Expression): Place | null {
    if (helper !== "" && helper !== "each" && helper !== "with") return null;
    const place = subject.type === "PathExpression" ? this.follow(subject as hbs.AST.PathExpression).place : ANY;
    if (helper === "with") return place;
    if (place.kind === "list") return place.of;
    // A block of a field that is neither a list nor a document is a condition.
    if (place.kind === "lost") return place;
    return helper === "each" ? ANY : place.kind === "record" || place.kind === "any" ? place : null;
  }

  private within(place: Place | null, program: hbs.AST.Program): void {
    const given = place === null ? [] : (program.blockParams ?? []);
    this.given.push(new Map(given.map((name, index) => [name, index === 0 ? (place ?? ANY) : VALUE])));
    if (place) this.scopes.push(place);
    this.accept(program);
    if (place) this.scopes.pop();
    this.given.pop();
  }

  private follow(node: hbs.AST.PathExpression): { readonly place: Place; readonly outcome: TemplatePath["outcome"] } {
    const { start, rest } = this.startOf(node);
    let place = start;
    for (const name of rest) {
      const next = memberOf(this.model, place, name);
      if (next === undefined) return { place: LOST, outcome: { name, at: place } };
      place = next;
    }
    return { place, outcome: place.kind === "lost" ? "moot" : "known" };
  }

  private startOf({ data, depth, original, parts }: hbs.AST.PathExpression): { start: Place; rest: readonly string[] } {
    const [first = "", ...rest] = parts;
    if (data) {
      if (first === "root") return { start: this.scopes[0] ?? ANY, rest };
      return DATA.includes(first) ? { start: VALUE, rest } : { start: VALUE, rest: parts };
    }
    const isOwn = depth > 0 || /^(this\b|\.)/.test(original);
    const given = isOwn ? undefined : this.given.findLast((names) => names.has(first))?.get(first);
    if (given) return { start: given, rest };
    return { start: this.scopes.at(-1 - depth) ?? VALUE, rest: parts };
  }
}
