import { mustExist } from "../../../kernel/index.ts";
import { suggest } from "../../suggest.ts";
import type { PathName } from "../ast.ts";
import { FUNCTIONS } from "../functions/index.ts";
import { refuse, suggestionParams } from "../refuse.ts";
import type { PathNode, PathOrigin } from "../typed-node.ts";
import type { ExprType } from "../types.ts";
import type { CheckContext } from "./check-context.ts";
import { refuseType } from "./type-problem.ts";

interface Start {
  readonly type: ExprType;
  readonly origin: PathOrigin;
}

/** Resolves `a.b.c`: the innermost row that has `a`, else the scope's row, else a root name; then field by field. */
export function checkPath(names: readonly PathName[], context: CheckContext): PathNode {
  const first = mustExist(names[0], "first name of a path");
  const { type: startType, origin } = resolveStart(first, context);
  let type = startType;
  for (const name of names.slice(1)) type = resolveMember(type, name, context);
  const written = names.map((name) => name.name);
  recordRead(origin, written, context);
  const end = mustExist(names.at(-1), "last name of a path").end;
  return { op: "path", start: first.start, end, type, origin, names: written };
}

function resolveStart(first: PathName, context: CheckContext): Start {
  const { scope, rows } = context;
  for (let depth = rows.length - 1; depth >= 0; depth--) {
    const type = scope.member(mustExist(rows[depth], "row").record, first.name);
    if (type) return { type, origin: { from: "element", depth } };
  }
  const rowType = scope.row === undefined ? undefined : scope.member(scope.row, first.name);
  if (rowType) return { type: rowType, origin: { from: "row" } };
  const type = scope.lookup(first.name);
  if (type) return { type, origin: { from: "root" } };
  return refuseUnknownName(first, context);
}

function refuseUnknownName(name: PathName, { scope, rows }: CheckContext): never {
  const rowNames = [...rows.map((row) => row.record), ...(scope.row === undefined ? [] : [scope.row])];
  const known = [...rowNames.flatMap((record) => scope.members?.(record) ?? []), ...(scope.names?.() ?? [])];
  const suggestion = FUNCTIONS.has(name.name) ? `${name.name}(…)` : suggest(name.name, known);
  const advice = suggestion === undefined ? quotesAdvice(name.name) : suggestionParams(suggestion);
  return refuse("EXPRESSION_UNKNOWN_NAME", name, { name: name.name, ...advice });
}

/** A word that is close to no name is mostly a text whose quotes were left out. */
function quotesAdvice(name: string): Readonly<Record<string, string>> {
  return {
    suggestion_fr: ` Un texte s'écrit entre guillemets : '${name}'.`,
    suggestion_en: ` A text is written in quotes: '${name}'.`,
  };
}

function resolveMember(owner: ExprType, name: PathName, { scope }: CheckContext): ExprType {
  if (owner.kind !== "record") return refuseType(name, { fr: "un document", en: "a document" }, owner);
  const type = scope.member(owner.doctype, name.name);
  if (type) return type;
  const suggestion = suggest(name.name, scope.members?.(owner.doctype) ?? []);
  return refuse("EXPRESSION_UNKNOWN_FIELD", name, {
    name: name.name,
    record: owner.doctype,
    ...suggestionParams(suggestion),
  });
}

function recordRead(origin: PathOrigin, names: readonly string[], { rows, reads }: CheckContext): void {
  if (origin.from === "element") {
    const row = mustExist(rows[origin.depth], "row");
    reads.addPath(row.origin, [...row.path, ...names]);
  } else {
    reads.addPath(origin.from, names);
  }
}
