import type { LocalizedText } from "../../kernel/index.ts";
import type { Artefact, Expression, Named } from "./common.ts";
import type { Field } from "./field.ts";

/** A condition that must hold whenever a document is saved (null counts as holding). */
export interface Rule {
  readonly check: Expression;
  readonly message: LocalizedText;
  /** Field the message is shown at; `lines` or `lines.quantity` for a table: the check then runs for each row. */
  readonly at?: string;
  /** `save` unless told. */
  readonly on?: "save" | "submit";
}

export interface NumberSeries {
  /** Text with `{expression}` parts and exactly one run of zeros in braces: `FA-{year(issue_date)}-{00000}`. Each distinct prefix counts on its own. */
  readonly series: string;
  readonly on: "create" | "submit";
  /** Gapless numbers are drawn as the last step of the transaction. */
  readonly gapless?: boolean;
}

/**
 * `document`: a table of its own · `child`: the shape of lines, a table per use · `single`: exactly one record (settings).
 * `simple` documents are always editable; `submittable` ones go draft → submitted → cancelled.
 */
export interface Doctype extends Artefact {
  readonly plural?: LocalizedText;
  readonly kind: "document" | "child" | "single";
  readonly lifecycle?: "simple" | "submittable";
  readonly number?: NumberSeries;
  /** Expression (text) over the document's own fields and link paths: what links and lists show. */
  readonly title?: Expression;
  /** Name of an icon of the screen's icon set. */
  readonly icon?: string;
  readonly fields: Named<Field>;
  readonly rules?: Named<Rule>;
  /** Own fields the search looks into. */
  readonly search?: readonly string[];
  readonly indexes?: Named<readonly string[]>;
  readonly unique?: Named<readonly string[]>;
  /** Field (link to itself) that makes this doctype a tree. */
  readonly tree?: string;
  readonly renamed_from?: string;
}
