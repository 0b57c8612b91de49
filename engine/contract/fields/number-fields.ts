import type { Field } from "../types/index.ts";
import { hasTrait } from "./field-traits.ts";

type ScaledField = Extract<Field, { readonly scale?: number }>;

/** Digits after the point where a field does not say how many. */
const SCALES: Readonly<Record<ScaledField["type"], number>> = { decimal: 6, quantity: 3, percent: 2 };

const isScaled = (field: Field): field is ScaledField => Object.hasOwn(SCALES, field.type);

/** Digits after the point that a field keeps; null for money, whose currency decides, and for fields that hold no number. */
export function scaleOf(field: Field): number | null {
  if (isScaled(field)) return field.scale ?? SCALES[field.type];
  return hasTrait(field.type, "whole") ? 0 : null;
}
