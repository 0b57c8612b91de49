import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderErrorReference } from "../engine/kernel/errors/render-error-reference.ts";

writeFileSync(join(import.meta.dirname, "..", "docs", "errors.md"), renderErrorReference());
