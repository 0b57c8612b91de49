import type { Field, FieldType } from "../../../engine/contract/types/index.ts";

/** How a value is written as text. */
export type TextKind =
  | "plain"
  | "amount"
  | "count"
  | "decimal"
  | "percent"
  | "yes"
  | "date"
  | "datetime"
  | "time"
  | "duration"
  | "choice"
  | "list"
  | "link"
  | "structure"
  | "secret";

/** How a value stands in a cell or a card. */
export type CellKind = "text" | "badge" | "tick" | "email" | "phone" | "url" | "swatch" | "stars";

/** How a value stands alone, where there is room for it. */
export type OpenKind = "value" | "document" | "any document" | "markdown" | "markup" | "file" | "image";

/** What is read from a text that was typed or pasted into a cell of a line. */
export type ReadKind = "text" | "prose" | "number" | "duration" | "date" | "yes" | "choice" | "list";

/** How a cell of a line is edited. */
export type EditorKind = "text" | "prose" | "choice" | "link";

/** Width of a column, or how much of the room that is left. */
type Room = number | "some" | "much";

/**
 * - `sortable`: the server can put it in order
 * - `figure`: read as a number, at the right
 * - `narrow`: short in a tree
 * - `name`: a document may be told by it
 * - `told`: before and after are worth reading in the history; others are ids or markup
 */
type Look = "sortable" | "figure" | "narrow" | "name" | "told";

interface FieldLooks {
  readonly text: TextKind;
  readonly cell: CellKind;
  readonly open: OpenKind;
  readonly read: ReadKind;
  readonly editor: EditorKind;
  /** In a list, and among the lines of a document. */
  readonly room: readonly [list: Room, lines: Room];
  readonly looks: readonly Look[];
}

const TEXT: FieldLooks = {
  text: "plain",
  cell: "text",
  open: "value",
  read: "text",
  editor: "text",
  room: ["some", "some"],
  looks: ["sortable", "told"],
};
const PROSE: FieldLooks = { ...TEXT, read: "prose", editor: "prose", room: ["much", "much"] };
const NUMBER: FieldLooks = {
  ...TEXT,
  text: "decimal",
  read: "number",
  looks: ["sortable", "figure", "narrow", "told"],
};
const LIST: FieldLooks = { ...TEXT, text: "list", read: "list", looks: ["told"] };
const LINK: FieldLooks = {
  ...TEXT,
  text: "link",
  open: "document",
  editor: "link",
  room: ["much", "some"],
  looks: ["sortable", "name"],
};
const HIDDEN: FieldLooks = { ...TEXT, looks: [] };

/** What a field yields when read: a computed field is seen as its result. */
export type ValueType = Exclude<FieldType, "computed">;

/** How the values of each type look and are typed into lines: a new type that is missing here does not compile. */
const LOOKS: Readonly<Record<ValueType, FieldLooks>> = {
  text: { ...TEXT, looks: ["sortable", "name", "told"] },
  long_text: PROSE,
  rich_text: { ...TEXT, open: "markup", looks: ["sortable"] },
  markdown: { ...TEXT, open: "markdown", editor: "prose", room: ["some", "much"] },
  email: { ...TEXT, cell: "email" },
  phone: { ...TEXT, cell: "phone" },
  url: { ...TEXT, cell: "url" },
  barcode: TEXT,
  integer: { ...NUMBER, text: "count", room: [100, 90] },
  decimal: { ...NUMBER, room: [120, 108] },
  money: { ...NUMBER, text: "amount", room: [124, 118] },
  quantity: { ...NUMBER, room: [120, 82] },
  percent: { ...NUMBER, text: "percent", room: [100, 82] },
  duration: { ...NUMBER, text: "duration", read: "duration" },
  rating: { ...TEXT, cell: "stars", room: [120, "some"] },
  boolean: { ...TEXT, text: "yes", cell: "tick", read: "yes", room: [90, 80], looks: ["sortable", "narrow", "told"] },
  date: { ...TEXT, text: "date", read: "date", room: [106, 112], looks: ["sortable", "narrow", "told"] },
  datetime: { ...TEXT, text: "datetime", room: [140, "some"] },
  time: { ...TEXT, text: "time", room: [90, 90] },
  choice: {
    text: "choice",
    cell: "badge",
    open: "value",
    read: "choice",
    editor: "choice",
    room: [136, 130],
    looks: ["sortable", "narrow", "told"],
  },
  multi_choice: LIST,
  tags: LIST,
  link: LINK,
  dynamic_link: { ...LINK, open: "any document", editor: "text", room: ["some", "some"], looks: ["name"] },
  color: { ...TEXT, cell: "swatch", room: [80, "some"] },
  json: { ...HIDDEN, text: "structure" },
  geolocation: { ...HIDDEN, text: "structure" },
  secret: { ...HIDDEN, text: "secret" },
  file: { ...HIDDEN, open: "file" },
  image: { ...HIDDEN, open: "image" },
  table: HIDDEN,
};

export const valueType = (field: Field): ValueType => (field.type === "computed" ? field.result : field.type);

export const looksOf = (field: Field): FieldLooks => LOOKS[valueType(field)];

export const looksLike = (field: Field, look: Look): boolean => looksOf(field).looks.includes(look);
