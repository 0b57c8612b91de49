import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer } from "../../../engine/http/api-types.ts";
import { createDocument } from "../api/documents.ts";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { documentTitle, titleFields } from "../meta/titles.ts";
import { useNotify } from "../shared/notify.ts";
import { FieldFrame } from "./field-frame.tsx";
import { FieldInput } from "./field-input.tsx";

type Values = Record<string, unknown>;

/** The few fields a new document cannot do without: required ones and those of its title. */
function quickFields(meta: MetaAnswer, doctypeId: string): readonly (readonly [string, Field])[] {
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return [];
  const named = new Set(titleFields(meta, doctypeId));
  return Object.entries(doctype.fields).filter(([id, field]) => {
    if (field.type === "table" || field.type === "computed" || field.formula || field.read_only) return false;
    return named.has(id) || (field.required && !field.default);
  });
}

/** The typed text goes into the first text field of the title, which is what was searched for. */
function initialValues(meta: MetaAnswer, doctypeId: string, typed: string): Values {
  const fields = quickFields(meta, doctypeId).filter(([, field]) => field.type === "text");
  const first = fields.find(([id]) => id === "name")?.[0] ?? fields.at(-1)?.[0];
  return first && typed ? { [first]: typed } : {};
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
      <QuickCreateDialog
        doctypeId={doctypeId}
        values={values}
        onChange={setValues}
        onClose={() => setValues(null)}
        onDone={onDone}
      />
    ),
  };
}

interface QuickCreateDialogProps {
  readonly doctypeId: string;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly onClose: () => void;
  readonly onDone: (id: string, title: string) => void;
}

function QuickCreateDialog({ doctypeId, values, onChange, onClose, onDone }: QuickCreateDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const notify = useNotify();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [titles, setTitles] = useState<Record<string, string>>({});
  const save = async () => {
    setBusy(true);
    try {
      const created = await createDocument(doctypeId, values);
      void client.invalidateQueries({ queryKey: ["doctype", doctypeId] });
      onDone(created.id, documentTitle(meta, doctypeId, created));
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  const title = t("input.createTitle", { name: localize(meta.doctypes[doctypeId]?.label).toLowerCase() });
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // React passes events on through portals: the form behind must not take this one for its own.
          event.stopPropagation();
          void save();
        }}
      >
        <Stack gap="sm">
          {quickFields(meta, doctypeId).map(([id, field], index) => (
            <FieldFrame key={id} id={`quick-${id}`} field={field} required={field.required}>
              <FieldInput
                id={`quick-${id}`}
                name={id}
                field={field}
                value={values[id]}
                title={titles[id]}
                onChange={(value, extra) => {
                  onChange({ ...values, [id]: value });
                  setTitles({ ...titles, [id]: extra?.title ?? "" });
                }}
                document={values}
                required={field.required}
                autoFocus={index === 0}
              />
            </FieldFrame>
          ))}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={isBusy}>
              {t("input.createAndChoose")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
