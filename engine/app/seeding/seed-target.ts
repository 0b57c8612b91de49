import type { Documents, DocumentValues, RequestContext } from "../../documents/index.ts";
import { mustExist } from "../../kernel/index.ts";
import type { SeedTarget } from "./seeds.ts";

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
      const submit = options?.submit === true;
      const { ids, refused } = await documents.createMany(ctx, doctype, rows, { submit });
      if (refused[0]) throw refused[0].error;
      return ids.map((id) => mustExist(id, "a document that was not refused"));
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
