import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

describe("the palette", () => {
  test("goes to a Workspace by its name, to a Session by its title, and to whatever an id names", async ({ desk }) => {
    const word = randomUUID().slice(0, 8);
    const { id, slug } = await desk.api.workspace(`Desk ${word}`);
    const session = await desk.api.open(id, "hello", { title: `Task ${word}` });
    const page = await desk.open("/workspaces");
    await page.getByRole("heading", { level: 1 }).waitFor();

    await page.keyboard.press("Control+k");
    const box = page.getByRole("dialog").getByRole("combobox");
    await box.fill(`desk ${word}`);
    await page.getByRole("option", { name: new RegExp(`Desk ${word}`) }).waitFor();
    await desk.settled(page);
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/w/${slug}`));

    await page.keyboard.press("Control+k");
    await box.fill(`#task ${word}`);
    await page.getByRole("option", { name: new RegExp(`Task ${word}`) }).click();
    await page.waitForURL(new RegExp(`/w/${slug}/s/${session.id}`));

    const { data } = await desk.api.json<{ data: { id: string; seq: number }[] }>("GET", `/sessions/${session.id}/events?limit=2`);
    const event = data[1];
    await page.goto("/inbox");
    await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor({ state: "attached" });
    await page.keyboard.press("Control+k");
    await box.fill(String(event?.id));
    await page.getByRole("option", { name: new RegExp(`Open ${event?.id}`) }).click();
    await page.waitForURL(new RegExp(`/s/${session.id}#e${event?.seq}`));
  });

  test("offers the verbs of the page, closes with Esc, and the keyboard has a map", async ({ desk }) => {
    const page = await desk.open("/workspaces");
    await page.getByRole("heading", { level: 1 }).waitFor();

    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("> new work");
    const found = page.getByRole("dialog").getByRole("option");
    await found.filter({ hasText: "New workspace" }).waitFor();
    expect(await found.count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/workspaces\/new/);

    await page.goto("/inbox");
    await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).getByText("Search and commands").waitFor();
    await desk.settled(page);
  });

  test("says of an id that leads nowhere what it says of one that is hidden", async ({ desk }) => {
    desk.allow(/status of 404/);
    const page = await desk.open("/e/ses_01k9p40d2me8r9m4x2c7d5b1n0");

    await page.getByText("Not here, or not yours to see.").waitFor();
    await desk.settled(page);
  });
});
