import { quoteIdent, quoteLiteral } from "../sql.ts";
import { digestOf, objectName } from "./object-names.ts";

/** A function of the database, by its quoted name. */
export interface TriggerFunction {
  readonly name: string;
  readonly definition: string;
}

/**
 * PX002: the entries that one statement adds to a posting have equal sums of two measures, so that those of the whole posting
 * have. The measures stand in the text: Postgres plans it once for a connection, and not for every posting.
 */
export function balanceFunction(schema: string, left: string, right: string): TriggerFunction {
  const [leftSum, rightSum] = [`sum(${quoteIdent(left)})`, `sum(${quoteIdent(right)})`];
  const [leftName, rightName] = [quoteLiteral(left), quoteLiteral(right)];
  const body = `
declare
  unbalanced record;
begin
  select posting, ${leftSum} as "left", ${rightSum} as "right" into unbalanced
    from added group by posting having ${leftSum} <> ${rightSum} limit 1;
  if found then
    raise exception 'posting does not balance' using errcode = 'PX002', schema = tg_table_schema, table = tg_table_name,
      detail = json_build_object('left_measure', ${leftName}, 'left', unbalanced."left"::text,
                                 'right_measure', ${rightName}, 'right', unbalanced."right"::text,
                                 'difference', (unbalanced."left" - unbalanced."right")::text, 'posting', unbalanced.posting)::text;
  end if;
  return null;
end`;
  const name = quoteIdent(objectName("refuse_unbalanced", left, right, digestOf(body)));
  const definition = `create or replace function ${quoteIdent(schema)}.${name}() returns trigger language plpgsql as $function$${body}
$function$`;
  return { name, definition };
}
