import {
  type CheckedExpression,
  type CompiledExpression,
  collectPaths,
  type Doctype,
  expressionAt,
  expressionsAt,
  type FiledArtefact,
  type MetadataAnalysis,
  type PathOrigin,
  permittedDoctypes,
  requiredExpressionAt,
} from "../../contract/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type {
  ResolvedConversion,
  ResolvedPermission,
  ResolvedPosting,
  ResolvedPrint,
  ResolvedWorkflow,
} from "../types.ts";

type Read = { readonly expression: CheckedExpression; readonly origin: PathOrigin };

const doctypeOf = (id: string, { model }: MetadataAnalysis): Doctype => mustExist(model.get("doctype", id), id);

const reads = (expressions: readonly (CompiledExpression | null)[], origin: PathOrigin): Read[] =>
  expressions.flatMap((expression) => (expression ? [{ expression: expression.checked, origin }] : []));

export function compilePosting(
  { artefact, file }: FiledArtefact<"posting">,
  analysis: MetadataAnalysis,
): ResolvedPosting {
  const doctype = doctypeOf(artefact.document, analysis);
  const date = requiredExpressionAt(analysis, file, ["date"]);
  const when = expressionAt(analysis, file, ["when"]);
  const entries = Object.entries(artefact.entries).map(([id, entry]) => ({
    id,
    each: entry.each ?? null,
    when: expressionAt(analysis, file, ["entries", id, "when"]),
    set: expressionsAt(analysis, file, ["entries", id, "set"], Object.keys(entry.set)),
  }));
  const paths = collectPaths(
    [
      ...reads([date, when], { doctype }),
      ...entries.flatMap((entry) => reads([entry.when, ...Object.values(entry.set)], lineOrigin(doctype, entry.each))),
    ],
    analysis.model,
  );
  return { ...artefact, compiled: { date, when, entries, ...paths } };
}

export function compileConversion(
  { artefact, file }: FiledArtefact<"conversion">,
  analysis: MetadataAnalysis,
): ResolvedConversion {
  const doctype = doctypeOf(artefact.from, analysis);
  const when = expressionAt(analysis, file, ["when"]);
  const set = expressionsAt(analysis, file, ["set"], Object.keys(artefact.set));
  const lines = artefact.lines
    ? {
        set: expressionsAt(analysis, file, ["lines", "set"], Object.keys(artefact.lines.set)),
        where: expressionAt(analysis, file, ["lines", "where"]),
      }
    : null;
  const paths = collectPaths(
    [
      ...reads([when, ...Object.values(set)], { doctype }),
      ...reads([lines?.where ?? null, ...Object.values(lines?.set ?? {})], lineOrigin(doctype, artefact.lines?.from)),
    ],
    analysis.model,
  );
  return { ...artefact, compiled: { when, set, lines, ...paths } };
}

export function compileWorkflow(
  { artefact, file }: FiledArtefact<"workflow">,
  analysis: MetadataAnalysis,
): ResolvedWorkflow {
  const guarded = Object.keys(artefact.transitions).filter((id) => artefact.transitions[id]?.when !== undefined);
  const when = Object.fromEntries(
    guarded.map((id) => [id, requiredExpressionAt(analysis, file, ["transitions", id, "when"])]),
  );
  const doctype = doctypeOf(artefact.doctype, analysis);
  const existing = Object.keys(artefact.existing ?? {}).map((state) => {
    return { state, condition: requiredExpressionAt(analysis, file, ["existing", state]) };
  });
  const paths = collectPaths(reads(Object.values(when), { doctype }), analysis.model);
  return { ...artefact, compiled: { when, existing, ...paths } };
}

export function compilePrint({ artefact, file }: FiledArtefact<"print">, analysis: MetadataAnalysis): ResolvedPrint {
  const fileName = expressionAt(analysis, file, ["file_name"]);
  const doctype = doctypeOf(artefact.doctype, analysis);
  return { ...artefact, compiled: { fileName, ...collectPaths(reads([fileName], { doctype }), analysis.model) } };
}

/** Permissions of a role by doctype: its own, its module's and those for all. */
export function compilePermissions(
  { artefact, file }: FiledArtefact<"role">,
  analysis: MetadataAnalysis,
): { readonly doctype: string; readonly permission: ResolvedPermission }[] {
  return Object.entries(artefact.permissions).flatMap(([target, permission]) =>
    permittedDoctypes(target, analysis.model).map((doctype) => ({
      doctype,
      permission: {
        role: artefact.id,
        actions: permission.actions,
        where: expressionAt(analysis, file, ["permissions", target, "where"], doctype),
        readLevel: permission.read_level ?? 0,
        writeLevel: permission.write_level ?? 0,
      },
    })),
  );
}

function lineOrigin(doctype: Doctype, table: string | null | undefined): PathOrigin {
  return table ? { doctype, rowRoots: { line: table } } : { doctype };
}
