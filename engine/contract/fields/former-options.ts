import type { Choice, StoredChoice } from "../types/index.ts";

/** What an option was called before; options that no rows hold have no former names. */
export const formerOptions = (option: Choice | StoredChoice): readonly string[] =>
  ("renamed_from" in option ? option.renamed_from : undefined) ?? [];
