import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { test } from "../fixture/desk.ts";
import { rested } from "../fixture/settled.ts";

const PAGES = ["/welcome", "/workspaces", "/workspaces/new", "/inbox", "/settings/profile", "/settings/tokens", "/settings/providers", "/automation/connectors", "/automation/runs", "/search?q=page"];

const PLACES = ["files", "terminal", "automation", "automation/new", "history", "history/config", "settings/general", "settings/engine", "settings/permissions", "settings/environment", "settings/limits", "settings/danger"];

describe("every page", () => {
  test.for(PAGES)("%s is at rest without a finding", async (path, { desk }) => {
    const page = await desk.open(path);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await rested(page);
    await desk.settled(page);
    expect(await page.title()).toMatch(/ · Agentdesk$/);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await page.getByRole("main").count()).toBe(1);
  });

  test("of a Workspace is at rest without a finding", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Pages");
    const { id: session } = await desk.api.open(id, bash("echo '# Page' > page.md; seq 1 100"));
    await desk.api.sessionIs(session, "idle");
    const page = await desk.open(`/w/${slug}/s/${session}`);
    for (const place of ["s/new", `s/${session}`, "files/page.md", ...PLACES]) {
      await page.goto(`/w/${slug}/${place}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await rested(page);
      await desk.settled(page);
      expect(await page.getByRole("heading", { level: 1 }).count(), place).toBe(1);
    }
  });

  test("is usable with forced colours and without motion", async ({ desk }) => {
    const page = await desk.open("/workspaces", { forcedColors: "active", reducedMotion: "reduce" });
    for (const path of ["/welcome", "/workspaces/new", "/inbox", "/settings/tokens", "/workspaces"]) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await rested(page);
    }
  });

  test("is found in the palette, by the keyboard alone; a pasted id opens its page", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Palette");
    const page = await desk.open("/workspaces");
    await page.getByRole("heading", { level: 1, name: "Workspaces" }).waitFor();
    const go = async (text: string) => {
      await page.keyboard.press("Control+k");
      const field = page.getByRole("dialog", { name: "Go to anything, do anything" }).getByRole("combobox");
      await field.fill(text);
      await page.getByRole("option").first().waitFor();
      await field.press("Enter");
    };
    await go("Inbox");
    // Where something waits, the first of it is open at once.
    await page.waitForURL(/\/inbox(\/|$)/);
    await go("Service tokens");
    await page.waitForURL(/\/settings\/tokens$/);
    await go("New workspace");
    await page.waitForURL(/\/workspaces\/new$/);
    await page.getByRole("textbox", { name: "Name" }).blur();
    await go(id);
    await page.waitForURL(new RegExp(`/w/(${slug}|${id})`));
  });
});
