import { Anchor } from "@mantine/core";
import type { ComponentType } from "react";
import { Link } from "react-router";
import { looksOf, type OpenKind } from "../field-types/field-looks.ts";
import { isNumeric } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { FieldValue } from "../shared/field-value.tsx";
import { FilePreview } from "./file-preview.tsx";
import type { InputProps } from "./input-props.ts";
import classes from "./inputs.module.css";
import { Markdown } from "./markdown.tsx";
import { RichText } from "./rich-text.tsx";

/** A value that cannot be changed here: text rather than a greyed input, links that lead on. */
export function ReadOnlyValue(props: InputProps) {
  const { id, field, name, value, document, header, describedBy } = props;
  const Shown = SHOWN[looksOf(field).open];
  const isEmpty = value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return (
    <output
      id={id}
      className={classes["readOnly"]}
      data-numeric={isNumeric(field) || undefined}
      data-empty={isEmpty || undefined}
      aria-describedby={describedBy}
    >
      {isEmpty ? (
        "—"
      ) : (
        <Shown field={field} name={name} value={value} document={document} header={header} title={props.title} />
      )}
    </output>
  );
}

type ShownProps = Pick<InputProps, "field" | "name" | "value" | "document" | "header" | "title">;

const SHOWN: Readonly<Record<OpenKind, ComponentType<ShownProps>>> = {
  value: ({ field, name, value, document, header }) => (
    <FieldValue field={field} path={name} document={{ ...document, [name]: value }} header={header} />
  ),
  document: ({ field, value, title }) => (
    <LinkedDocument doctype={"to" in field ? String(field.to) : ""} id={String(value)} title={title} />
  ),
  "any document": ({ value, title }) => {
    const target = value as { readonly type: string; readonly id: string };
    return <LinkedDocument doctype={target.type} id={target.id} title={title} />;
  },
  markdown: ({ value }) => <Markdown text={String(value)} />,
  markup: ({ value }) => <RichText html={String(value)} />,
  file: ({ value }) => <FilePreview id={String(value)} isImage={false} />,
  image: ({ value }) => <FilePreview id={String(value)} isImage />,
};

function LinkedDocument({
  doctype,
  id,
  title,
}: {
  readonly doctype: string;
  readonly id: string;
  readonly title?: string;
}) {
  const to = useAddresses();
  const isReadable = Boolean(useMeta().doctypes[doctype]);
  const text = title ?? "…";
  if (!isReadable) return <span>{text}</span>;
  return (
    <Anchor component={Link} to={to.document(doctype, id)}>
      {text}
    </Anchor>
  );
}
