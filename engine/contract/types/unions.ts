import type { LocalizedText } from "../../kernel/index.ts";
import type {
  FunctionBalance,
  FunctionDocuments,
  FunctionReport,
  ScenarioAmend,
  ScenarioCall,
  ScenarioCancel,
  ScenarioConvert,
  ScenarioCreate,
  ScenarioDelete,
  ScenarioDuplicate,
  ScenarioEntries,
  ScenarioExpect,
  ScenarioFind,
  ScenarioReport,
  ScenarioSubmit,
  ScenarioToday,
  ScenarioTransition,
  ScenarioUpdate,
} from "./generated/metadata.ts";

// Unions the schemas tell apart by which property is present; TypeScript needs them written out.

export type LedgerInvariant =
  /** Two measures have equal sums per posting. */
  | { readonly equal: readonly [string, string] }
  /** A measure's balance per key of dimensions never falls below the minimum; kept in a guarded balance row. */
  | { readonly measure: string; readonly min: string; readonly per: readonly string[] };

export type FunctionRead = FunctionDocuments | FunctionReport | FunctionBalance;

export type ReportSource = { readonly doctype: string; readonly table?: string } | { readonly ledger: string };

export type MenuItem =
  | { readonly doctype: string; readonly view?: string }
  | { readonly report: string }
  | { readonly importer: string }
  | { readonly page: string; readonly label: LocalizedText; readonly icon?: string };

/** Values by field, as in JSON. */
export type Values = Readonly<Record<string, unknown>>;

/** Discriminated by its verb. `$name` in any value refers to an earlier step's document. */
export type ScenarioStep =
  | ScenarioCreate
  | ScenarioFind
  | ScenarioUpdate
  | ScenarioSubmit
  | ScenarioCancel
  | ScenarioAmend
  | ScenarioDuplicate
  | ScenarioDelete
  | ScenarioConvert
  | ScenarioTransition
  | ScenarioToday
  | ScenarioExpect
  | ScenarioEntries
  | ScenarioReport
  | ScenarioCall;
