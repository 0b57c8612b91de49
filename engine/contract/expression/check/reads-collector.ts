import type { FunctionDefinition } from "../functions/definition.ts";

/** Gathers what an expression reads while it is checked. */
export interface ReadsCollector {
  addPath(origin: "root" | "row", path: readonly string[]): void;
  addSession(part: NonNullable<FunctionDefinition["reads"]>): void;
  paths(origin: "root" | "row"): readonly (readonly string[])[];
  usesSession(part: NonNullable<FunctionDefinition["reads"]>): boolean;
}

export function createReadsCollector(): ReadsCollector {
  const paths = { root: new Map<string, readonly string[]>(), row: new Map<string, readonly string[]>() };
  const session = new Set<string>();
  return {
    addPath: (origin, path) => paths[origin].set(path.join("."), path),
    addSession: (part) => session.add(part),
    paths: (origin) => [...paths[origin].values()],
    usesSession: (part) => session.has(part),
  };
}
