import { existsSync } from "node:fs";
import { join } from "node:path";

/** The algorithm of `fec_import` is `<module>/functions/fec_import/fec_import.ts` in one of the folders, … */
export function locate(folders: readonly string[], modules: Iterable<string>, id: string): string | undefined {
  const names = [...modules];
  return folders
    .flatMap((folder) => names.map((module) => join(folder, module, "functions", id, `${id}.ts`)))
    .find((path) => existsSync(path));
}

/** … and exports `fecImport`. */
export function exportNameOf(id: string): string {
  return id.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
