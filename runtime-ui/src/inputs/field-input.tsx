import { Skeleton } from "@mantine/core";
import { type ComponentType, lazy, Suspense } from "react";
import type { FieldType } from "../../../engine/contract/types/index.ts";
import { BooleanInput } from "./boolean-input.tsx";
import { ChoiceInput, MultiChoiceInput } from "./choice-input.tsx";
import { ColorInput } from "./color-input.tsx";
import { DateFieldInput, DateTimeFieldInput, TimeFieldInput } from "./date-inputs.tsx";
import { DurationInput } from "./duration-input.tsx";
import { DynamicLinkInput } from "./dynamic-link-input.tsx";
import { FileFieldInput } from "./file-input.tsx";
import { GeolocationInput } from "./geolocation-input.tsx";
import type { InputProps } from "./input-props.ts";
import { JsonFieldInput } from "./json-input.tsx";
import { LinkInput } from "./link-input.tsx";
import { NumberTextInput } from "./number-input.tsx";
import { RatingInput } from "./rating-input.tsx";
import { ReadOnlyValue } from "./read-only-value.tsx";
import { TagsFieldInput } from "./tags-input.tsx";
import { LongTextInput, PlainTextInput, SecretInput } from "./text-inputs.tsx";

const MarkdownInput = lazy(async () => ({ default: (await import("./markdown-input.tsx")).MarkdownInput }));
const RichTextInput = lazy(async () => ({ default: (await import("./rich-text-input.tsx")).RichTextInput }));

/** One control per field type; the type checker lists what a new type is missing. Tables have their own grid. */
export const INPUTS: Readonly<Record<FieldType, ComponentType<InputProps>>> = {
  text: PlainTextInput,
  long_text: LongTextInput,
  rich_text: RichTextInput,
  markdown: MarkdownInput,
  email: PlainTextInput,
  phone: PlainTextInput,
  url: PlainTextInput,
  barcode: PlainTextInput,
  integer: NumberTextInput,
  decimal: NumberTextInput,
  money: NumberTextInput,
  quantity: NumberTextInput,
  percent: NumberTextInput,
  boolean: BooleanInput,
  date: DateFieldInput,
  datetime: DateTimeFieldInput,
  time: TimeFieldInput,
  duration: DurationInput,
  choice: ChoiceInput,
  multi_choice: MultiChoiceInput,
  tags: TagsFieldInput,
  link: LinkInput,
  dynamic_link: DynamicLinkInput,
  file: FileFieldInput,
  image: FileFieldInput,
  json: JsonFieldInput,
  color: ColorInput,
  rating: RatingInput,
  geolocation: GeolocationInput,
  secret: SecretInput,
  computed: ReadOnlyValue,
  table: ReadOnlyValue,
};

export function FieldInput(props: InputProps) {
  if (props.readOnly) return <ReadOnlyValue {...props} />;
  const Control = INPUTS[props.field.type];
  return (
    <Suspense fallback={<Skeleton h={34} />}>
      <Control {...props} />
    </Suspense>
  );
}
