import { formFr } from "./fr/form.ts";
import { listFr } from "./fr/list.ts";
import { reportFr } from "./fr/report.ts";
import { shellFr } from "./fr/shell.ts";

/** Every text of the screens in French; metadata brings its own labels. */
export const fr = { ...shellFr, ...listFr, ...formFr, ...reportFr };
