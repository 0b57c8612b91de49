import {
  type Connection,
  compileGetQuery,
  type Database,
  ident,
  type OrganizationRef,
  sql,
  systemReadAccess,
} from "../../database/index.ts";
import {
  createRequestContext,
  type Document,
  loadEnvironments,
  type Planned,
  type PostingPreview,
  type RequestContext,
} from "../../documents/index.ts";
import { createComputingFunctions } from "../../functions/index.ts";
import { isPerfexError, newId, systemClock } from "../../kernel/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import type { Registry, ResolvedDoctype } from "../../registry/index.ts";

/** A document that was submitted and is missing from a ledger. */
export interface UnpostedDocument {
  readonly doctype: string;
  readonly id: string;
  readonly ledger: string;
}

const SYSTEM_ID = "00000000-0000-7000-8000-000000000000";

/**
 * Submitted and cancelled documents without the posting their rules ask for. Whether a rule asks for one only its expressions
 * tell (a document of nothing enters nothing), so those few that lack one are computed again. `folders` hold the
 * modules with their functions.
 */
export async function unpostedDocuments(
  db: Database,
  organization: OrganizationRef,
  registry: Registry,
  folders: readonly string[],
): Promise<readonly UnpostedDocument[]> {
  const principal = {
    kind: "system",
    id: SYSTEM_ID,
    email: "system",
    roles: [],
    language: "fr",
    reason: "verify",
  } as const;
  const { id, schema } = organization;
  const request = { db, organization: { id, schema }, registry, principal, clock: systemClock, requestId: newId() };
  const ctx = createRequestContext(request);
  const ledgers = createLedgerPort(createComputingFunctions(folders));
  const unposted: UnpostedDocument[] = [];
  for (const doctype of registry.doctypes.values()) {
    const linkPaths = registry.postingsOf(doctype.id).flatMap(({ compiled }) => compiled.linkPaths);
    if (registry.postingsOf(doctype.id).length === 0) continue;
    await db.read(organization, async (connection) => {
      for (const { id, posted } of await candidates(connection, registry, doctype)) {
        const document = await load(ctx, connection, doctype, id);
        const environments = await loadEnvironments(ctx, connection, doctype.id, [document], linkPaths);
        const wanted = ledgers.plan(ctx, doctype.id, environments).flatMap(postingsOrError);
        const missing = new Set(wanted.map(({ ledger }) => ledger).filter((ledger) => !posted.includes(ledger)));
        unposted.push(...[...missing].map((ledger) => ({ doctype: doctype.id, id, ledger })));
      }
    });
  }
  return unposted;
}

function postingsOrError(planned: Planned): readonly PostingPreview[] {
  if (isPerfexError(planned)) throw planned;
  return planned;
}

/** Documents that are not in every ledger some rule of their doctype posts to. */
function candidates(connection: Connection, registry: Registry, { id, table }: ResolvedDoctype) {
  const ledgers = new Set(registry.postingsOf(id).map(({ ledger }) => ledger));
  return connection.query<{ id: string; posted: string[] }>(sql`
    select _d.id, array_remove(array_agg(distinct _p.ledger), null) as posted
    from ${ident(table)} _d left join posting _p on _p.document_type = ${id} and _p.document_id = _d.id and _p.kind = 'post'
    where _d.docstatus in ('submitted', 'cancelled') group by _d.id having count(distinct _p.ledger) < ${ledgers.size}::int`);
}

async function load(ctx: RequestContext, connection: Connection, doctype: ResolvedDoctype, id: string) {
  const query = compileGetQuery(ctx.registry, doctype.id, { id }, systemReadAccess(ctx.principal));
  return JSON.parse((await connection.queryText(query)) ?? "{}") as Document;
}
