import { isIsoDate, type Language } from "../../../engine/kernel/index.ts";
import { localeOf } from "./numbers.ts";

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(localeOf(language), options);
    cache.set(key, found);
  }
  return found;
}

/** A calendar date has no time zone: it is shown as written. */
export function formatDate(value: unknown, language: Language): string {
  if (!isIsoDate(value)) return value ? String(value) : "";
  const options = { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" } as const;
  return formatter(language, options).format(new Date(`${value}T00:00:00Z`));
}

export function formatMonth(value: string, language: Language): string {
  const options = { month: "short", year: "numeric", timeZone: "UTC" } as const;
  return formatter(language, options).format(new Date(`${value.slice(0, 7)}-01T00:00:00Z`));
}

export function formatDateTime(value: unknown, language: Language): string {
  const date = new Date(String(value));
  if (!value || Number.isNaN(date.getTime())) return "";
  return formatter(language, { dateStyle: "short", timeStyle: "short" }).format(date);
}

/** "3 hours ago" within a week, the date beyond. */
export function formatRelative(value: string, language: Language, now = Date.now()): string {
  const seconds = Math.round((new Date(value).getTime() - now) / 1000);
  const relative = new Intl.RelativeTimeFormat(localeOf(language), { numeric: "auto" });
  const magnitude = Math.abs(seconds);
  if (magnitude < 60) return language === "fr" ? "à l’instant" : "just now";
  if (magnitude < 3600) return relative.format(Math.trunc(seconds / 60), "minute");
  if (magnitude < 86_400) return relative.format(Math.trunc(seconds / 3600), "hour");
  if (magnitude < 7 * 86_400) return relative.format(Math.trunc(seconds / 86_400), "day");
  return formatDateTime(value, language);
}

/** "2 h 05" from seconds. */
export function formatDuration(value: unknown, language: Language): string {
  if (typeof value !== "number") return "";
  const [hours, minutes] = [Math.floor(value / 3600), Math.floor((value % 3600) / 60)];
  const padded = String(minutes).padStart(2, "0");
  return language === "fr" ? `${hours}\u00a0h\u00a0${padded}` : `${hours}h${padded}`;
}

/** Reads "15/03/2026", "15.3.26", "150326", "15/3", "15", "2026-03-15"; day first in both languages. Returns ISO text or null. */
export function parseDateText(text: string, now = new Date()): string | null {
  const trimmed = text.trim();
  if (isIsoDate(trimmed.slice(0, 10))) return trimmed.slice(0, 10);
  const separated = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$/.exec(trimmed);
  const compact = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(trimmed);
  const match = separated ?? compact;
  const day = match?.[1] ?? /^\d{1,2}$/.exec(trimmed)?.[0];
  if (!day) return null;
  const [month, yearText] = [match?.[2] ?? String(now.getMonth() + 1), match?.[3] ?? String(now.getFullYear())];
  const year = yearText.length === 2 ? `20${yearText}` : yearText;
  const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isIsoDate(iso) ? iso : null;
}
