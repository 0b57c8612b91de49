import type { Database } from "../../database/index.ts";
import { CHANGES_CHANNEL, type ChangeNotice } from "../../jobs/index.ts";

export type Changes = ChangeNotice["changes"];

/** Tells the streams of this node what changed in their organization, whichever node changed it. */
export interface ChangeHub {
  watch(organization: string, receive: (changes: Changes) => void): () => void;
  close(): Promise<void>;
}

export async function createChangeHub(db: Database): Promise<ChangeHub> {
  const watchers = new Map<string, Set<(changes: Changes) => void>>();
  const subscription = await db.listen(CHANGES_CHANNEL, (payload) => {
    const notice = JSON.parse(payload) as ChangeNotice;
    for (const receive of watchers.get(notice.organization) ?? []) receive(notice.changes);
  });
  return {
    watch(organization, receive) {
      const set = watchers.get(organization) ?? new Set();
      watchers.set(organization, set.add(receive));
      return () => {
        set.delete(receive);
        if (set.size === 0) watchers.delete(organization);
      };
    },
    close: () => subscription.stop(),
  };
}
