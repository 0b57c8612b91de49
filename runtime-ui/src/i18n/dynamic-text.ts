import i18next from "i18next";

/** The text of a key made from data (a verb, a ledger's column), or the fallback where none was written. */
export function dynamicText(key: string, fallback: string): string {
  return i18next.exists(key) ? String((i18next.t as (key: string) => unknown)(key)) : fallback;
}
