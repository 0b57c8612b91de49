import { checkExpression, compileExpression, createEnvironment } from "../../../engine/contract/index.ts";
import type { MetaImporter } from "../../../engine/http/api-types.ts";

const NOTHING_TO_READ = { lookup: () => undefined, member: () => undefined };

/** What is asked beside the file, as it stands before anybody answers. A default that reads anything is the server's to compute. */
export function optionDefaults({ options = {} }: MetaImporter): Readonly<Record<string, unknown>> {
  const defaults = Object.entries(options).flatMap(([name, { default: source }]) => {
    if (source === undefined) return [];
    try {
      const evaluate = compileExpression(checkExpression(source, NOTHING_TO_READ));
      return [[name, evaluate(createEnvironment({ document: {}, today: "", now: "", timeZone: "UTC" }))] as const];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(defaults);
}
