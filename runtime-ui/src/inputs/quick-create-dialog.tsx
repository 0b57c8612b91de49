import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createDocument, getTitled } from "../api/documents.ts";
import { createIntents } from "../api/intents.ts";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { documentTitle } from "../meta/titles.ts";
import { Dialog } from "../shared/dialog.tsx";
import { useNotify } from "../shared/notify.tsx";
import { useTextContext } from "../shared/use-text-context.ts";
import { FieldFrame } from "./field-frame.tsx";
import { FieldInput } from "./field-input.tsx";
import { quickFields } from "./quick-fields.ts";

export type Values = Record<string, unknown>;

interface QuickCreateDialogProps {
  readonly doctypeId: string;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly onClose: () => void;
  readonly onDone: (id: string, title: string) => void;
}

export function QuickCreateDialog({ doctypeId, values, onChange, onClose, onDone }: QuickCreateDialogProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const context = useTextContext();
  const notify = useNotify();
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [titles, setTitles] = useState<Record<string, string>>({});
  const [asIntent] = useState(() => createIntents());
  const save = async () => {
    setBusy(true);
    try {
      const created = await asIntent(JSON.stringify(values), (key) => createDocument(doctypeId, values, key));
      void client.invalidateQueries({ queryKey: ["doctype", doctypeId] });
      onDone(created.id, documentTitle(context, doctypeId, await getTitled(doctypeId, created.id)));
    } catch (error) {
      notify.refused(error);
    } finally {
      setBusy(false);
    }
  };
  const title = t("input.createTitle", { name: localize(meta.doctypes[doctypeId]?.label).toLowerCase() });
  return (
    <Dialog onClose={onClose} title={title}>
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
            <FieldFrame
              key={id}
              id={`quick-${id}`}
              label={localize(field.label)}
              help={localize(field.help)}
              required={field.required}
            >
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
    </Dialog>
  );
}
