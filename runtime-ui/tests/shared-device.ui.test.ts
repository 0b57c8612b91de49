import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { HTTPRequest, Page } from "puppeteer-core";
import { sql } from "../../engine/database/index.ts";
import { enterLogin, openBrowser, type Person, signIn } from "../../tests/screens/support/person.ts";
import { LOGIN, type RunningProduct, startRunningProduct } from "../../tests/screens/support/running-product.ts";
import { press, textIn, until } from "./support/watch.ts";

const BOB = { email: "bob@example.com", password: "une lampe dans le couloir" };
const IBAN = "FR7630006000011234567890189";
let product: RunningProduct;
let claire: Person;
let party = "";

beforeAll(async () => {
  product = await startRunningProduct();
  await product.perfex(
    ...["user", BOB.email, "--name", "Bob", "--password", BOB.password],
    ...["--organization", "atelier", "--role", "sales"],
  );
  const customer = await product.call<{ id: string }>("POST", "/api/v1/party", {
    name: "Le Pont",
    iban: IBAN,
    is_customer: true,
  });
  party = `/o/atelier/d/party/${customer.id}?tab=terms`;
  claire = await openBrowser(product.url);
  claire.page.on("dialog", (dialog) => void dialog.accept());
  await signIn(claire);
});

afterAll(async () => {
  await claire?.leave();
  await product?.stop();
});

/** Chooses from the menu of the account, as the person whose menu it is. */
async function signOutByMenu(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-aria([name="Compte de ${name}"][role="button"])`).click();
  await press(page, "Se déconnecter", "[role=menuitem]");
}

const isShown = (text: string) =>
  `document.body.innerText.includes(${JSON.stringify(text)}) || [...document.querySelectorAll("input")].some(({ value }) => value === ${JSON.stringify(text)})`;
const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
const accountOf = (name: string) => `document.querySelector('[aria-label="Compte de ${name}"]') !== null`;

describe("a device that several people use", () => {
  test("shows the next person in the same tab nothing of what the last one was shown or typed", async () => {
    const { page } = claire;
    await claire.open(party);
    await until(page, "the bank account", isShown(IBAN));
    await claire.type("BIC", "CLAIREFRPP");
    await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes("CLAIREFRPP")));
    await signOutByMenu(page, "Claire");
    await until(page, "what would be lost", textIn("[role=dialog]", "saisie non enregistrée sera effacée"));
    await press(page, "Se déconnecter", "[role=dialog] button");

    await page.waitForSelector("input[type=password]");
    expect(await stored(page)).not.toContain("CLAIREFRPP");
    await enterLogin(page, BOB);
    await until(page, "his own account", accountOf("Bob"));
    await until(page, "the same customer", isShown("Le Pont"));
    expect(await page.evaluate(isShown(IBAN))).toBe(false);
    expect(await page.evaluate(textIn("body", "a été retrouvée"))).toBe(false);
    expect(await page.evaluate(accountOf("Claire"))).toBe(false);
  });

  test("another person in another tab ends what this one was shown, and its own work waits for its owner", async () => {
    const { page } = claire;
    await signOutByMenu(page, "Bob");
    await enterLogin(page, LOGIN);
    await claire.open(party);
    await until(page, "the bank account", isShown(IBAN));
    await claire.type("BIC", "ENCOURSFRPP");
    const other = await page.browser().newPage();
    await other.goto(`${product.url}/sign-in`, { waitUntil: "domcontentloaded" });
    await until(other, "the session of both tabs", accountOf("Claire"));
    // The session of the browser becomes another person's while both tabs are open.
    await other.evaluate(async (login) => {
      const headers = { "content-type": "application/json", "x-requested-with": "perfex" };
      const answer = await fetch("/api/auth/login", { method: "POST", headers, body: JSON.stringify(login) });
      new BroadcastChannel("perfex-session").postMessage(await answer.json());
    }, BOB);
    for (const tab of [page, other]) await until(tab, "his account", accountOf("Bob"));
    await until(page, "the same customer", isShown("Le Pont"));
    expect(await page.evaluate(isShown(IBAN))).toBe(false);
    expect(await page.evaluate(isShown("ENCOURSFRPP"))).toBe(false);

    await signOutByMenu(other, "Bob");
    for (const tab of [page, other]) await tab.waitForSelector("input[type=password]");
    await other.close();
    await enterLogin(page, LOGIN);
    await claire.open(party);
    await until(page, "the work of its owner", isShown("ENCOURSFRPP"));
    await claire.page.evaluate(() => localStorage.clear());
    expect(claire.complaints).toEqual([]);
  });

  test("lets nobody in with the session of who signed out while the server could not be reached, and ends it once it can", async () => {
    const { page } = claire;
    await claire.open("/");
    await until(page, "her account", accountOf("Claire"));
    await page.evaluate(() => localStorage.clear());
    const [session] = (await page.browser().cookies()).filter(({ httpOnly }) => httpOnly);
    const cut = (request: HTTPRequest) =>
      void (request.url().includes("/api/") ? request.abort("connectionrefused") : request.continue());
    await page.setRequestInterception(true);
    page.on("request", cut);
    await signOutByMenu(page, "Claire");
    await until(page, "that the server does not know yet", textIn("body", "Le serveur est injoignable"));
    await page.reload({ waitUntil: "domcontentloaded" });
    await until(page, "nobody's screen", textIn("body", "Le serveur est injoignable"));
    expect(await page.evaluate(accountOf("Claire"))).toBe(false);

    page.off("request", cut);
    await page.setRequestInterception(false);
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.waitForSelector("input[type=password]");
    expect(await page.evaluate(textIn("body", "Le serveur est injoignable"))).toBe(false);
    const headers = { cookie: `${session!.name}=${session!.value}`, "x-requested-with": "perfex" };
    const refused = await fetch(`${product.url}/api/auth/refresh`, { method: "POST", headers });
    expect(refused.status).toBe(401);
    await enterLogin(page, BOB);
    await until(page, "the next person", accountOf("Bob"));
  });

  test("signs in once after a new password was chosen by a link, also where a session of before still stood", async () => {
    const { page } = claire;
    await page.goto(`${product.url}/o/atelier/p/profile`);
    await until(page, "his account", accountOf("Bob"));
    const other = await page.browser().newPage();
    await other.goto(`${product.url}/reset-password?token=${await linkFor(BOB.email)}`);
    const renewed = { ...BOB, password: "une autre lampe au grenier" };
    await other.waitForSelector("input[type=password]");
    await other.type("input[type=password]", renewed.password);
    await other.keyboard.press("Enter");
    await until(other, "that it is done", textIn("body", "Mot de passe modifié"));
    // The tab of before has learnt of it too, and not only once it asks for something.
    await page.waitForSelector("input[name=email]");
    await press(other, "Retour à la connexion", "a");
    await other.waitForSelector("input[name=email]");
    await enterLogin(page, renewed);
    expect(new URL(page.url()).pathname).toBe("/o/atelier/p/profile");
    for (const tab of [page, other]) await until(tab, "his account", accountOf("Bob"));
    await other.close();
  });
});

/** The secret part of a link, as the mail would bring it. */
async function linkFor(email: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest();
  await product.db.transaction(null, (tx) =>
    tx.query(sql`insert into platform.mail_links (hash, purpose, email_key, payload, expires_at)
      select ${hash}, 'reset', email_key, json_build_object('user', id), now() + interval '1 hour'
      from platform.users where email_key = ${email}`),
  );
  return token;
}
