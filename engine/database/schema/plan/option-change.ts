import { quoteLiteral } from "../../sql.ts";

/** Former options of a choice → what they are called now. */
export type FormerOptions = Readonly<Record<string, string>>;

/** The value, or each of the values of a list, under its new name. */
export function convertOptions(value: string, type: string, former: FormerOptions): string {
  const renamed = (option: string) => {
    const cases = Object.entries(former).map(([from, to]) => `when ${quoteLiteral(from)} then ${quoteLiteral(to)}`);
    return `case ${option} ${cases.join(" ")} else ${option} end`;
  };
  if (type !== "text[]") return `(${renamed(value)})`;
  const items = `unnest(${value}) with ordinality as _option (held, rank)`;
  return `(case when ${value} is null then null else array(select ${renamed("held")} from ${items} group by 1 order by min(rank)) end)`;
}

/** Does the value hold an option that is called otherwise now? */
export function holdsFormerOption(value: string, type: string, former: FormerOptions): string {
  const list = `array[${Object.keys(former).map(quoteLiteral).join(", ")}]::text[]`;
  return type === "text[]" ? `${value} && ${list}` : `${value} = any (${list})`;
}
