import Handlebars from "handlebars";
import { type Finding, finding } from "../finding.ts";
import { TEMPLATE_HELPERS } from "../kinds/template/template-helpers.ts";
import { suggest } from "../suggest.ts";

/** What would fail when a template is rendered: text that is no Handlebars, and calls of what there is not. */
export function templateFindings(text: string, file: string): readonly Finding[] {
  try {
    const calls = new Calls(file);
    calls.accept(Handlebars.parse(text));
    return calls.findings;
  } catch (error) {
    return [syntaxFinding(error as HandlebarsError, file)];
  }
}

const KNOWN: readonly string[] = [...TEMPLATE_HELPERS, "if", "unless", "each", "with"];

/** Every name that is handed something, or stands inside a call, is one of a helper. */
class Calls extends Handlebars.Visitor {
  readonly findings: Finding[] = [];

  constructor(private readonly file: string) {
    super();
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (hasArguments(node)) this.look(node.path, node.loc);
    super.MustacheStatement(node);
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    if (hasArguments(node)) this.look(node.path, node.loc);
    super.BlockStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.look(node.path, node.loc);
    super.SubExpression(node);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.refuse("> …", node.loc);
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.refuse("#> …", node.loc);
  }

  private look(path: hbs.AST.PathExpression | hbs.AST.Literal, loc: hbs.AST.SourceLocation): void {
    const name = "original" in path ? String(path.original) : path.type;
    if (!KNOWN.includes(name)) this.refuse(name, loc, suggest(name, KNOWN));
  }

  private refuse(name: string, { start }: hbs.AST.SourceLocation, suggestion?: string): void {
    const position = { line: start.line, column: start.column + 1 };
    this.findings.push(finding("METADATA_TEMPLATE_CALL", "", { name }, { file: this.file, position, suggestion }));
  }
}

const hasArguments = ({ params, hash }: { readonly params: readonly unknown[]; readonly hash?: hbs.AST.Hash }) =>
  params.length > 0 || (hash?.pairs.length ?? 0) > 0;

interface HandlebarsError extends Error {
  readonly lineNumber?: number;
  readonly column?: number;
}

/** The parser tells the line in its message, and what it saw there beneath. */
function syntaxFinding({ message, lineNumber, column }: HandlebarsError, file: string): Finding {
  const [first = "", near = ""] = message.split("\n");
  const line = lineNumber ?? Number(/on line (\d+)/.exec(first)?.[1] ?? 1);
  const problem = near === "" ? first.replace(/ - \d+:\d+$/, "") : near.trim();
  const position = { line, column: (column ?? 0) + 1 };
  return finding("METADATA_TEMPLATE_SYNTAX", "", { problem }, { file, position });
}
