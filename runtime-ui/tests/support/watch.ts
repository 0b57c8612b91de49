import type { Page } from "puppeteer-core";

/**
 * Waits until the condition holds in the page; says what was looked for when it never does, and keeps a picture of the page in the
 * file that `FAILURE_PNG` names.
 */
export async function until(page: Page, what: string, condition: string): Promise<void> {
  try {
    await page.waitForFunction(condition, { timeout: 30_000 });
  } catch {
    const shown = await page.evaluate(() => `${location.href}\n${document.body.innerText.slice(0, 1500)}`);
    const picture = process.env["FAILURE_PNG"];
    if (picture) await page.screenshot({ path: picture as `${string}.png` });
    throw new Error(`never: ${what}\n${shown}`);
  }
}

/** A condition for `until`: some element's text contains this. */
export function textIn(selector: string, text: string): string {
  const wanted = JSON.stringify(text);
  const plain = "(s) => s.replace(/[\\u00a0\\u202f]/g, ' ')";
  return `[...document.querySelectorAll(${JSON.stringify(selector)})].some((one) => (${plain})(one.innerText ?? "").includes(${wanted}))`;
}

/** Clicks the last enabled button or link whose text begins so, as soon as there is one. */
export async function press(page: Page, text: string, selector = "button, a"): Promise<void> {
  const condition = `(() => {
    const found = [...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((one) => one.innerText?.trim().startsWith(${JSON.stringify(text)}) && !one.disabled)
      .at(-1);
    found?.click();
    return found !== undefined;
  })()`;
  await until(page, `a button “${text}”`, condition);
}

export async function chord(page: Page, key: string): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press(key as "s");
  await page.keyboard.up("Control");
}
