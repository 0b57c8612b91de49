/** Business behaviour as data; see docs/guides for the steps. */
export interface Scenario {
  readonly scenario: string;
  readonly organization?: {
    readonly country?: string;
    readonly chart?: string;
    readonly currency?: string;
    readonly fiscal_year_start?: string;
  };
  readonly today?: string;
  readonly steps: readonly ScenarioStep[];
}

type Values = Readonly<Record<string, unknown>>;
interface StepCommon {
  /** Role id the step is done as; administrator unless told. */
  readonly by?: string;
  /** Error code the step must fail with. */
  readonly fails?: string;
}

/** Discriminated by its verb. `$name` in any value refers to an earlier step's document. */
export type ScenarioStep = StepCommon &
  (
    | { readonly create: string; readonly as?: string; readonly values: Values }
    | { readonly find: string; readonly as: string; readonly where: Values }
    | { readonly update: string; readonly values: Values }
    | { readonly submit: string }
    | { readonly cancel: string }
    | { readonly amend: string; readonly as: string }
    | { readonly duplicate: string; readonly as: string }
    | { readonly delete: string }
    | { readonly convert: string; readonly conversion: string; readonly as: string; readonly lines?: readonly Values[] }
    | { readonly transition: string; readonly action: string }
    | { readonly today: string }
    | { readonly expect: string; readonly values: Values }
    | { readonly entries: string; readonly ledger: string; readonly are: readonly Values[] }
    | { readonly report: string; readonly with?: Values; readonly rows?: readonly Values[]; readonly totals?: Values }
    | { readonly call: string; readonly with: Values; readonly returns: Values }
  );
