import type { LocalizedText } from "../../../kernel/index.ts";
import type { Field, Named } from "../../types/index.ts";
import { LOCALIZED } from "../../visible/shown-schemas.ts";
import type { Sight } from "../../visible/sight.ts";

/** How a ledger and the columns of its entries are called. */
export interface MetaLedger {
  readonly label: LocalizedText;
  readonly columns: Named<LocalizedText>;
}

/** The same as a JSON Schema. */
export const LEDGER_SCHEMA = {
  type: "object",
  required: ["label", "columns"],
  properties: { label: LOCALIZED, columns: { type: "object", additionalProperties: LOCALIZED } },
  additionalProperties: false,
};

export interface ShownLedgers {
  /** Those that documents of the doctypes enter something into. */
  readonly ledgers: Named<MetaLedger>;
}

/** Ledgers that the doctypes post to, with the columns that somebody who reads such a document sees. */
export function visibleLedgers(sight: Sight): ShownLedgers {
  const levels = new Map<string, number>();
  for (const id of Object.keys(sight.shown("doctype").doctypes)) {
    for (const { ledger } of sight.of("posting", id)) {
      levels.set(ledger, Math.max(levels.get(ledger) ?? 0, sight.readLevel(id)));
    }
  }
  const ledgers = [...levels].flatMap(([id, level]): [string, MetaLedger][] => {
    const ledger = sight.artefacts.ledgers.get(id);
    if (!ledger) return [];
    const fields: Named<Field> = { ...ledger.dimensions, ...ledger.measures };
    const columns = Object.entries(fields).filter(([, field]) => (field.level ?? 0) <= level);
    return [
      [id, { label: ledger.label, columns: Object.fromEntries(columns.map(([name, one]) => [name, one.label])) }],
    ];
  });
  return { ledgers: Object.fromEntries(ledgers) };
}
