import type { Page } from "puppeteer-core";
import { PATIENCE_MS } from "../../../tests/screens/support/person.ts";

/**
 * Waits until the condition holds in the page; says what was looked for when it never does, and keeps a picture of the page in the
 * file that `FAILURE_PNG` names.
 */
export async function until(page: Page, what: string, condition: string): Promise<void> {
  try {
    await page.waitForFunction(condition, { timeout: PATIENCE_MS });
  } catch (cause) {
    const shown = await page
      .evaluate(() => {
        const focused = document.activeElement?.cloneNode(false) as Element | undefined;
        return `${location.href}\nfocus: ${focused?.outerHTML}\n${document.body.innerText.slice(0, 1500)}`;
      })
      .catch((error) => String(error));
    const picture = process.env["FAILURE_PNG"];
    if (picture) await page.screenshot({ path: picture as `${string}.png` });
    throw new Error(`never: ${what}\n${shown}`, { cause });
  }
}

/** What elements read, with one kind of space. */
const readingsOf = (selector: string) =>
  `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => (one.innerText ?? "").replace(/[\\u00a0\\u202f]/g, " ").trim())`;

/** A condition for `until`: some element's text contains this. */
export function textIn(selector: string, text: string): string {
  return `${readingsOf(selector)}.some((reading) => reading.includes(${JSON.stringify(text)}))`;
}

/** A condition for `until`: some element reads exactly so. Where it was shown a part of something else before, `textIn` holds too early. */
export function textIs(selector: string, text: string): string {
  return `${readingsOf(selector)}.includes(${JSON.stringify(text)})`;
}

/** A condition for `until`: some element reads so at its beginning; with nothing, some element is empty. */
export function textStarts(selector: string, text: string): string {
  return text === ""
    ? textIs(selector, "")
    : `${readingsOf(selector)}.some((reading) => reading.startsWith(${JSON.stringify(text)}))`;
}

/** A condition for `until`: these and no others, in whatever order. */
export function textsAre(selector: string, texts: readonly string[]): string {
  return `JSON.stringify(${readingsOf(selector)}.sort()) === ${JSON.stringify(JSON.stringify([...texts].sort()))}`;
}

/** Clicks the last enabled button or link whose text begins so, as soon as there is one. */
export async function press(page: Page, text: string, selector = "button, a"): Promise<void> {
  const condition = `(() => {
    const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((one) => one.innerText?.trim().startsWith(${JSON.stringify(text)}) && !one.disabled && one.ariaDisabled !== "true")
      .at(-1);
    found?.click();
    return found !== undefined;
  })()`;
  await until(page, `a button “${text}”`, condition);
}

/** Ticks a box as soon as there is one. */
export async function tick(page: Page, selector: string): Promise<void> {
  const condition = `(() => {
    const box = document.querySelector(${JSON.stringify(selector)});
    box?.click();
    return box !== null;
  })()`;
  await until(page, `a box ${selector}`, condition);
}

/**
 * Puts a text in the place of what a field holds, at once as a paste does: however slow the machine, nothing is drawn, sent or
 * focused between its letters.
 */
export async function fill(page: Page, selector: string, text: string): Promise<void> {
  const condition = `(() => {
    const field = document.querySelector(${JSON.stringify(selector)});
    if (!field || field.disabled || field.readOnly) return false;
    field.focus();
    field.select();
    return document.execCommand("insertText", false, ${JSON.stringify(text)});
  })()`;
  await until(page, `a field ${selector}`, condition);
}

/** Opens the editor of a cell by a click, and waits until what is typed goes into it and replaces what it holds. */
export async function editCell(page: Page, column: string): Promise<void> {
  const cell = `.ag-row .ag-cell[col-id=${column}]`;
  // Once it has stopped moving: rows are laid out anew as figures come in.
  await page.locator(cell).click();
  await editorOpen(page, `${cell} input`);
}

/** Gives a cell the focus without an editor, as the arrow keys do. */
export async function focusCell(page: Page, column: string): Promise<void> {
  const cell = `.ag-row .ag-cell[col-id=${column}]`;
  await page.keyboard.press("Escape");
  await page.locator(cell).click();
  await until(page, `an editor for ${column}`, `document.activeElement?.matches("input, textarea")`);
  await page.keyboard.press("Escape");
  await until(
    page,
    `the focus on ${column}`,
    `document.activeElement === document.querySelector(${JSON.stringify(cell)})`,
  );
  // A list below the cell has been taken down: keys pressed meanwhile are its own.
  await finished(page);
}

/** Waits until the editor just asked for has the focus, with its content selected: a grid opens it first and focuses it later. */
export async function editorOpen(page: Page, selector: string): Promise<void> {
  const condition = `(() => {
    const field = document.activeElement;
    return Boolean(field?.matches(${JSON.stringify(selector)})) && field.selectionStart === 0 && field.selectionEnd === field.value.length;
  })()`;
  await until(page, `an editor ${selector}`, condition);
}

/**
 * Waits until nothing is loading or moving and nothing has been drawn for a while, so that what is looked at next is the finished
 * screen. What the page itself waits for is counted in the page: the browser's tools keep streams of pages left behind.
 */
export async function finished(page: Page): Promise<void> {
  const condition = `(() => {
    window.lastDrawn ??= (() => {
      const drawn = { at: performance.now() };
      new MutationObserver(() => { drawn.at = performance.now(); })
        .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      return drawn;
    })();
    return window.answersAwaited === 0
      && document.querySelector(".mantine-Skeleton-root, .mantine-Loader-root, [aria-busy=true]") === null
      && document.getAnimations().every(({ playState }) => playState !== "running")
      && performance.now() - window.lastDrawn.at > 500;
  })()`;
  await until(page, "a finished screen", condition);
  await idle(page);
}

/**
 * A person is never faster than the page: what was drawn a moment ago listens to keys by the time one presses them. A browser that
 * is short of time calls nothing of a page idle for minutes; a second is a person's patience too.
 */
const idle = (page: Page) =>
  page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 })));

export async function chord(page: Page, key: string): Promise<void> {
  await idle(page);
  await page.keyboard.down("Control");
  await page.keyboard.press(key as "s");
  await page.keyboard.up("Control");
}
