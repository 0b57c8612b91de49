import type { ExprType } from "../types.ts";

/** The Postgres type of a value of this type; null when it is not known. */
export function sqlType(type: ExprType): string | null {
  switch (type.kind) {
    case "number":
      return "numeric";
    case "datetime":
      return "timestamptz";
    case "json":
      return "jsonb";
    case "record":
      return "uuid";
    case "list": {
      const of = sqlType(type.of);
      return of === null ? null : `${of}[]`;
    }
    case "null":
      return null;
    default:
      return type.kind;
  }
}
