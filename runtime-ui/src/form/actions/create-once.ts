import type { DocumentAnswer } from "../../../../engine/http/api-types.ts";
import type { Values } from "../../api/documents.ts";
import { type AsIntent, type Intents, isRefusal } from "../../api/intents.ts";

const CREATE = "create ";

interface Creation {
  readonly asIntent: AsIntent;
  /** Intents without an answer. */
  readonly open: Intents;
  readonly send: (values: Values, key: string) => Promise<DocumentAnswer>;
}

export interface Created {
  readonly document: DocumentAnswer;
  /** It was stored by an earlier request, as it stood then. */
  readonly isEarlier: boolean;
}

/**
 * Stores a new document once, whatever became of the answers. Was something else typed since a request whose answer was lost,
 * that one is asked again first: the document may be stored already.
 */
export async function createOnce({ asIntent, open, send }: Creation, values: Values): Promise<Created> {
  const what = CREATE + JSON.stringify(values);
  const lost = Object.keys(open).find((intent) => intent.startsWith(CREATE) && intent !== what);
  if (lost !== undefined) {
    const before = JSON.parse(lost.slice(CREATE.length)) as Values;
    try {
      return { document: await asIntent(lost, (key) => send(before, key)), isEarlier: true };
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }
  return { document: await asIntent(what, (key) => send(values, key)), isEarlier: false };
}
