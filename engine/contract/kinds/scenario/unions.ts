import type {
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
} from "../../types/generated/metadata.ts";

// A union the schema tells apart by which property is present; TypeScript needs it written out.

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
