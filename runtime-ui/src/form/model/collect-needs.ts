import type { CheckedExpression } from "../../../../engine/contract/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";

export interface Needs {
  readonly needs: ReadonlyMap<string, ReadonlySet<string>>;
  readonly singles: ReadonlySet<string>;
}

const FOREIGN_ROOTS = new Set(["user", "organization", "params"]);

/** Child doctype an expression's key says it stands in: keys of tables end in `@<doctype>.<table>`. */
function rowDoctype(meta: MetaAnswer, doctype: MetaDoctype, key: string): MetaDoctype | undefined {
  const table = key.split("@")[1]?.split(".")[1] ?? /\/fields\/([^/]+)\/derive\//.exec(key)?.[1];
  const field = table ? doctype.fields[table] : undefined;
  if (field?.type !== "table") return undefined;
  const isOverSource = key.includes("/derive/by/") || key.includes("/derive/where");
  const source = isOverSource && field.derive ? doctype.fields[field.derive.each] : undefined;
  return meta.doctypes[source?.type === "table" ? source.of : field.of];
}

function sourceOfGroup(meta: MetaAnswer, doctype: MetaDoctype, key: string): MetaDoctype | undefined {
  const field = doctype.fields[/\/fields\/([^/]+)\/derive\//.exec(key)?.[1] ?? ""];
  const source = field?.type === "table" && field.derive ? doctype.fields[field.derive.each] : undefined;
  return source?.type === "table" ? meta.doctypes[source.of] : undefined;
}

/** Which fields of which linked documents the expressions read, so that exactly those are asked for. */
export function collectNeeds(
  meta: MetaAnswer,
  doctype: MetaDoctype,
  expressions: readonly { readonly key: string; readonly checked: CheckedExpression }[],
): Needs {
  const needs = new Map<string, Set<string>>();
  const singles = new Set<string>();
  const follow = (from: MetaDoctype | undefined, path: readonly string[]): void => {
    const [first, ...rest] = path;
    const field = first === undefined ? undefined : from?.fields[first];
    if (!field || rest.length === 0) return;
    if (field.type === "table") follow(meta.doctypes[field.of], rest);
    if (field.type !== "link") return;
    const wanted = needs.get(field.to) ?? new Set<string>();
    wanted.add(rest[0]!);
    needs.set(field.to, wanted);
    follow(meta.doctypes[field.to], rest);
  };
  for (const { key, checked } of expressions) {
    for (const path of checked.rowPaths) follow(rowDoctype(meta, doctype, key), path);
    for (const path of checked.paths) {
      const [root, ...rest] = path;
      if (root === "doc") follow(doctype, rest);
      else if (root === "group") follow(sourceOfGroup(meta, doctype, key), rest);
      else if (root === "settings" && rest[0]) {
        singles.add(rest[0]);
        follow(meta.doctypes[rest[0]], rest.slice(1));
      } else if (root === "organization") follow(meta.doctypes["organization"], rest);
      else if (root && !FOREIGN_ROOTS.has(root)) follow(doctype, path);
    }
  }
  return { needs, singles };
}
