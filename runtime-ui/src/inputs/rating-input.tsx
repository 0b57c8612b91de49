import { Group, Rating } from "@mantine/core";
import type { InputProps } from "./input-props.ts";

export function RatingInput({ id, field, value, onChange, describedBy, label }: InputProps) {
  const count = field.type === "rating" ? (field.max ?? 5) : 5;
  const current = typeof value === "number" ? value : 0;
  return (
    <Group mih={34} id={id} aria-describedby={describedBy}>
      {/* A second click on the present value takes it away. */}
      <Rating
        aria-label={label}
        count={count}
        value={current}
        onChange={(next) => onChange(next === current ? null : next)}
      />
    </Group>
  );
}
