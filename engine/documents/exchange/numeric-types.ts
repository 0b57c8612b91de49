/** Field types (and results of computed fields) whose values are numbers in a file. */
export const numericTypes: ReadonlySet<string> = new Set([
  "integer",
  "rating",
  "duration",
  "decimal",
  "money",
  "quantity",
  "percent",
]);
