import { Button, Group, Radio, Table, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DOCSTATUS_FIELD } from "../../../../engine/contract/fields/system-columns.ts";
import type { MetaDoctype, ProblemAnswer } from "../../../../engine/http/api-types.ts";
import { fieldText } from "../../format/field-text.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { Dialog } from "../../shared/dialog.tsx";
import { useTextContext } from "../../shared/use-text-context.ts";
import { useAttempt } from "../actions/use-attempt.ts";
import type { DocumentActions } from "../actions/use-document-actions.ts";
import { documentQuery } from "../document-query.ts";
import type { FormStore } from "../model/form-store.ts";
import { isTyped } from "./is-typed.ts";
import { keepTyped } from "./keep-typed.ts";
import { rowsIn, rowTexts } from "./row-texts.ts";

interface ConflictDialogProps {
  readonly doctype: MetaDoctype;
  readonly problem: ProblemAnswer;
  readonly actions: DocumentActions;
  readonly store: FormStore;
}

interface Difference {
  readonly yours: unknown;
  readonly theirs: unknown;
  readonly base: unknown;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Somebody else saved in between: field by field, what they made of it and what one typed, and which shall stand. */
export function ConflictDialog({ doctype, problem, actions, store }: ConflictDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const client = useQueryClient();
  // Without an answer the question stays, and says why.
  const { busy, attempt } = useAttempt(store, () => undefined);
  const all = (problem.data?.["difference"] ?? {}) as unknown as Record<string, Difference>;
  // What is computed follows from what is chosen.
  const differences = Object.entries(all).filter(
    ([id]) => doctype.fields[id] === undefined || isTyped(doctype.fields[id]),
  );
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(
    () => new Set(differences.filter(([, difference]) => isSame(difference.yours, difference.base)).map(([id]) => id)),
  );
  const choose = (id: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(id);
    else next.delete(id);
    setTheirs(next);
  };
  const apply = () =>
    attempt("conflict", async () => {
      const id = String(store.getState().values["id"] ?? "");
      const fresh = await client.fetchQuery(documentQuery(meta, doctype, id));
      const kept = differences.map(([field]) => field).filter((field) => !theirs.has(field) && doctype.fields[field]);
      keepTyped(store, fresh, kept);
      actions.closeDialog();
    });
  return (
    <Dialog onClose={actions.closeDialog} size="lg" title={t("conflict.title")}>
      <Text mb="sm">{t("conflict.text")}</Text>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("conflict.field")}</Table.Th>
            <Table.Th>{t("conflict.yours")}</Table.Th>
            <Table.Th>{t("conflict.theirs")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map(([id, difference]) => {
            const label = localize(doctype.fields[id]?.label ?? DOCSTATUS_FIELD.label);
            return (
              <Table.Tr key={id}>
                <Table.Th scope="row">{label}</Table.Th>
                <Table.Td>
                  <Choice
                    doctype={doctype}
                    id={id}
                    value={difference.yours}
                    base={difference.base}
                    isChosen={!theirs.has(id)}
                    onChoose={() => choose(id, false)}
                  />
                </Table.Td>
                <Table.Td>
                  <Choice
                    doctype={doctype}
                    id={id}
                    value={difference.theirs}
                    base={difference.base}
                    isChosen={theirs.has(id)}
                    onChoose={() => choose(id, true)}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={actions.closeDialog}>
          {t("common.back")}
        </Button>
        <Button loading={busy !== null} onClick={() => void apply()}>
          {t("conflict.apply")}
        </Button>
      </Group>
    </Dialog>
  );
}

interface ChoiceProps {
  readonly doctype: MetaDoctype;
  readonly id: string;
  readonly value: unknown;
  readonly base: unknown;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ doctype, id, value, base, isChosen, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const context = useTextContext();
  const field = doctype.fields[id] ?? DOCSTATUS_FIELD;
  const text =
    field.type === "table"
      ? rowTexts(context, field.of, value, base).join(" ; ") ||
        (isSame(value, base) ? t("conflict.unchanged") : t("conflict.rows", { count: rowsIn(value).length }))
      : fieldText(context, field, id, { [id]: value });
  return <Radio size="xs" checked={isChosen} onChange={onChoose} label={text || "—"} />;
}
