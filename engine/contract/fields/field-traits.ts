import type { FieldType } from "../types/index.ts";

/**
 * - `index`: one stored column that can be compared, and that an index has room for
 * - `dimension`, `measure`: what a ledger's entries may have
 * - `sheet`: a value that a cell of a file can hold
 * - `number`: that cell is a number
 * - `copy`: a duplicate of the document has it too
 * - `column`: fits a column of a list
 * - `key`: people name a document by it
 * - `search`: the search looks into it
 * - `glance`: says enough in a list that nobody designed
 * - `line`: written on one line, where nobody sees blanks at the ends
 * - `prose`: written on many lines, where blanks may be meant
 * - `wide`: wants the whole width of a form
 * - `whole`: its JSON is a whole number
 */
export type FieldTrait =
  | "index"
  | "dimension"
  | "measure"
  | "sheet"
  | "number"
  | "copy"
  | "column"
  | "key"
  | "search"
  | "glance"
  | "line"
  | "prose"
  | "wide"
  | "whole";

const PLAIN: readonly FieldTrait[] = ["index", "dimension", "sheet", "copy", "column"];
const GLANCE: readonly FieldTrait[] = [...PLAIN, "glance"];
const KEY: readonly FieldTrait[] = [...PLAIN, "key", "search"];
const NUMBER: readonly FieldTrait[] = [...PLAIN, "number"];
const MEASURE: readonly FieldTrait[] = [...NUMBER, "measure", "glance"];
const LINE: readonly FieldTrait[] = [...KEY, "line"];
const PROSE: readonly FieldTrait[] = ["prose", "dimension", "sheet", "copy", "wide", "search"];

/** What can be done with the values of each field type: a new type that is missing here does not compile. */
const TRAITS: Readonly<Record<FieldType, readonly FieldTrait[]>> = {
  text: [...LINE, "glance"],
  long_text: [...PROSE, "column"],
  rich_text: PROSE,
  markdown: PROSE,
  email: [...LINE, "glance"],
  phone: [...LINE, "glance"],
  url: LINE,
  barcode: LINE,
  integer: [...MEASURE, "key", "whole"],
  decimal: MEASURE,
  money: MEASURE,
  quantity: MEASURE,
  percent: [...NUMBER, "glance"],
  rating: [...NUMBER, "glance", "whole"],
  duration: [...NUMBER, "whole"],
  boolean: GLANCE,
  date: GLANCE,
  datetime: GLANCE,
  time: PLAIN,
  choice: GLANCE,
  multi_choice: PLAIN,
  tags: [...PLAIN, "search"],
  color: [...PLAIN, "line"],
  link: GLANCE,
  dynamic_link: ["index", "dimension", "copy", "column"],
  file: ["index", "column"],
  image: ["index", "column"],
  json: ["sheet", "copy", "wide"],
  geolocation: ["dimension", "sheet", "copy"],
  secret: [],
  table: ["copy", "wide"],
  computed: ["sheet", "copy", "column", "glance"],
};

/** Can this be done with values of this type? */
export const hasTrait = (type: FieldType, trait: FieldTrait): boolean => TRAITS[type].includes(trait);
