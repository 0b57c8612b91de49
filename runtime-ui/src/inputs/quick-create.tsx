import { lazy, type ReactNode, Suspense, useState } from "react";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { useMeta } from "../meta/meta-context.tsx";
import type { Values } from "./quick-create-dialog.tsx";
import { searchedField } from "./quick-fields.ts";

/** Its inputs may be links, which offer the same dialog. */
const QuickCreateDialog = lazy(async () => ({
  default: (await import("./quick-create-dialog.tsx")).QuickCreateDialog,
}));

/** The typed text goes into what was searched for. */
function initialValues(meta: MetaAnswer, doctypeId: string, typed: string): Values {
  const field = typed ? searchedField(meta, doctypeId) : undefined;
  return field ? { [field]: typed } : {};
}

interface QuickCreate {
  readonly open: (typed: string) => void;
  readonly dialog: ReactNode;
}

/** Makes a document without leaving the one that needs it. */
export function useQuickCreate(doctypeId: string, onCreated: (id: string, title: string) => void): QuickCreate {
  const meta = useMeta();
  const [values, setValues] = useState<Values | null>(null);
  const onDone = (id: string, title: string) => {
    setValues(null);
    onCreated(id, title);
  };
  return {
    open: (typed) => setValues(initialValues(meta, doctypeId, typed)),
    dialog: values && (
      <Suspense fallback={null}>
        <QuickCreateDialog
          doctypeId={doctypeId}
          values={values}
          onChange={setValues}
          onClose={() => setValues(null)}
          onDone={onDone}
        />
      </Suspense>
    ),
  };
}
