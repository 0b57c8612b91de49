// The types authors of functions write against, from what the functions declare.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import ts from "typescript";
import type { Field, FunctionDeclaration, FunctionRead } from "../engine/contract/index.ts";
import { loadMetadata, type Registry, resolveRegistry } from "../engine/registry/index.ts";

const ROOT = join(import.meta.dirname, "..");

export interface FunctionTypes {
  /** `metadata/<module>/functions/<id>/generated/types.ts`. */
  readonly path: string;
  readonly text: string;
}

/** The file of types beside every function that has its algorithm in the product's metadata. */
export async function renderFunctionTypes(): Promise<readonly FunctionTypes[]> {
  const registry = resolveRegistry(loadMetadata([join(ROOT, "metadata")]));
  const rendered: FunctionTypes[] = [];
  for (const declaration of registry.functions.values()) {
    const folder = folderOf(declaration.id);
    if (folder !== undefined)
      rendered.push({ path: join(folder, "generated", "types.ts"), text: await renderTypes(registry, declaration) });
  }
  return rendered;
}

function folderOf(id: string): string | undefined {
  return readdirSync(join(ROOT, "metadata"))
    .map((module) => join(ROOT, "metadata", module, "functions", id))
    .find((folder) => existsSync(join(folder, `${id}.ts`)));
}

/** What goes in, with what was read for it, and what comes out, with what it proposes. */
async function renderTypes(registry: Registry, declaration: FunctionDeclaration): Promise<string> {
  const { id, input, output, reads, effects } = declaration;
  const known = reads && {
    known: closed(mapValues(reads, (read) => listOf(readSchema(registry, read)))),
  };
  const sides = [
    ["Input", withMembers(input, known)],
    ["Output", withMembers(output, effects && { effects: listOf(effectSchema(effects)) })],
  ] as const;
  const parts: string[] = [];
  for (const [side, schema] of sides) {
    const name = `${pascalCase(id)}${side}`;
    const plain = structuredClone({ ...schema, title: name }) as JSONSchema;
    parts.push(await compile(plain, name, { additionalProperties: false, bannerComment: "", format: false }));
  }
  return `${HEADER}${readonlyTypes(parts.join("\n"))}`;
}

const HEADER = `// Written by \`node --import tsx scripts/generate-metadata.ts\` from the function's declaration; change that instead.
`;

type Schema = Readonly<Record<string, unknown>>;

const listOf = (items: Schema): Schema => ({ type: "array", items });
const closed = (properties: Schema): Schema => ({ type: "object", properties, required: Object.keys(properties) });
const mapValues = <T, R>(map: Readonly<Record<string, T>>, work: (value: T) => R): Readonly<Record<string, R>> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value)]));

function withMembers(schema: Schema, more: Schema | undefined): Schema {
  const { properties, required } = schema as { readonly properties?: Schema; readonly required?: readonly string[] };
  return more
    ? { ...schema, properties: { ...properties, ...more }, required: [...(required ?? []), ...Object.keys(more)] }
    : schema;
}

/** One thing that was read; figures of reports and balances have the types of their report. */
function readSchema(registry: Registry, read: FunctionRead): Schema {
  if (!("doctype" in read)) return { type: "object", additionalProperties: true };
  const { fields } = registry.doctype(read.doctype);
  const ofRow = (table: string, columns: readonly string[]) => {
    const field = fields[table];
    const child = field?.type === "table" ? registry.doctype(field.of).fields : {};
    return listOf(closed({ id: TEXT, ...Object.fromEntries(columns.map((name) => [name, valueSchema(child[name])])) }));
  };
  return closed({
    id: TEXT,
    ...Object.fromEntries(read.fields.map((name) => [name, valueSchema(fields[name], name)])),
    ...Object.fromEntries(Object.entries(read.tables ?? {}).map(([table, columns]) => [table, ofRow(table, columns)])),
  });
}

const TEXT: Schema = { type: "string" };
/** Fields every document has. */
const SYSTEM: Readonly<Record<string, Schema>> = { version: { type: "integer" } };

/** As read: exact numbers, dates and links are texts. */
function valueSchema(field: Field | undefined, name = ""): Schema {
  if (!field) return SYSTEM[name] ?? { type: ["string", "null"] };
  const empty = field.required ? [] : ["null"];
  switch (field.type) {
    case "boolean":
      return { type: ["boolean", ...empty] };
    case "integer":
    case "rating":
    case "duration":
      return { type: ["number", ...empty] };
    case "tags":
    case "multi_choice":
      return { type: ["array", ...empty], items: TEXT };
    case "json":
    case "geolocation":
    case "dynamic_link":
    case "table":
      return {};
    default:
      return { type: ["string", ...empty] };
  }
}

/** Only what is declared may be proposed, so nothing else can be written. */
function effectSchema(effects: readonly string[]): Schema {
  const doctypes = (verb: string) => effects.flatMap((one) => (one.startsWith(`${verb}:`) ? [one.split(":")[1]] : []));
  const shape = (verb: string, members: Schema, required: readonly string[]): Schema[] =>
    doctypes(verb).length === 0
      ? []
      : [
          {
            type: "object",
            properties: { [verb]: { enum: doctypes(verb) }, ...members },
            required: [verb, ...required],
          },
        ];
  const rows = { tsType: "readonly object[]" };
  const identified = { tsType: "readonly (object & { readonly id: string })[]" };
  const ids = listOf(TEXT);
  return {
    anyOf: [
      ...shape("create", { rows, key: TEXT, submit: { type: "boolean" } }, ["rows"]),
      ...shape("update", { rows: identified }, ["rows"]),
      ...["submit", "cancel", "delete"].flatMap((verb) => shape(verb, { ids }, ["ids"])),
    ],
  };
}

const pascalCase = (id: string) => id.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Nobody changes what a function is handed: members and lists are read-only, which the generator cannot say. */
function readonlyTypes(text: string): string {
  const source = ts.createSourceFile("types.ts", text, ts.ScriptTarget.Latest, true);
  const { factory } = ts;
  const readOnly = factory.createModifier(ts.SyntaxKind.ReadonlyKeyword);
  const transformer: ts.TransformerFactory<ts.SourceFile> = (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const seen = ts.visitEachChild(node, visit, context);
      if (ts.isPropertySignature(seen))
        return factory.updatePropertySignature(seen, [readOnly], seen.name, seen.questionToken, seen.type);
      if (ts.isIndexSignatureDeclaration(seen))
        return factory.updateIndexSignature(seen, [readOnly], seen.parameters, seen.type);
      const isHeld = ts.isTypeOperatorNode(node.parent ?? node);
      return ts.isArrayTypeNode(seen) && !isHeld
        ? factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, seen)
        : seen;
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
  const { transformed } = ts.transform(source, [transformer]);
  return ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(transformed[0]!);
}
