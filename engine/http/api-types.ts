/**
 * Shapes of the answers of the HTTP interface, as JSON. Pure types: screens and clients may import this file alone.
 * Decimals, money, quantities and percents are texts ("345.00"); dates are ISO texts; ids are UUIDs.
 */

export type * from "./api-types/accounts.ts";
export type * from "./api-types/common.ts";
export type * from "./api-types/documents.ts";
export type * from "./api-types/jobs.ts";
export type * from "./api-types/meta.ts";
export type * from "./api-types/organizations.ts";
export type * from "./api-types/problems.ts";
