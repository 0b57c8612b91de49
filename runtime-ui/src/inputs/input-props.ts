import type { Field } from "../../../engine/contract/types/index.ts";

/** What a link brings along so that its title can be shown without asking again. */
export interface ChangeExtra {
  readonly title?: string | null;
}

/** Every input takes a value in the JSON form of the API and gives one back; `null` is no value. */
export interface InputProps<F extends Field = Field> {
  /** Id of the control, which a label points at. */
  readonly id: string;
  readonly field: F;
  /** Field id, e.g. `issue_date`. */
  readonly name: string;
  readonly value: unknown;
  readonly onChange: (value: unknown, extra?: ChangeExtra) => void;
  readonly onBlur?: () => void;
  readonly readOnly?: boolean;
  readonly required?: boolean;
  /** Something is wrong with the value; the words stand beside the field. */
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
  /** Name for assistive technology where no label points at the control. */
  readonly label?: string;
  /** Record the field belongs to (document or row): currency, units and link conditions read it. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Document of a row. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Title of the linked document, where known. */
  readonly title?: string;
  readonly autoFocus?: boolean;
}

/** Attributes common to all controls. */
export function controlProps({ id, isInvalid, describedBy, label, required, autoFocus, readOnly }: InputProps) {
  return {
    id,
    error: isInvalid || undefined,
    "aria-describedby": describedBy,
    "aria-label": label,
    "aria-required": required || undefined,
    autoFocus,
    readOnly,
    "data-autofocus": autoFocus || undefined,
  };
}
