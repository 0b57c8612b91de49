import { asDeclared } from "../../compile/expression-reads.ts";
import type { Ledger } from "../../types/index.ts";
import type { Kind } from "../kind.ts";
import schema from "./ledger.schema.json" with { type: "json" };
import { ledgerReferences } from "./ledger-references.ts";
import { ledgerSlots } from "./ledger-slots.ts";
import { ledgerFields } from "./lints/ledger-fields.ts";
import { ledgerGuards } from "./lints/ledger-guards.ts";
import { ledgerNames } from "./lints/ledger-names.ts";
import { ledgerPeriods } from "./lints/ledger-periods.ts";
import { LEDGER_SCHEMA, type ShownLedgers, visibleLedgers } from "./visible-ledgers.ts";

/** An append-only book of entries. */
export const ledgerKind: Kind<{
  id: "ledger";
  plural: "ledgers";
  artefact: Ledger;
  resolved: Ledger;
  shown: ShownLedgers;
}> = {
  id: "ledger",
  plural: "ledgers",
  place: "ledgers/<id>.json",
  schema,
  nameIn: "id",
  unknown: "METADATA_LEDGER_UNKNOWN",
  references: ledgerReferences,
  slots: ledgerSlots,
  lints: [ledgerFields, ledgerGuards, ledgerNames, ledgerPeriods],
  compile: asDeclared,
  shownAs: { ledgers: { type: "object", additionalProperties: LEDGER_SCHEMA } },
  visible: visibleLedgers,
};
