import { type ReactNode, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCount } from "../format/numbers.ts";
import { useLanguage, useLocalize } from "../i18n/language.ts";
import { PageHeader } from "../shared/page-header.tsx";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import classes from "./list.module.css";
import { ListActions } from "./list-actions.tsx";
import { ListEmpty } from "./list-empty.tsx";
import { isNarrowed, type ListState } from "./list-state.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import type { ListModel } from "./use-list-model.ts";
import { useModuleCrumbs } from "./use-module-crumbs.ts";

export interface ListCount {
  readonly total: number;
  readonly isCapped: boolean;
}

/** What the rows tell the frame, and the frame the rows. */
export interface ListControls {
  readonly setCount: (count: ListCount | null) => void;
  readonly selection: readonly string[];
  readonly setSelection: (ids: readonly string[]) => void;
  /** Grows whenever the rows must be read again. */
  readonly revision: number;
}

export interface ListBodyProps {
  readonly model: ListModel;
  readonly state: ListState;
  readonly update: (change: Partial<ListState>, options?: { readonly replace: boolean }) => void;
  readonly controls: ListControls;
}

type ListFrameProps = Omit<ListBodyProps, "controls"> & {
  readonly children: (controls: ListControls) => ReactNode;
};

/** Title, toolbar and bulk bar around the rows of a list, whatever shape the rows have. */
export function ListFrame({ model, state, update, children }: ListFrameProps) {
  const localize = useLocalize();
  const [count, setCount] = useState<ListCount | null>(null);
  const [selection, setSelection] = useState<readonly string[]>([]);
  const [revision, setRevision] = useState(0);
  const controls = useMemo(() => ({ setCount, selection, setSelection, revision }), [selection, revision]);
  const { doctype } = model;
  const isEmpty = count?.total === 0;
  const onChanged = () => {
    setSelection([]);
    setRevision((current) => current + 1);
  };
  return (
    <div className={classes["page"]}>
      <PageHeader
        title={localize(state.view ? model.view.label : (doctype.plural ?? doctype.label))}
        crumbs={useModuleCrumbs(doctype.module)}
        aside={<Count count={count} />}
      >
        <ListActions model={model} state={state} onChanged={onChanged} />
      </PageHeader>
      <ListToolbar model={model} state={state} update={update} />
      <div className={classes["body"]}>
        <div className={classes["rows"]} hidden={isEmpty}>
          <Suspense fallback={<ListSkeleton />}>{children(controls)}</Suspense>
        </div>
        {isEmpty && <ListEmpty model={model} isNarrowed={isNarrowed(state)} update={update} />}
      </div>
      {selection.length > 0 && (
        <BulkBar model={model} state={state} total={count?.total ?? 0} selection={selection} onDone={onChanged} />
      )}
    </div>
  );
}

function Count({ count }: { readonly count: ListCount | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!count || count.total === 0) return null;
  const text = formatCount(count.total, language);
  return (
    <output className={classes["count"]}>
      {count.isCapped ? t("list.moreThan", { count: text as unknown as number }) : text}
    </output>
  );
}

function ListSkeleton() {
  return (
    <div className={classes["skeleton"]}>
      <RowsSkeleton count={14} />
    </div>
  );
}
