import { afterAll, beforeAll } from "@jest/globals";
import type { Page } from "puppeteer-core";
import { openBrowser, type Person, signIn } from "../../../tests/screens/support/person.ts";
import { type RunningProduct, startRunningProduct } from "../../../tests/screens/support/running-product.ts";

/** A running product and a person before it; there from the first test of the file on. */
export interface Screens<Prepared> {
  readonly product: RunningProduct;
  readonly person: Person;
  readonly page: Page;
  /** What was put into the product before. */
  readonly prepared: Prepared;
}

interface ScreensOptions<Prepared> {
  /** Runs before anybody looks. */
  readonly prepare?: (product: RunningProduct) => Promise<Prepared>;
  /** Is the administrator at the first page already? Unless told, yes. */
  readonly isSignedIn?: boolean;
}

/** Starts the product before the tests of a file and ends it behind them, also where the start failed half way. */
export function openScreens<Prepared = void>(options: ScreensOptions<Prepared> = {}): Screens<Prepared> {
  const screens = {} as { -readonly [Part in keyof Screens<Prepared>]: Screens<Prepared>[Part] };
  beforeAll(async () => {
    screens.product = await startRunningProduct();
    if (options.prepare) screens.prepared = await options.prepare(screens.product);
    screens.person = await openBrowser(screens.product.url);
    screens.page = screens.person.page;
    // A page with unsaved work asks before it is left.
    screens.page.on("dialog", (dialog) => void dialog.accept());
    if (options.isSignedIn ?? true) await signIn(screens.person);
  }, 240_000);
  afterAll(async () => {
    await screens.person?.leave();
    await screens.product?.stop();
  });
  return screens;
}
