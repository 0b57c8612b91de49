import { fail, mustExist } from "../../../kernel/index.ts";
import type { PathNode } from "../typed-node.ts";
import { valueReader } from "../values/read-value.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Run } from "./run.ts";

/** Reads a path: the first name from its origin, the rest as own properties of plain objects. */
export function compilePath(node: PathNode): Evaluator {
  const start = compileStart(node);
  const read = valueReader(node.type);
  const path = node.names.join(".");
  const members = node.names.slice(1);
  if (members.length === 0) return (run) => read(start(run), path);
  return (run) => {
    let raw = start(run);
    for (const member of members) {
      if (raw === null || raw === undefined) return null;
      raw = memberOf(raw, member, path);
    }
    return read(raw, path);
  };
}

function compileStart({ origin, names }: PathNode): (run: Run) => unknown {
  const name = mustExist(names[0], "first name of a path");
  switch (origin.from) {
    case "root":
      return (run) => run.environment.get(name);
    case "row":
      return (run) => ownProperty(run.environment.row, name);
    case "element": {
      const { depth } = origin;
      return (run) => ownProperty(run.rows[depth], name);
    }
  }
}

function ownProperty(owner: unknown, name: string): unknown {
  if (typeof owner !== "object" || owner === null || !Object.hasOwn(owner, name)) return undefined;
  return (owner as Readonly<Record<string, unknown>>)[name];
}

/** A bare id has no field but `id`: answering null would silently give wrong amounts. */
function memberOf(raw: unknown, member: string, path: string): unknown {
  if (typeof raw === "object") return ownProperty(raw, member);
  return member === "id" ? raw : fail("EXPRESSION_LINK_NOT_LOADED", { path });
}
