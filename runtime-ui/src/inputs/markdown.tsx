// biome-ignore-all lint/suspicious/noArrayIndexKey: drawn from one unchanging text; parts have no other identity
import { Fragment, type ReactNode } from "react";
import classes from "./inputs.module.css";

const INLINE = /(\*\*[^*]+\*\*|\*[^*\s][^*]*\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/g;

/** Only addresses a click may safely follow. */
export function safeAddress(address: string): string | undefined {
  return /^(https?:|mailto:|tel:|\/)/i.test(address) ? address : undefined;
}

function inline(text: string): ReactNode[] {
  return text.split(INLINE).map((part, index) => {
    if (part.startsWith("**")) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("`") && part.length > 2) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith("*") && part.length > 2) return <em key={index}>{part.slice(1, -1)}</em>;
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part);
    if (!link) return <Fragment key={index}>{part}</Fragment>;
    return (
      <a key={index} href={safeAddress(link[2]!)} target="_blank" rel="noreferrer noopener">
        {link[1]}
      </a>
    );
  });
}

function lines(block: string): ReactNode[] {
  return block.split("\n").map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {inline(line)}
    </Fragment>
  ));
}

function items(block: string, marker: RegExp): ReactNode[] {
  return block.split("\n").map((line, index) => <li key={index}>{inline(line.replace(marker, ""))}</li>);
}

function renderBlock(block: string, key: number): ReactNode {
  const heading = /^(#{1,3})\s+(.*)$/.exec(block);
  if (heading) return <h3 key={key}>{inline(heading[2]!)}</h3>;
  if (/^[-*]\s/.test(block)) return <ul key={key}>{items(block, /^[-*]\s+/)}</ul>;
  if (/^\d+[.)]\s/.test(block)) return <ol key={key}>{items(block, /^\d+[.)]\s+/)}</ol>;
  if (block.startsWith(">")) return <blockquote key={key}>{lines(block.replace(/^>\s?/gm, ""))}</blockquote>;
  return <p key={key}>{lines(block)}</p>;
}

/** The part of Markdown people use in notes, drawn as elements: no HTML in the text is ever interpreted. */
export function Markdown({ text }: { readonly text: string }) {
  const blocks = text
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean);
  return <div className={classes["prose"]}>{blocks.map(renderBlock)}</div>;
}
