/**
 * Shapes of what the HTTP interface is sent and answers, as JSON; each follows from the schema a route is declared with. Screens and
 * clients import types of this file alone.
 * Decimals, money, quantities and percents are texts ("345.00"); dates are ISO texts; ids are UUIDs.
 */

export type * from "./auth/auth-schemas.ts";
export type * from "./documents/collection-schemas.ts";
export type * from "./documents/document-schemas.ts";
export type * from "./documents/find-schemas.ts";
export type * from "./documents/import-schemas.ts";
export type * from "./documents/record-schemas.ts";
export type * from "./documents/relation-schemas.ts";
export type * from "./documents/ticketed-address.ts";
export type * from "./events/event-schemas.ts";
export type * from "./functions/function-schemas.ts";
export type * from "./meta/meta-schemas.ts";
export type * from "./operations/operation-schemas.ts";
export type * from "./organizations/organization-schemas.ts";
export type * from "./reports/report-schemas.ts";
export type * from "./schemas/problem-schemas.ts";
export type { Json } from "./schemas/schema.ts";
