/** What a template may call beside Handlebars' own blocks. Whoever renders templates has each of them. */
export const TEMPLATE_HELPERS = [
  "money",
  "number",
  "percent",
  "date",
  "t",
  "multiline",
  "eq",
  "ne",
  "and",
  "or",
  "is_zero",
] as const;

export type TemplateHelper = (typeof TEMPLATE_HELPERS)[number];
