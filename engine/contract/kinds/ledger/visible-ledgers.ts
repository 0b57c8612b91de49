import type { LocalizedText } from "../../../kernel/index.ts";
import type { Field, Ledger, Named } from "../../types/index.ts";
import { LOCALIZED } from "../../visible/shown-schemas.ts";
import type { Sight } from "../../visible/sight.ts";

/** How a column of a ledger's entries is called and read. */
export interface MetaLedgerColumn {
  readonly label: LocalizedText;
  readonly type: Field["type"];
  /** Adds up over entries; else it says what an entry is about. */
  readonly is_measure: boolean;
  /** Its sum over a posting must agree with another's; what any other measure adds up to means nothing there. */
  readonly is_balanced: boolean;
  /** For an amount: column of the entry that names its currency; absent = the organization's. */
  readonly currency?: string;
}

/** How a ledger and the columns of its entries are called. */
export interface MetaLedger {
  readonly label: LocalizedText;
  readonly columns: Named<MetaLedgerColumn>;
}

const COLUMN_SCHEMA = {
  type: "object",
  required: ["label", "type", "is_measure", "is_balanced"],
  properties: {
    label: LOCALIZED,
    type: { type: "string" },
    is_measure: { type: "boolean" },
    is_balanced: { type: "boolean" },
    currency: { type: "string" },
  },
  additionalProperties: false,
};

/** The same as a JSON Schema. */
export const LEDGER_SCHEMA = {
  type: "object",
  required: ["label", "columns"],
  properties: { label: LOCALIZED, columns: { type: "object", additionalProperties: COLUMN_SCHEMA } },
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
      levels.set(ledger, Math.max(levels.get(ledger) ?? 0, sight.highestReadLevel(id)));
    }
  }
  const ledgers = [...levels].flatMap(([id, level]): [string, MetaLedger][] => {
    const ledger = sight.artefacts.ledgers.get(id);
    if (!ledger) return [];
    const fields: Named<Field> = { ...ledger.dimensions, ...ledger.measures };
    const columns = Object.entries(fields).filter(([, field]) => (field.level ?? 0) <= level);
    const seen = new Map(columns);
    const shown = columns.map(([name, field]) => [name, columnOf(ledger, name, field, seen)] as const);
    return [[id, { label: ledger.label, columns: Object.fromEntries(shown) }]];
  });
  return { ledgers: Object.fromEntries(ledgers) };
}

function columnOf(
  { measures, invariants = {} }: Ledger,
  name: string,
  field: Field,
  seen: ReadonlyMap<string, Field>,
): MetaLedgerColumn {
  const currency = field.type === "money" && seen.has(field.currency ?? "") ? field.currency : undefined;
  return {
    label: field.label,
    type: field.type,
    is_measure: Object.hasOwn(measures, name),
    is_balanced: Object.values(invariants).some((one) => "equal" in one && one.equal.includes(name)),
    ...(currency !== undefined && { currency }),
  };
}
