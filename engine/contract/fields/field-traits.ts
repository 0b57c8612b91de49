import type { FieldType } from "../types/index.ts";

/**
 * - `index`: one stored column that can be compared, and that an index has room for
 * - `dimension`, `measure`: what a ledger's entries may have
 * - `sheet`: a value that a cell of a file can hold
 * - `number`: that cell is a number
 * - `copy`: a duplicate of the document has it too
 * - `column`: fits a column of a list
 * - `key`: people name a document by it
 */
export type FieldTrait = "index" | "dimension" | "measure" | "sheet" | "number" | "copy" | "column" | "key";

const PLAIN: readonly FieldTrait[] = ["index", "dimension", "sheet", "copy", "column"];
const KEY: readonly FieldTrait[] = [...PLAIN, "key"];
const NUMBER: readonly FieldTrait[] = [...PLAIN, "number"];
const MEASURE: readonly FieldTrait[] = [...NUMBER, "measure"];
const PROSE: readonly FieldTrait[] = ["dimension", "sheet", "copy"];

/** What can be done with the values of each field type: a new type that is missing here does not compile. */
const TRAITS: Readonly<Record<FieldType, readonly FieldTrait[]>> = {
  text: KEY,
  long_text: [...PROSE, "column"],
  rich_text: PROSE,
  markdown: PROSE,
  email: KEY,
  phone: KEY,
  url: KEY,
  barcode: KEY,
  integer: [...MEASURE, "key"],
  decimal: MEASURE,
  money: MEASURE,
  quantity: MEASURE,
  percent: NUMBER,
  rating: NUMBER,
  duration: NUMBER,
  boolean: PLAIN,
  date: PLAIN,
  datetime: PLAIN,
  time: PLAIN,
  choice: PLAIN,
  multi_choice: PLAIN,
  tags: PLAIN,
  color: PLAIN,
  link: PLAIN,
  dynamic_link: ["index", "dimension", "copy", "column"],
  file: ["index", "column"],
  image: ["index", "column"],
  json: ["sheet", "copy"],
  geolocation: ["dimension", "sheet", "copy"],
  secret: [],
  table: ["copy"],
  computed: ["sheet", "copy", "column"],
};

/** Can this be done with values of this type? */
export const hasTrait = (type: FieldType, trait: FieldTrait): boolean => TRAITS[type].includes(trait);
