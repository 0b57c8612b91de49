import { organizationCurrencyPath, readTextPath, SINGLE_ID } from "../../calculation/index.ts";
import { ORGANIZATION_DOCTYPE } from "../../contract/index.ts";
import { compileGetQuery, systemReadAccess } from "../../database/query/index.ts";
import { DEFAULT_CURRENCY } from "../../kernel/index.ts";
import type { AccessPolicy, DocumentValues, RequestContext, SettingsReader } from "../types.ts";
import { compileAccessPolicy } from "./compile-access-policy.ts";

export type RequestContextParts = Omit<RequestContext, "access" | "settings">;

/**
 * What a request carries, with the rights of its principal under its registry, compiled unless they come along.
 * Raises SYSTEM_REASON_MISSING.
 */
export function createRequestContext(parts: RequestContextParts, compiled?: AccessPolicy): RequestContext {
  const { db, organization, registry, principal, clock, requestId } = parts;
  const access = compiled ?? compileAccessPolicy(registry, principal, clock);
  return { db, organization, registry, principal, clock, requestId, access, settings: createSettingsReader(parts) };
}

/** Each single doctype is read at most once, on first use. */
function createSettingsReader({ db, organization, registry, principal }: RequestContextParts): SettingsReader {
  const loaded = new Map<string, Promise<DocumentValues | null>>();
  const load = async (doctype: string): Promise<DocumentValues | null> => {
    const query = compileGetQuery(registry, doctype, { id: SINGLE_ID }, systemReadAccess(principal));
    const text = await db.read(organization, (connection) => connection.queryText(query));
    return text === null ? null : (JSON.parse(text) as DocumentValues);
  };
  const loadOnce = (doctype: string) => {
    let values = loaded.get(doctype);
    if (!values) {
      values = load(doctype);
      loaded.set(doctype, values);
    }
    return values;
  };
  return {
    load: loadOnce,
    async currency() {
      const path = organizationCurrencyPath(registry.doctypes);
      return (path && readTextPath(await loadOnce(ORGANIZATION_DOCTYPE), path)) ?? DEFAULT_CURRENCY;
    },
  };
}
