import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DOCSTATUS_FIELD } from "../../../../engine/contract/fields/system-columns.ts";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { fieldText } from "../../format/field-text.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { Dialog } from "../../shared/dialog.tsx";
import { ProblemState } from "../../shared/problem-state.tsx";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import { documentQuery } from "../document-query.ts";
import { loadedValues } from "../model/form-rows.ts";
import type { FormStore } from "../model/form-store.ts";
import { ConflictChoices } from "./conflict-choices.tsx";
import { conflictPlaces } from "./conflict-places.ts";
import { keepTyped } from "./keep-typed.ts";

interface ConflictDialogProps {
  readonly doctype: MetaDoctype;
  readonly store: FormStore;
  readonly onClose: () => void;
}

/** Somebody else saved in between: place by place, what one typed and what they made of it, and which shall stand. */
export function ConflictDialog({ doctype, store, onClose }: ConflictDialogProps) {
  const { t } = useTranslation();
  const id = String(store.getState().values["id"] ?? "");
  const fresh = useQuery(documentQuery(useMeta(), doctype, id));
  return (
    <Dialog onClose={onClose} size="xl" title={t("conflict.title")}>
      {fresh.isError ? (
        <ProblemState error={fresh.error} onRetry={() => void fresh.refetch()} />
      ) : fresh.data === undefined || fresh.isFetching ? (
        <RowsSkeleton count={4} />
      ) : (
        <Question doctype={doctype} store={store} fresh={fresh.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

type QuestionProps = ConflictDialogProps & { readonly fresh: DocumentAnswer };

function Question({ doctype, store, fresh, onClose }: QuestionProps) {
  const { t } = useTranslation();
  const context = useTextContext();
  const { model } = store;
  const sides = useMemo(() => {
    const { values: yours, stored } = store.getState();
    return { base: loadedValues(model, stored ?? {}), yours, theirs: loadedValues(model, fresh) };
  }, [model, store, fresh]);
  const places = useMemo(() => conflictPlaces(doctype, model.tables, sides), [doctype, model, sides]);
  // What only they changed nobody typed here: keeping all that was typed leaves it as they made it.
  const untyped = () => new Set(places.flatMap(({ key, isTheirs }) => (isTheirs ? [key] : [])));
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(untyped);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    keepTyped(store, fresh, places, (key) => theirs.has(key));
    onClose();
  };
  const isMoved = sides.base["docstatus"] !== sides.theirs["docstatus"];
  return (
    <form onSubmit={apply}>
      <Text mb="sm">{t(places.length > 0 ? "conflict.text" : "conflict.nothing")}</Text>
      {isMoved && (
        <Text mb="sm" fw={500}>
          {t("conflict.state", { state: fieldText(context, DOCSTATUS_FIELD, "docstatus", fresh) })}
        </Text>
      )}
      {places.length > 1 && (
        <Group gap="xs" mb="xs">
          <Button variant="default" size="compact-sm" onClick={() => setTheirs(untyped())}>
            {t("conflict.allYours")}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => setTheirs(new Set(places.map(({ key }) => key)))}>
            {t("conflict.allTheirs")}
          </Button>
        </Group>
      )}
      <ConflictChoices
        doctype={doctype}
        tables={model.tables}
        places={places}
        sides={sides}
        theirs={theirs}
        onChoose={(key, isTheirs) => {
          const next = new Set(theirs);
          if (isTheirs) next.add(key);
          else next.delete(key);
          setTheirs(next);
        }}
      />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common.back")}
        </Button>
        <Button type="submit">{t("conflict.apply")}</Button>
      </Group>
    </form>
  );
}
