import { quoteIdent } from "../sql.ts";

/**
 * The functions behind an organization's triggers. They name tables by the schema of the trigger, never by the search path,
 * and raise PX… states, which `mapDatabaseError` turns into catalogue errors.
 */
export function triggerFunctions(schema: string): string[] {
  return [refuseChange, checkPostingBalance, refuseLateEntries].map((define) => define(quoteIdent(schema)));
}

/** PX001: the table only grows. */
const refuseChange = (schema: string): string => `
create or replace function ${schema}.refuse_change() returns trigger language plpgsql as $function$
begin
  raise exception 'append-only' using errcode = 'PX001', schema = tg_table_schema, table = tg_table_name;
end
$function$`;

/** PX002: at commit, two measures of a posting have equal sums. Arguments: entry table, left measure, right measure. */
const checkPostingBalance = (schema: string): string => `
create or replace function ${schema}.check_posting_balance() returns trigger language plpgsql as $function$
declare
  sum_left numeric;
  sum_right numeric;
begin
  execute format('select coalesce(sum(%I), 0), coalesce(sum(%I), 0) from %I.%I where posting = $1',
                 tg_argv[1], tg_argv[2], tg_table_schema, tg_argv[0])
    into sum_left, sum_right using new.id;
  if sum_left <> sum_right then
    raise exception 'posting does not balance' using errcode = 'PX002', schema = tg_table_schema, table = tg_argv[0],
      detail = json_build_object('left_measure', tg_argv[1], 'left', sum_left::text, 'right_measure', tg_argv[2],
                                 'right', sum_right::text, 'difference', (sum_left - sum_right)::text, 'posting', new.id)::text;
  end if;
  return null;
end
$function$`;

/** PX003: entries belong to a posting of the same transaction; a committed posting has been checked and stays as it is. */
const refuseLateEntries = (schema: string): string => `
create or replace function ${schema}.refuse_late_entries() returns trigger language plpgsql as $function$
declare
  is_late boolean;
begin
  execute format('select exists (select from added join %I.posting on posting.id = added.posting '
                 'where posting.xact <> pg_current_xact_id())', tg_table_schema) into is_late;
  if is_late then
    raise exception 'posting is sealed' using errcode = 'PX003', schema = tg_table_schema, table = tg_table_name;
  end if;
  return null;
end
$function$`;
