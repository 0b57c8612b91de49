import type { FunctionDefinition } from "./definition.ts";
import type { ListFunction } from "./list-functions.ts";

/** How a function is written: `round(x, decimals)`, `coalesce(a, b, …)`, `sum(list, expression)`. */
export function usageOf(definition: FunctionDefinition | ListFunction): string {
  if ("bodyKinds" in definition) {
    return `${definition.name}(list${definition.bodyOptional ? "[, expression]" : ", expression"})`;
  }
  const written = definition.parameters.map(({ name, optional }, index) => {
    const separator = index > 0 ? ", " : "";
    return optional ? `[${separator}${name}]` : separator + name;
  });
  return `${definition.name}(${written.join("")}${definition.variadic ? ", …" : ""})`;
}
