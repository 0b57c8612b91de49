import type { ErrorCode } from "../../kernel/index.ts";
import type { Lint } from "../lints/lint.ts";
import type { Filed, MetadataModel } from "../metadata/metadata-model.ts";
import type { Reference } from "../references/reference.ts";
import type { ExpressionSlot, SlotContext } from "../slots/expression-slot.ts";

/** The types that go with a kind. */
export interface KindShape {
  readonly id: string;
  readonly plural: string;
  /** What a file holds. */
  readonly artefact: object;
}

/** A kind of artefact: everything the language knows of it. One folder each; `all-kinds.ts` lists them. */
export interface Kind<Shape extends KindShape = KindShape> {
  readonly id: Shape["id"];
  /** Name of its folder in a module and of its map in a registry. */
  readonly plural: Shape["plural"];
  /** Where a file lies below its module, with `<id>` for its name. */
  readonly place: string;
  readonly schema: object;
  /** Property in which a file repeats its name. */
  readonly nameIn: "id" | "language" | null;
  /** Ids are told apart within a module only. */
  readonly perModule?: true;
  /** Is checked with the metadata but no part of a registry: no organization's layer changes it. */
  readonly isBeside?: true;
  /** Properties that hold JSON Schemas of their own. */
  readonly schemasIn?: readonly string[];
  /** What a name that leads to none of them is refused with; absent when nothing names this kind. */
  readonly unknown?: ErrorCode;
  /** Where a doctype may have only one of them: the doctype, and the property that says so. */
  onlyFor?(artefact: Shape["artefact"]): { readonly doctype: string; readonly property: string } | null;
  /** Names that must exist elsewhere, expressions apart. */
  references?(filed: Filed<Shape["artefact"]>, model: MetadataModel): readonly Reference[];
  /** Places where an expression stands. */
  slots?(filed: Filed<Shape["artefact"]>, context: SlotContext): readonly ExpressionSlot[];
  /** Rules of this kind alone; those over several kinds are in `contract/lints`. */
  readonly lints: readonly Lint<Shape["artefact"]>[];
}
