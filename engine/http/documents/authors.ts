import type { People } from "../../identity/index.ts";

interface Ports {
  readonly people: Pick<People, "namesOf">;
}

/** Adds the names of those who made them. */
export async function withAuthors<T extends { readonly created_by: string }>(ports: Ports, list: readonly T[]) {
  const names = await ports.people.namesOf(list.map((entry) => entry.created_by));
  return list.map((entry) => ({ ...entry, created_by_name: names.get(entry.created_by) ?? null }));
}

export async function withAuthor<T extends { readonly created_by: string }>(ports: Ports, entry: T) {
  const names = await ports.people.namesOf([entry.created_by]);
  return { ...entry, created_by_name: names.get(entry.created_by) ?? null };
}
