import Handlebars from "handlebars";
import { type Finding, finding } from "../finding.ts";
import { templateId } from "../kinds/print/print-references.ts";
import type { FilePlace, MetadataFile } from "../metadata/metadata-file.ts";
import type { Filed, MetadataModel } from "../metadata/metadata-model.ts";
import { suggest } from "../suggest.ts";
import type { Print, Template } from "../types/index.ts";
import { type TemplatePath, templatePaths } from "./template-paths.ts";
import { namesAt, renamedAt, rootPlace } from "./template-places.ts";

/**
 * Paths of templates that lead to nothing in any document they print, and texts there are not. Several prints may share a
 * template: then a path is right where one of them has it. `broken`: files that could not be read, which may be what is missing.
 */
export function templatePathFindings(model: MetadataModel, broken: readonly FilePlace[]): readonly Finding[] {
  const isWhole = (kind: FilePlace["kind"]) => broken.every((file) => file.kind !== kind);
  const prints = isWhole("print") ? model.all("print") : [];
  const texts = isWhole("translations") ? textsOf(model) : null;
  return model.all("template").flatMap((template) => {
    const program = parsed(template);
    const using = prints.filter(({ artefact }) => templateId(artefact) === template.file.id);
    return [
      ...lostPaths(template.file, program, using, model),
      ...(texts ? lostTexts(template.file, program, texts) : []),
    ];
  });
}

const programs = new WeakMap<MetadataFile, hbs.AST.Program>();

function parsed({ artefact, file }: Filed<Template>): hbs.AST.Program {
  const program = programs.get(file) ?? Handlebars.parse(artefact.text);
  programs.set(file, program);
  return program;
}

function lostPaths(
  file: MetadataFile,
  program: hbs.AST.Program,
  prints: readonly Filed<Print>[],
  model: MetadataModel,
): Finding[] {
  const [first = [], ...others] = prints.map(({ artefact }) =>
    templatePaths(program, model, rootPlace(model, artefact)),
  );
  return first.flatMap((path, index) => {
    const everywhere = [path, ...others.flatMap((paths) => paths[index] ?? [])];
    const lost = everywhere.find(({ outcome }) => typeof outcome === "object");
    return lost && everywhere.every(({ outcome }) => outcome !== "known") ? [lostPath(file, lost)] : [];
  });
}

function lostPath(file: MetadataFile, { original, loc, outcome }: TemplatePath): Finding {
  const place = { file: file.path, position: positionOf(loc) };
  if (typeof outcome !== "object" || outcome.at.kind === "link")
    return finding("METADATA_TEMPLATE_LINK", "", { path: original }, place);
  const { name, at } = outcome;
  const suggestion = renamedAt(at, name) ?? suggest(name, namesAt(at));
  return finding("METADATA_TEMPLATE_PATH", "", { path: original, name }, { ...place, suggestion });
}

const positionOf = ({ start }: hbs.AST.SourceLocation) => ({ line: start.line, column: start.column + 1 });

/** Keys of texts in any language: what one language lacks is told where it lacks. */
const textsOf = (model: MetadataModel): ReadonlySet<string> =>
  new Set(model.all("translations").flatMap(({ artefact }) => Object.keys(artefact.texts)));

function lostTexts(file: MetadataFile, program: hbs.AST.Program, texts: ReadonlySet<string>): Finding[] {
  const asked = new Texts();
  asked.accept(program);
  return asked.found
    .filter(({ value }) => !texts.has(value))
    .map(({ value, loc }) => {
      const place = { file: file.path, position: positionOf(loc), suggestion: suggest(value, texts) };
      return finding("METADATA_TEMPLATE_TEXT", "", { key: value }, place);
    });
}

/** Keys handed to `t` as they are. */
class Texts extends Handlebars.Visitor {
  readonly found: hbs.AST.StringLiteral[] = [];

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    this.look(node);
    super.MustacheStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.look(node);
    super.SubExpression(node);
  }

  private look({ path, params: [key] }: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void {
    const isText = "original" in path && path.original === "t" && key?.type === "StringLiteral";
    if (isText) this.found.push(key as hbs.AST.StringLiteral);
  }
}
