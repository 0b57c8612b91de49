import pg from "pg";

/**
 * Types whose text is handed on as Postgres wrote it: a float or a Date would lose digits or move days.
 * date, time, timestamp, timestamptz, interval, numeric, int8.
 */
const TEXT_TYPES = new Set([1082, 1083, 1114, 1184, 1186, 1700, 20]);
/** Arrays of the same types. */
const TEXT_ARRAY_TYPES = new Set([1182, 1183, 1115, 1185, 1187, 1231, 1016, 2951]);
const TEXT_ARRAY = 1009;

const asIs = (text: string): string => text;

/** Our reading of Postgres' types, given to every connection; the global parsers of the driver stay untouched. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (TEXT_TYPES.has(oid)) return asIs;
    return pg.types.getTypeParser(TEXT_ARRAY_TYPES.has(oid) ? TEXT_ARRAY : oid, format as "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};
