import type { LocalizedText } from "../../kernel/index.ts";

/** Source text of the closed expression language (see `../expression`). */
export type Expression = string;

/** What every metadata file has. `id` is stable, in snake_case; `label` may change at any time. */
export interface Artefact {
  readonly id: string;
  readonly label: LocalizedText;
  readonly description?: LocalizedText;
}

/** A map keyed by name: an organization's change to it is a JSON merge patch. */
export type Named<T> = Readonly<Record<string, T>>;

/** Values by field, as in JSON. */
export type Values = Readonly<Record<string, unknown>>;
