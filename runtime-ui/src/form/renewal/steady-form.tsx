import { useState } from "react";
import type { DocumentAnswer, MetaAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { HeldMetaProvider, useNewestMeta } from "../../meta/meta-context.tsx";
import { FormEditor } from "../form-editor.tsx";
import type { FormValues } from "../model/types.ts";
import type { TypedWork } from "./take-up.ts";

/** Other metadata than the open form was made of is in force. */
export interface NewerForm {
  /** Makes the form anew; with what was typed, unless nothing was. */
  readonly takeOver: (typed?: TypedWork) => void;
  /** The document is still on its way as it is called now. */
  readonly isComing: boolean;
}

interface SteadyFormProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer | null;
  readonly given?: FormValues;
  readonly isComing?: boolean;
}

interface Held {
  readonly meta: MetaAnswer;
  readonly doctype: MetaDoctype;
  readonly typed?: TypedWork | undefined;
  /** Counts how often the form was made anew. */
  readonly round: number;
}

/** A form stays as it was made while somebody types into it, whatever is applied meanwhile; it becomes the newer one when asked. */
export function SteadyForm({ doctype, isComing = false, ...opened }: SteadyFormProps) {
  const newest = useNewestMeta();
  const [held, setHeld] = useState<Held>({ meta: newest, doctype, round: 0 });
  const isSame = isSameForm(held.meta, newest, doctype.id);
  if (isSame && held.meta !== newest) setHeld({ ...held, meta: newest, doctype });
  const takeOver = (typed?: TypedWork) => setHeld({ meta: newest, doctype, typed, round: held.round + 1 });
  const reopen = () => setHeld({ ...held, typed: undefined, round: held.round + 1 });
  return (
    <HeldMetaProvider value={isSame ? newest : held.meta}>
      <FormEditor
        key={held.round}
        {...opened}
        doctype={isSame ? doctype : held.doctype}
        taken={held.typed}
        newer={isSame ? null : { takeOver, isComing }}
        onReopen={reopen}
      />
    </HeldMetaProvider>
  );
}

/** What a form is made of. Answers that read the same are the same objects: the memory of queries shares them. */
function partsOf({ doctypes, forms, workflows }: MetaAnswer, id: string): readonly unknown[] {
  const doctype = doctypes[id];
  const tables = Object.values(doctype?.fields ?? {}).flatMap((field) => (field.type === "table" ? [field.of] : []));
  return [doctype, forms[id], workflows[id], ...tables.map((table) => doctypes[table])];
}

function isSameForm(held: MetaAnswer, newest: MetaAnswer, id: string): boolean {
  if (held === newest) return true;
  const parts = partsOf(newest, id);
  return partsOf(held, id).every((part, index) => part === parts[index]);
}
