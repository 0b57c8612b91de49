import type { ErrorCode } from "../../kernel/index.ts";
import type { MetadataAnalysis } from "../analyze-metadata.ts";
import type { Lint } from "../lints/lint.ts";
import type { Filed, MetadataModel } from "../metadata/metadata-model.ts";
import type { Reference } from "../references/reference.ts";
import type { ExpressionSlot, SlotContext } from "../slots/expression-slot.ts";
import type { Sight } from "../visible/sight.ts";
import type { ResolvedDoctype } from "./doctype/resolved-doctype.ts";

/** The types that go with a kind. */
export interface KindShape {
  readonly id: string;
  readonly plural: string;
  /** What a file holds. */
  readonly artefact: object;
  /** What a registry holds of it; `never` for a kind that lies beside. */
  readonly resolved: unknown;
  /** What screens get: a part of the answer they are made from; `never` for a kind nobody sees. */
  readonly shown: unknown;
}

/** A kind of artefact: everything the language knows of it. One folder each; `all-kinds.ts` lists them. */
export interface Kind<Shape extends KindShape = KindShape> {
  readonly id: Shape["id"];
  /** Name of its folder in a module and of its map in a registry. */
  readonly plural: Shape["plural"];
  /** Where a file lies below its module, with `<id>` for its name. */
  readonly place: string;
  /** JSON unless told. A file of text is held as `{ text }`. */
  readonly writtenIn?: "handlebars";
  /**
   * The program each of its files needs beside it, with `<id>` for its name. It comes with the product or an installed package:
   * an organization's own layer brings none, so it brings no new file of such a kind either.
   */
  readonly program?: string;
  readonly schema: object;
  /** Property in which a file repeats its name. */
  readonly nameIn: "id" | "language" | null;
  /** Ids are told apart within a module only. */
  readonly perModule?: true;
  /** Properties that hold JSON Schemas of their own. */
  readonly schemasIn?: readonly string[];
  /** What a name that leads to none of them is refused with; absent when nothing names this kind. */
  readonly unknown?: ErrorCode;
  /** The doctype it is for: a registry finds it by that. */
  ofDoctype?(artefact: Shape["artefact"]): string | null;
  /** The property that makes it the only one of its doctype. */
  onlyBy?(artefact: Shape["artefact"]): string | null;
  /** Names that must exist elsewhere, expressions apart. */
  references?(filed: Filed<Shape["artefact"]>, model: MetadataModel): readonly Reference[];
  /** Places where an expression stands. */
  slots?(filed: Filed<Shape["artefact"]>, context: SlotContext): readonly ExpressionSlot[];
  /** Rules of this kind alone; those over several kinds are in `contract/lints`. */
  readonly lints: readonly Lint<Shape["artefact"]>[];
  /**
   * With its expressions ready to run. A kind without it lies beside: it is checked with the metadata but is no part of a
   * registry, and no organization's layer changes it.
   */
  compile?(filed: Filed<Shape["artefact"]>, metadata: MetadataAnalysis): Shape["resolved"];
  /** For a doctype that declares none. */
  generate?(doctype: ResolvedDoctype): Shape["resolved"];
  /** Order of those of one doctype; as they were loaded unless told. */
  compare?(one: Shape["resolved"], other: Shape["resolved"]): number;
  /** The properties in which screens get them, each as a JSON Schema. */
  readonly shownAs?: { readonly [Property in keyof Shape["shown"]]: object };
  /** What somebody may see of all of them. */
  visible?(sight: Sight): Shape["shown"];
}
