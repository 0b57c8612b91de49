/** Reads "2 h 30", "2:30", "90 min", "1,5 h"; seconds, or undefined when it is no duration. */
export function parseDurationText(text: string): number | null | undefined {
  const cleaned = text.trim().toLowerCase().replace(",", ".");
  if (cleaned === "") return null;
  const clock = /^(\d+)\s*(?:h|:)\s*(\d{1,2})?\s*(?:m|min)?$/.exec(cleaned);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2] ?? 0) * 60;
  const hours = /^(\d+(?:\.\d+)?)\s*h?$/.exec(cleaned);
  if (hours) return Math.round(Number(hours[1]) * 3600);
  const minutes = /^(\d+)\s*(?:m|min|minutes?)$/.exec(cleaned);
  return minutes ? Number(minutes[1]) * 60 : undefined;
}
