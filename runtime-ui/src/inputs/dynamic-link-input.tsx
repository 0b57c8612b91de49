import { Group, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import type { InputProps } from "./input-props.ts";
import { LinkPicker } from "./link-input.tsx";
import type { LinkOffer } from "./link-where.ts";

const EVERY: LinkOffer = { where: undefined, sort: undefined };

interface DynamicLink {
  readonly type: string;
  readonly id: string;
}

/** First the kind of document, then which one. */
export function DynamicLinkInput(props: InputProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const { field, value, onChange } = props;
  const allowed = field.type === "dynamic_link" ? field.to : [];
  const current = (value ?? null) as DynamicLink | null;
  const [type, setType] = useState<string | null>(current?.type ?? (allowed.length === 1 ? allowed[0]! : null));
  const chosen = current?.type ?? type;
  const data = allowed.flatMap((id) => {
    const doctype = meta.doctypes[id];
    return doctype ? [{ value: id, label: localize(doctype.label) }] : [];
  });
  return (
    <Group gap={6} wrap="nowrap">
      {allowed.length > 1 && (
        <Select
          w={150}
          aria-label={t("input.kindOfDocument")}
          data={data}
          value={chosen}
          onChange={(next) => {
            setType(next);
            onChange(null);
          }}
        />
      )}
      {chosen && (
        <div style={{ flex: 1 }}>
          <LinkPicker
            {...props}
            doctype={chosen}
            offer={EVERY}
            value={current?.id ?? null}
            onChange={(id, extra) => onChange(id ? { type: chosen, id } : null, extra)}
          />
        </div>
      )}
    </Group>
  );
}
