import { quoteIdent } from "../sql.ts";

/**
 * The functions behind an organization's triggers. They name tables by the schema of the trigger, never by the search path,
 * and raise PX… states, which `mapDatabaseError` turns into catalogue errors.
 */
export function triggerFunctions(schema: string): string[] {
  return [refuseChange, refuseUnbalanced, refuseLateEntries].map((define) => define(quoteIdent(schema)));
}

/** PX001: the table only grows. */
const refuseChange = (schema: string): string => `
create or replace function ${schema}.refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception 'append-only' using errcode = 'PX001', schema = tg_table_schema, table = tg_table_name;
end
$function$`;

/**
 * PX002 for ledgers whose tables are of an earlier version: what plans its statement for every posting. Arguments: left measure,
 * right measure.
 */
const refuseUnbalanced = (schema: string): string => `
create or replace function ${schema}.refuse_unbalanced() returns trigger language plpgsql as $function$
declare
  unbalanced record;
begin
  execute format('select posting, sum(%1$I) as "left", sum(%2$I) as "right" from added '
                 'group by posting having sum(%1$I) <> sum(%2$I) limit 1', tg_argv[0], tg_argv[1])
    into unbalanced;
  if unbalanced.posting is not null then
    raise exception 'posting does not balance' using errcode = 'PX002', schema = tg_table_schema, table = tg_table_name,
      detail = json_build_object('left_measure', tg_argv[0], 'left', unbalanced."left"::text,
                                 'right_measure', tg_argv[1], 'right', unbalanced."right"::text,
                                 'difference', (unbalanced."left" - unbalanced."right")::text, 'posting', unbalanced.posting)::text;
  end if;
  return null;
end
$function$`;

/**
 * PX003: entries belong to a posting, of the same transaction; a committed posting has been checked and stays as it is. No foreign
 * key does it, which would look for the posting of each entry.
 */
const refuseLateEntries = (schema: string): string => `
create or replace function ${schema}.refuse_late_entries() returns trigger language plpgsql as $function$
begin
  if exists (select from (select distinct posting from added) as entered left join ${schema}.posting on posting.id = entered.posting
             where posting.xact is distinct from pg_current_xact_id()) then
    raise exception 'posting is sealed' using errcode = 'PX003', schema = tg_table_schema, table = tg_table_name;
  end if;
  return null;
end
$function$`;
