/** The contract of the layer, in parts. */
export type {
  Document,
  DocumentRow,
  DocumentStatus,
  DocumentValues,
  JsonValue,
  Members,
} from "../calculation/index.ts";
export type * from "./types/documents.ts";
export type * from "./types/exchange.ts";
export type * from "./types/ports.ts";
export type * from "./types/request-context.ts";
export type * from "./types/requests.ts";
