import type { Documents, DocumentValues, RequestContext } from "../../documents/index.ts";
import type { SeedTarget } from "./seeds.ts";

/** Documents created at the same time; more only wait for each other on a small machine. */
const AT_ONCE = 4;
const PAGE = 1000;

/** Seeds through the documents API: same checks, postings and history as a person's work. */
export function createSeedTarget(documents: Documents, ctx: RequestContext): SeedTarget {
  const createOne: SeedTarget["create"] = async (doctype, values, options) => {
    const submit = options?.submit === true;
    const { id } = await documents.create(ctx, doctype, values, submit ? { submit } : {});
    return { id };
  };
  return {
    create: createOne,
    async createMany(doctype, rows, options) {
      // Numbers follow the order in which documents are submitted: those come one after the other.
      const isNumbered = ctx.registry.doctype(doctype).number !== undefined;
      return mapAtOnce(rows, isNumbered ? 1 : AT_ONCE, async (row) => (await createOne(doctype, row, options)).id);
    },
    async submit(doctype, id) {
      await documents.submit(ctx, doctype, id);
    },
    async update(doctype, id, values) {
      const { version } = await documents.get(ctx, doctype, id);
      await documents.update(ctx, doctype, id, values, { version });
    },
    async setSingle(doctype, values) {
      const { id, version } = await documents.single(ctx, doctype);
      await documents.update(ctx, doctype, id, values, { version });
    },
    find: (doctype, where, fields) => findAll(documents, ctx, doctype, where, fields),
  };
}

async function findAll(
  documents: Documents,
  ctx: RequestContext,
  doctype: string,
  where: DocumentValues,
  fields: readonly string[] = [],
) {
  const conditions = Object.entries(where).map(([field, value]) =>
    value === null ? ({ field, op: "is_null", value: true } as const) : ({ field, op: "eq", value } as const),
  );
  const found: ({ readonly id: string } & DocumentValues)[] = [];
  let cursor: string | null = null;
  do {
    const page = await documents.list(ctx, doctype, {
      fields: ["id", ...fields],
      limit: PAGE,
      ...(conditions.length > 0 && { filter: { and: conditions } }),
      ...(cursor !== null && { cursor }),
    });
    found.push(...(page.items as unknown as ({ readonly id: string } & DocumentValues)[]));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}

/** Results in the order of the items; the first failure stops what has not begun. */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!).catch((error) => {
        next = items.length;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
