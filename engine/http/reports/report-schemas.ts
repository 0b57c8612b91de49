import type { Report } from "../../contract/types/index.ts";
import { REPORT_LIMIT_MAX } from "../../reports/index.ts";
import {
  anyJson,
  boolean,
  integer,
  listOf,
  localized,
  named,
  nullable,
  object,
  oneOf,
  optional,
  recordOf,
  type Static,
  text,
  typed,
} from "../schemas/schema.ts";

const OFFSET_MAX = 10_000_000;
const limit = optional(integer({ minimum: 1, maximum: REPORT_LIMIT_MAX }));
const offset = optional(integer({ minimum: 0, maximum: OFFSET_MAX }));
const row = recordOf(anyJson);
const compare = oneOf("previous_year");
const params = recordOf(anyJson);

export const reportColumn = named(
  "ReportColumn",
  object({
    id: text(),
    label: localized,
    /** How its values look: exact numbers as text, links as `{id, title}`. */
    type: oneOf(
      "text",
      "number",
      "boolean",
      "date",
      "datetime",
      "time",
      "link",
      "money",
      "quantity",
      "decimal",
      "integer",
      "percent",
    ),
    kind: oneOf("dimension", "measure"),
    /** Heading shared by neighbouring columns. */
    group: optional(localized),
    /** Doctype of a link. */
    to: optional(text()),
    /** Width of the time buckets; their value is the first day. */
    bucket: optional(oneOf("day", "month", "quarter", "year")),
    /** Labels of a choice by value. */
    options: optional(recordOf(localized)),
  }),
);
export type ReportColumn = Static<typeof reportColumn>;
export type ReportRow = Static<typeof row>;

/** Rows that stand together: `values` are those of the dimensions they share, `rows` how many of them are answered. */
const reportGroup = named(
  "ReportGroup",
  object({
    values: row,
    /** Sums of what came before its first row; only of reports with `opening`. */
    opening: nullable(row),
    /** Over all its rows, not only those answered. */
    totals: row,
    row_count: integer(),
    rows: integer(),
    /** Is its first row answered, its last one? */
    begins: boolean(),
    ends: boolean(),
  }),
);

export const reportAnswer = named(
  "Report",
  object({
    report: object({ id: text(), label: localized, kind: typed<Report["kind"]>({ type: "string" }) }),
    /** As they were used. */
    params,
    /** Visible ones, in order. */
    columns: listOf(reportColumn),
    rows: listOf(row),
    /** Sums of what came before the first row; only of reports with `opening`. */
    opening: nullable(row),
    /** Over all rows, not only those answered; null when the report has none. */
    totals: nullable(row),
    row_count: integer(),
    /** Groups of the answered rows, in their order; null when the report has none. */
    groups: nullable(listOf(reportGroup)),
    chart: nullable(typed<NonNullable<Report["chart"]>>({ type: "object" })),
    /** What a click on a figure does: opens the report in the row's `$drill`, or asks for the documents behind it. */
    drill: oneOf("report", "documents"),
  }),
);
export type ReportAnswer = Static<typeof reportAnswer>;

/** Whatever else stands in the query is a parameter of the report. */
export const reportQuery = { limit, offset, compare: optional(compare) };
export const exportReportQuery = { compare: optional(compare), language: optional(oneOf("fr", "en")) };

const PAGE = { params: optional(params), limit, offset };
export const reportBody = object({ ...PAGE, compare: optional(compare) });

/** Values of dimensions of the row asked about; null means "without value". */
export const drillBody = object({ ...PAGE, row: recordOf(anyJson), measure: text() });

const drillRow = object({
  document: object({ type: text(), id: text(), number: nullable(text()), title: nullable(text()) }),
  date: nullable(text()),
  /** What this row adds to the figure; for a formula, to each measure it is made of. */
  values: recordOf(anyJson),
});
export type DrillRow = Static<typeof drillRow>;

export const drillAnswer = named(
  "Drill",
  object({
    /** The measures in `values`. */
    columns: listOf(reportColumn),
    rows: listOf(drillRow),
    /** Over all source rows: for a sum or count, the figure itself. */
    totals: recordOf(anyJson),
    row_count: integer(),
  }),
);
export type DrillAnswer = Static<typeof drillAnswer>;
