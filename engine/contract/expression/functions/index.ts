import { CHOICE_FUNCTIONS } from "./choice-functions.ts";
import { DATE_FUNCTIONS } from "./date-functions.ts";
import type { FunctionDefinition } from "./definition.ts";
import { LIST_FUNCTION_DEFINITIONS, type ListFunction } from "./list-functions.ts";
import { NUMBER_FUNCTIONS } from "./number-functions.ts";
import { SESSION_FUNCTIONS } from "./session-functions.ts";
import { TEXT_FUNCTIONS } from "./text-functions.ts";

const PLAIN = [...NUMBER_FUNCTIONS, ...TEXT_FUNCTIONS, ...DATE_FUNCTIONS, ...CHOICE_FUNCTIONS, ...SESSION_FUNCTIONS];

/** Every plain function by name. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = new Map(PLAIN.map((each) => [each.name, each]));

/** Every function over the rows of a list, by name. `min` and `max` are also plain functions. */
export const LIST_FUNCTIONS: ReadonlyMap<string, ListFunction> = new Map(
  LIST_FUNCTION_DEFINITIONS.map((each) => [each.name, each]),
);
