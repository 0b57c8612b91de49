import { expect, test } from "@jest/globals";
import { createRequestContext, type Document, type OfferedActions, type RequestContext } from "../documents/index.ts";
import { libraryMetadata } from "../documents/tests/library-metadata.ts";
import { openLibrary, TODAY } from "../documents/tests/open-library.ts";
import { refusal } from "../documents/tests/refusal.ts";
import { fail, fixedClock, newId, type PerfexError } from "../kernel/index.ts";
import { type Registry, resolveRegistry } from "../registry/index.ts";

/** What only the values can be guilty of; everything else must have been known when the action was offered. */
const DATA_RULES = ["FIELD_REQUIRED", "RULE_BROKEN", "VALUES_INVALID", "DOCUMENT_IN_USE"];
const STATES = ["open", "reviewed", "settled", "dropped"];
const VERBS = ["update", "submit", "cancel", "amend", "duplicate", "delete"] as const;
const WORLDS = 12;

const library = openLibrary();
/** Stops in front of the first write: what gets here was let in, and leaves nothing behind. */
const stopped = () => library.failing((stage) => (stage === "write" ? fail("FUNCTION_TIMEOUT") : undefined));

type Random = (below: number) => number;
function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const pick = <T>(random: Random, of: readonly T[]): T => of[random(of.length)]!;
const some = <T>(random: Random, of: readonly T[]): T[] => of.filter(() => random(3) > 0);
const label = { fr: "x", en: "x" };

function randomWorkflow(random: Random) {
  const transition = (to: string) => ({
    label,
    from: [...new Set(["open", pick(random, STATES), pick(random, STATES)])],
    to,
    ...(random(3) === 0 && { roles: [pick(random, ["clerk", "chief"])] }),
    ...(random(3) === 0 && { action: pick(random, ["submit", "cancel"]) }),
    ...(random(2) === 0 && {
      when: pick(random, ["severity < 3", "is_settled", 'docstatus == "draft"', "severity > 1"]),
    }),
  });
  const transitions = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`t${index}`, transition(STATES[index % STATES.length]!)]),
  );
  const states = Object.fromEntries(STATES.map((id) => [id, { label }]));
  return { id: "complaint", label, doctype: "complaint", field: "state", initial: "open", states, transitions };
}

function randomRole(random: Random, id: string) {
  const where = () =>
    random(2) === 0
      ? {
          where: pick(random, ['state == "open"', 'state != "dropped"', "severity < 4", "!is_settled", "severity > 2"]),
        }
      : {};
  const grant = { actions: ["read", ...some(random, ["create", "update", "submit", "cancel", "amend", "delete"])] };
  return { id, label, permissions: { complaint: { ...grant, ...where(), read_level: 9, write_level: random(3) } } };
}

/** The library with a workflow, roles and a level of the state field drawn by chance; its tables are the same. */
function randomWorld(random: Random): Registry {
  const { files, findings } = libraryMetadata();
  const drawn = files.map((file) => {
    if (file.kind === "workflow") return { ...file, json: randomWorkflow(random) };
    if (file.kind !== "doctype" || file.id !== "complaint") return file;
    const doctype = file.json as { readonly fields: Readonly<Record<string, object>> };
    // What a submitted document leaves free is drawn as well.
    const free = (id: string) => ({ ...doctype.fields[id], level: random(3), after_submit: random(4) === 0 });
    const state = { ...doctype.fields["state"], level: random(3) };
    const rules = { mild: { check: "severity < 6", message: label, on: "submit" } };
    return {
      ...file,
      json: {
        ...doctype,
        rules,
        fields: { ...doctype.fields, subject: free("subject"), severity: free("severity"), state },
      },
    };
  });
  const roles = ["clerk", "chief"].map((id) => ({
    key: `library/roles/${id}`,
    kind: "role" as const,
    module: "library",
    id,
    path: `library/roles/${id}.json`,
    json: randomRole(random, id),
  }));
  return resolveRegistry({ files: [...drawn, ...roles], findings });
}

function contextOf(registry: Registry, roles: readonly string[]): RequestContext {
  const { db, organization } = library;
  const principal = { kind: "user", id: newId(), email: "x@library.test", roles, language: "en" } as const;
  return createRequestContext({ db, organization, registry, principal, clock: fixedClock(TODAY), requestId: newId() });
}

/** Puts a document where chance wants it, without a path through the workflow; what was computed may be outdated. */
async function randomDocument(random: Random): Promise<string> {
  const { id } = await library.documents.create(library.as(), "complaint", { subject: "x", severity: random(8) });
  const docstatus = pick(random, ["draft", "draft", "submitted", "cancelled"]);
  await library.rows(
    "update complaint set state = $2, docstatus = $3, is_settled = $4::boolean where id = $1::uuid",
    id,
    pick(random, STATES),
    docstatus,
    random(2) === 0,
  );
  return id;
}

type Attempt = () => Promise<unknown>;

/** A value other than any stored one, for each field a person might change; which of them is free, chance and submit decide. */
const CHANGES = [{ subject: "y" }, { severity: 99 }] as const;

/** Changing some field is let in, or the refusal of the first. */
async function updateAny(documents: typeof library.documents, ctx: RequestContext, id: string): Promise<unknown> {
  const refused: PerfexError[] = [];
  for (const change of CHANGES) {
    const error = await refusal(documents.update(ctx, "complaint", id, change).then(() => fail("FUNCTION_TIMEOUT")));
    if (error.code === "FUNCTION_TIMEOUT") throw error;
    refused.push(error);
  }
  throw refused[0];
}

function attempts(ctx: RequestContext, id: string): ReadonlyMap<string, Attempt> {
  const documents = stopped();
  const verbs: Record<(typeof VERBS)[number], Attempt> = {
    update: () => updateAny(documents, ctx, id),
    submit: () => documents.submit(ctx, "complaint", id),
    cancel: () => documents.cancel(ctx, "complaint", id),
    amend: () => documents.amend(ctx, "complaint", id),
    duplicate: () => documents.duplicate(ctx, "complaint", id),
    delete: () => documents.remove(ctx, "complaint", id),
  };
  const transitions = Object.keys(ctx.registry.workflowOf("complaint")?.transitions ?? {});
  return new Map([
    ...Object.entries(verbs),
    ...transitions.map((one) => [one, () => documents.transition(ctx, "complaint", id, one)] as const),
  ]);
}

const offeredNames = ({ verbs, transitions }: OfferedActions): ReadonlySet<string> =>
  new Set([...verbs, ...transitions.map(({ transition }) => transition)]);

/** Null when it was let in (or changed nothing), else why not. */
async function outcomeOf(attempt: Attempt): Promise<string | null> {
  const unwritten: Promise<Document | unknown> = attempt().then(() => fail("FUNCTION_TIMEOUT"));
  const { code } = await refusal(unwritten);
  return code === "FUNCTION_TIMEOUT" || DATA_RULES.includes(code) ? null : code;
}

async function isVisible(ctx: RequestContext, id: string): Promise<boolean> {
  const filter = { field: "id", op: "eq", value: id } as const;
  return (await library.documents.list(ctx, "complaint", { fields: ["id"], filter, limit: 1 })).items.length > 0;
}

test("whatever is offered is let in apart from what the values say, and whatever is not is refused with its reason", async () => {
  const tally = { offered: 0, refused: 0 };
  for (let seed = 1; seed <= WORLDS; seed++) {
    const random = createRandom(seed);
    const registry = randomWorld(random);
    for (const roles of [["clerk"], ["chief"], ["clerk", "chief"]]) {
      const id = await randomDocument(random);
      const ctx = contextOf(registry, roles);
      const transitions = new Set(Object.keys(registry.workflowOf("complaint")?.transitions ?? {}));
      if (!(await isVisible(ctx, id))) continue;
      const actions = await library.documents.actions(ctx, "complaint", id);
      const offered = offeredNames(actions);
      const reasons = new Map(actions.closed.map(({ transition, reason }) => [transition, reason.code as string]));
      for (const [name, attempt] of attempts(ctx, id)) {
        const refused = await outcomeOf(attempt);
        const place = { seed, roles, id, name, refused };
        expect({ ...place, isOffered: offered.has(name) }).toEqual({ ...place, isOffered: refused === null });
        // A transition that is shut is told with the very reason it is refused for.
        if (transitions.has(name))
          expect({ ...place, told: reasons.get(name) ?? null }).toEqual({ ...place, told: refused });
        tally[refused === null ? "offered" : "refused"]++;
      }
    }
  }
  // Chance must have drawn both kinds, or nothing was shown.
  expect(Math.min(tally.offered, tally.refused)).toBeGreaterThan(50);
});
