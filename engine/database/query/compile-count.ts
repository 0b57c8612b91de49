import type { Registry } from "../../registry/index.ts";
import type { Sql } from "../sql.ts";
import { countSql } from "./count-sql.ts";
import type { RawInput } from "./read-filter.ts";
import { readSelection } from "./selection-sql.ts";
import { statementFor } from "./statement-cache.ts";
import type { ReadAccess, Selection } from "./types.ts";

/** One statement, one text: a `CountResult`. */
export function compileCountQuery(registry: Registry, doctype: string, query: Selection, access: ReadAccess): Sql {
  const inputs: RawInput[] = [];
  const selection = readSelection(query, inputs);
  return statementFor({
    registry,
    doctype,
    access,
    inputs,
    shape: ["count", selection],
    isOpenEnded: (query.where?.length ?? 0) > 0,
    compile: (context, converts) =>
      `select '{' || substr(${countSql(context, { doctype, selection }, converts)}, 2) || '}'`,
  });
}
