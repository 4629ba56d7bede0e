import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { type Desk, test } from "../fixture/desk.ts";

const PASSWORD = "a few words that are easy";

/** After the first link a person is asked for a password; on an instance that knows one already, not. */
async function enter(desk: Desk, page: Page, link: string): Promise<void> {
  await page.goto(link);
  const first = page.getByRole("button", { name: "Set password" });
  const inside = page.getByRole("navigation", { name: "Main" });
  await first.or(inside).first().waitFor();
  if (await first.isVisible()) {
    await desk.settled(page);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await first.click();
  }
  await inside.waitFor();
}

async function signIn(page: Page, name: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

describe("signing in", () => {
  test("by the link works once, and the code goes nowhere", async ({ desk }) => {
    const link = new URL(await desk.owner.signInLink());
    const code = link.hash.replace("#code=", "");
    const asked: string[] = [];
    const first = await desk.visitor();
    first.on("request", (request) => asked.push(`${request.url()} ${request.headers()["referer"] ?? ""}`));
    const page = await first.newPage();
    await enter(desk, page, link.href);
    await page.goto("/workspaces");
    await page.getByRole("heading", { level: 1, name: "Workspaces" }).waitFor();

    expect(page.url()).not.toContain(code);
    expect(asked.join()).not.toContain(code);
    await page.goBack();
    expect(page.url()).not.toContain(code);

    desk.allow(/status of (401|404|409|410)/);
    const second = await desk.tab(await desk.visitor(), link.href);
    await second.getByRole("alert").filter({ hasText: "Each link works once" }).waitFor();
    await desk.settled(second);
    expect(new URL(second.url()).pathname).toBe("/sign-in");
  });

  test("answers a wrong password and an unknown name with the same text, and lets the right one in", async ({ desk }) => {
    const page = await desk.tab(await desk.visitor(), "/sign-in");
    desk.allow(/status of 401/);
    const texts: string[] = [];
    for (const wrong of ["Administrator", "nobody of that name"]) {
      await signIn(page, wrong, "wrong horse battery staple");
      const refusal = page.getByRole("alert").first();
      await refusal.waitFor();
      texts.push((await refusal.innerText()).replace(/Trace[\s\S]*/, ""));
      await desk.settled(page);
      await page.reload();
    }
    expect(texts[0]).toBe(texts[1]);

    await signIn(page, "Administrator", PASSWORD);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
  });

  test("goes on to the place that was asked for, and never to another origin", async ({ desk }) => {
    desk.allow(/status of 401/);
    const page = await desk.tab(await desk.visitor(), "/settings/tokens");
    await page.getByLabel("Password", { exact: true }).waitFor();
    for (const next of ["//evil.test/phish", "https://evil.test/", "javascript:alert(1)", "/\\evil.test"]) {
      const { hash } = new URL(await desk.owner.signInLink());
      const visitor = await desk.tab(await desk.visitor(), `/sign-in?next=${encodeURIComponent(next)}${hash}`);
      await visitor.getByRole("navigation", { name: "Main" }).waitFor();
      expect(new URL(visitor.url()).origin).toBe(desk.url);
    }
  });
});
