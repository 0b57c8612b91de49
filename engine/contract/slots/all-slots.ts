import { KINDS } from "../kinds/all-kinds.ts";
import type { Kind } from "../kinds/kind.ts";
import type { MetadataFile } from "../metadata/metadata-file.ts";
import type { ExpressionSlot, SlotContext } from "./expression-slot.ts";

/** Every place in the files where an expression stands, with what it may read and must give. */
export function allSlots(files: readonly MetadataFile[], context: SlotContext): ExpressionSlot[] {
  return files.flatMap((file) => {
    const kind: Kind = KINDS[file.kind];
    return kind.slots?.({ file, artefact: file.json as object }, context) ?? [];
  });
}
