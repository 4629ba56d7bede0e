import type { Locator, Page } from "playwright-core";
import { describe, expect } from "vitest";
import { Conversation } from "../fixture/conversation.ts";
import { test } from "../fixture/desk.ts";
import { Screen } from "../fixture/screen.ts";

/** What the brief allows from the link to the terminal. */
const MOST_CLICKS = 16;

/** Counts what a person does. */
class Hand {
  clicks = 0;

  async click(what: Locator): Promise<void> {
    this.clicks++;
    await what.click();
  }
}

/** The first desk is made on the page itself, any other on a page of its own. */
async function makeDesk(page: Page, hand: Hand, name: string): Promise<void> {
  const another = page.getByRole("button", { name: "New Workspace…" });
  const create = page.getByRole("button", { name: "Create", exact: true });
  await another.or(create).first().waitFor();
  if (await another.isVisible()) {
    await hand.click(another);
  }
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await hand.click(create);
}

describe("a newcomer", () => {
  test("comes by the link to a desk that has done something, with its files, a terminal and its history", async ({ desk }) => {
    const hand = new Hand();
    const page = await desk.tab(await desk.visitor({ viewport: { width: 1400, height: 1_600 } }), new URL(await desk.owner.signInLink()).hash.replace(/^/, "/sign-in"));
    const later = page.getByRole("button", { name: "Later" });
    const inside = page.getByRole("navigation", { name: "Main" });
    await later.or(inside).first().waitFor();
    if (await later.isVisible()) {
      await hand.click(later);
    }
    await inside.waitFor();

    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("welcome");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Welcome" }).waitFor();
    await desk.settled(page);
    await makeDesk(page, hand, "Newcomer");
    const link = page.getByRole("main").getByRole("link", { name: /Newcomer/ }).first();
    await page.waitForURL(/\/w\/newcomer/).catch(() => hand.click(link));

    await hand.click(page.getByRole("button", { name: "Look around and write NOTES.md" }));
    await page.keyboard.press("Control+Enter");
    const conversation = new Conversation(page);
    await conversation.ended("Done");
    await conversation.row("# Notes").last().waitFor();

    await hand.click(page.getByRole("treeitem", { name: /NOTES\.md/ }));
    await page.getByRole("textbox", { name: "Content of NOTES.md" }).getByText("# Notes").waitFor();

    await page.keyboard.press("Control+Backquote");
    await hand.click(page.getByRole("button", { name: "New terminal" }).last());
    const screen = new Screen(page);
    await screen.says("you drive");
    await screen.run("ls");
    await screen.shows("NOTES.md");

    await hand.click(page.getByRole("tab", { name: "History" }));
    await page.getByText("Start asked for").waitFor();
    await desk.settled(page);
    expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS);
  });
});
