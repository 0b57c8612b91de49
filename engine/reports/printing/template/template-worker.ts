import { parentPort } from "node:worker_threads";
import Handlebars from "handlebars";
import { TEMPLATE_HELPERS } from "./helpers.ts";

export interface TemplateTask {
  readonly id: number;
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type TemplateAnswer =
  | { readonly id: number; readonly html: string }
  | { readonly id: number; readonly error: string };

const CACHED_TEMPLATES = 50;
const cache = new Map<string, HandlebarsTemplateDelegate>();
const handlebars = Handlebars.create();
handlebars.registerHelper(TEMPLATE_HELPERS);
for (const name of ["lookup", "log"]) handlebars.unregisterHelper(name);

/** Only text is ever compiled: a template given as an object would be trusted as compiled code. */
function compiled(template: string): HandlebarsTemplateDelegate {
  const known = cache.get(template);
  if (known) return known;
  if (cache.size >= CACHED_TEMPLATES) cache.clear();
  const fresh = handlebars.compile(String(template), { preventIndent: true });
  cache.set(template, fresh);
  return fresh;
}

function answer(task: TemplateTask): TemplateAnswer {
  try {
    return { id: task.id, html: compiled(task.template)(task.data) };
  } catch (error) {
    return { id: task.id, error: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (task: TemplateTask) => parentPort?.postMessage(answer(task)));
