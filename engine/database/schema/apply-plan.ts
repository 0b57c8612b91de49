import { errorDetail, fail } from "../../kernel/index.ts";
import { grantAccess } from "../organization/grant-access.ts";
import { migrateEngineTables } from "../organization/migrate-engine-tables.ts";
import { lockSchema } from "../organization/schema-lock.ts";
import { rawSql } from "../sql.ts";
import type { Connection, Database, OrganizationRef, Transaction } from "../types.ts";
import { declaredBy, loadDeclared } from "./declared.ts";
import { desiredSchema } from "./desired-schema.ts";
import { limitLockWait, lockTables } from "./lock-tables.ts";
import {
  addRevision,
  loadRevision,
  type RevisionNote,
  revisionHash,
  type StoredRevision,
} from "./metadata-revision.ts";
import type { SchemaDraft, StepDraft } from "./plan/draft.ts";
import { countRows, findRefusals, findWarnings } from "./plan/examine-plan.ts";
import { planSchema } from "./plan/plan-schema.ts";
import { readCatalog } from "./read-catalog.ts";
import { loadRestoreGround, type RestoredRevision } from "./restore-ground.ts";
import { restoreNames } from "./restore-names.ts";
import type { SchemaSource } from "./schema-source.ts";
import type { Catalog, Plan, Refusal } from "./types.ts";

export interface ApplyOptions extends RevisionNote {
  /** Consent to losing what the plan destroys. */
  readonly allowDestructive?: boolean;
  /** The organization's merge patches the registry was resolved with; unchanged unless given. */
  readonly layers?: readonly unknown[];
  /** Revision the registry was resolved from: another one in force by now is METADATA_CHANGED_MEANWHILE. */
  readonly basedOn?: number;
  /** The registry is one of an earlier revision's layers: what was renamed since takes back the name it had then. */
  readonly restores?: RestoredRevision;
  /** Told of the plan before it is judged: it may be refused. */
  readonly onPlan?: (plan: Plan) => void;
  /** For tests: called before each step and before the commit; what it throws must leave everything as it was. */
  readonly failpoint?: (place: string) => void;
}

export interface AppliedPlan extends Plan {
  /** Revision in force afterwards. */
  readonly revision: number;
}

/** Enough to outlast long reads: each attempt gives up after a fifth of a second and lets the queue behind it pass. */
const ATTEMPTS_MAX = 100;

/** What `applyPlan` would do, with rows counted and refusals found; changes nothing. */
export async function previewPlan(
  db: Database,
  organization: OrganizationRef,
  registry: SchemaSource,
  restores?: RestoredRevision,
): Promise<Plan> {
  return await db.read(null, (connection) => examine(connection, organization.schema, registry, restores));
}

/**
 * Brings an organization's tables to what the registry wants, and records the revision, in one transaction: afterwards tables
 * and metadata agree, or nothing has changed. Applying twice changes nothing. Readers wait a fifth of a second at most for the
 * locks. Raises SCHEMA_CHANGE_REFUSED (with the rows in `data.refusals`), SCHEMA_CHANGE_DESTRUCTIVE, SCHEMA_NAME_INVALID,
 * SCHEMA_RENAMES_UNTOLD, METADATA_CHANGED_MEANWHILE.
 */
export async function applyPlan(
  db: Database,
  organization: OrganizationRef,
  registry: SchemaSource,
  options: ApplyOptions = {},
): Promise<AppliedPlan> {
  const plan = await previewPlan(db, organization, registry, options.restores);
  options.onPlan?.(plan);
  await db.read(null, (connection) => assertBase(connection, organization, options));
  assertPermitted(plan, options);
  return await db.transaction(null, (tx) => applyOnce(tx, organization, registry, options, plan), {
    attempts_max: ATTEMPTS_MAX,
    statement_timeout_ms: 0,
  });
}

/** What was resolved from layers that are no longer in force would take back what somebody else put into force. */
async function assertBase(
  connection: Connection,
  organization: OrganizationRef,
  { basedOn }: ApplyOptions,
): Promise<void> {
  if (basedOn === undefined) return;
  const { revision } = await loadRevision(connection, organization);
  if (revision !== basedOn) fail("METADATA_CHANGED_MEANWHILE", { revision });
}

async function examine(
  connection: Connection,
  schema: string,
  registry: SchemaSource,
  restores: RestoredRevision | undefined,
): Promise<Plan> {
  const draft = await draftPlan(connection, schema, desiredSchema(registry, schema), restores);
  const refusals = await findRefusals(connection, draft);
  const warnings = await findWarnings(connection, draft.warnings, refusals);
  const steps = await countRows(connection, draft.steps);
  const isDestructive = steps.some((step) => step.destroys !== null);
  return { schema, registryHash: revisionHash(registry), steps, refusals, warnings, isDestructive };
}

async function draftPlan(
  connection: Connection,
  schema: string,
  wanted: Catalog,
  restores: RestoredRevision | undefined,
): Promise<SchemaDraft> {
  const [live, declared] = [await readCatalog(connection, schema), await loadDeclared(connection, schema)];
  const ground = restores && (await loadRestoreGround(connection, live, declared, restores));
  return planSchema(ground ? restoreNames(wanted, ground) : wanted, live, declared);
}

function assertPermitted(plan: Plan, options: ApplyOptions): void {
  assertNotRefused(plan.refusals);
  if (!plan.isDestructive || options.allowDestructive) return;
  const destroyed = plan.steps.flatMap((step) => step.destroys ?? []);
  fail("SCHEMA_CHANGE_DESTRUCTIVE", { destroys: destroyed.join(", ") }, { data: { destroys: destroyed } });
}

function assertNotRefused(refusals: readonly Refusal[]): void {
  if (refusals.length === 0) return;
  const details = refusals.map(({ rows: _, ...refusal }) =>
    errorDetail(refusal.code, `/${refusal.table}/${refusal.column}`, refusal),
  );
  fail("SCHEMA_CHANGE_REFUSED", { count: refusals.length }, { details, data: { refusals } });
}

/** The plan is drawn up again under the lock: somebody may have applied, or written, since it was looked at. */
async function applyOnce(
  tx: Transaction,
  { schema, ...organization }: OrganizationRef,
  registry: SchemaSource,
  options: ApplyOptions,
  seen: Plan,
): Promise<AppliedPlan> {
  await lockSchema(tx, schema);
  await limitLockWait(tx);
  await migrateEngineTables(tx, schema);
  await assertBase(tx, { schema, ...organization }, options);
  const wanted = desiredSchema(registry, schema);
  const draft = await draftPlan(tx, schema, wanted, options.restores);
  const { steps: drafts } = draft;
  await lockTables(tx, schema, drafts);
  assertNotRefused(await findRefusals(tx, draft));
  const mustLookAgain =
    !isSamePlan(drafts, seen) || (!options.allowDestructive && drafts.some((draft) => draft.destroys));
  const plan = mustLookAgain ? await examine(tx, schema, registry, options.restores) : seen;
  assertPermitted(plan, options);
  for (const [index, step] of plan.steps.entries()) {
    options.failpoint?.(`step ${index}`);
    await tx.query(rawSql(step.forward));
  }
  if (plan.steps.length > 0) await grantAccess(tx, schema);
  const revision = await recordRevision(tx, { schema, ...organization }, plan, wanted, options);
  options.failpoint?.("commit");
  return { ...plan, revision };
}

const isSamePlan = (drafts: readonly StepDraft[], plan: Plan): boolean =>
  drafts.length === plan.steps.length && drafts.every(({ forward }, index) => forward === plan.steps[index]?.forward);

/** A revision is added when tables, metadata or the organization's patches changed. */
async function recordRevision(
  tx: Transaction,
  organization: OrganizationRef,
  plan: Plan,
  wanted: Catalog,
  options: ApplyOptions,
): Promise<number> {
  const last = await loadRevision(tx, organization);
  const layers = options.layers ?? last.layers;
  const isChanged =
    plan.steps.length > 0 ||
    last.registryHash !== plan.registryHash ||
    JSON.stringify(layers) !== JSON.stringify(last.layers);
  if (!isChanged) return last.revision;
  const next: StoredRevision = { revision: last.revision + 1, registryHash: plan.registryHash, layers };
  await addRevision(tx, organization.schema, next, { steps: plan.steps, declared: declaredBy(wanted) }, options);
  return next.revision;
}
