import Handlebars, { type HelperDelegate } from "handlebars";
import { TEMPLATE_HELPERS } from "./helpers.ts";

export interface TemplateTask {
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const CACHED_TEMPLATES = 50;
const cache = new Map<string, HandlebarsTemplateDelegate>();
const handlebars = Handlebars.create();
for (const name of ["lookup", "log"]) handlebars.unregisterHelper(name);
for (const [name, helper] of Object.entries(TEMPLATE_HELPERS)) handlebars.registerHelper(name, orField(name, helper));

/** A field may be called like a helper: its name alone, handed nothing, is the field. */
function orField(name: string, helper: HelperDelegate): HelperDelegate {
  return function (this: unknown, ...args: unknown[]) {
    if (args.length > 1) return helper.apply(this, args as never);
    return Object.hasOwn(Object(this), name) ? (this as Readonly<Record<string, unknown>>)[name] : undefined;
  };
}

/** Only text is ever compiled: a template given as an object would be trusted as compiled code. */
function compiled(template: string): HandlebarsTemplateDelegate {
  const known = cache.get(template);
  if (known) return known;
  if (cache.size >= CACHED_TEMPLATES) cache.clear();
  const fresh = handlebars.compile(String(template), { preventIndent: true });
  cache.set(template, fresh);
  return fresh;
}

/** Runs inside the limited thread. */
export function handle(task: TemplateTask): string {
  return compiled(task.template)(task.data);
}
