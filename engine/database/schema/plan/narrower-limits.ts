import type { FieldLimits } from "../../../calculation/index.ts";
import { Decimal } from "../../../kernel/index.ts";

/** Condition of values outside the limits, where these are narrower than before; null where they are not. */
export function outsideNarrower(value: string, now: FieldLimits | undefined, before: FieldLimits): string | null {
  if (now === undefined) return null;
  const measured = now.of === "length" ? `char_length(${value})` : value;
  const isOther = now.of !== before.of;
  const [min, max] = [now.min, now.max];
  const conditions = [
    ...(min !== undefined && (isOther || before.min === undefined || new Decimal(min).gt(before.min))
      ? [`${measured} < ${min}`]
      : []),
    ...(max !== undefined && (isOther || before.max === undefined || new Decimal(max).lt(before.max))
      ? [`${measured} > ${max}`]
      : []),
  ];
  return conditions.length === 0 ? null : `(${conditions.join(" or ")})`;
}
