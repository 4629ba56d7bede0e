import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bash } from "../fixture/api.ts";
import { Conversation, gapless, TALL, untilThereIs } from "../fixture/conversation.ts";
import { browser, Desk } from "../fixture/desk.ts";
import { Owner } from "../fixture/owner.ts";
import { Platform } from "../fixture/platform.ts";
import { until } from "../fixture/waiting.ts";

/** The only specs with a platform of their own: they kill it. */
describe("when the platform is killed in the middle of a turn", () => {
  let platform: Platform;

  beforeEach(async () => {
    platform = await Platform.started();
  });

  afterEach(() => platform.close());

  test("the page says so, comes back by itself and shows the same list without a gap", async () => {
    const desk = new Desk(await browser(), platform.url, platform.data, await new Owner(platform.data).token());
    const { id, slug } = await desk.api.workspace("Killed");
    await desk.api.running(id);
    const page = await desk.open(`/w/${slug}/s/new`, TALL);
    const conversation = new Conversation(page);
    await conversation.say([bash("echo before"), bash(untilThereIs("never")), bash("echo after")].join("\n"));
    const session = await conversation.session();
    await conversation.row("until [ -e never ]").getByRole("img", { name: "running" }).waitFor();
    const before = await conversation.rows();

    desk.allow(/console: error "Failed to load resource: net::ERR_/);
    desk.allow(/console: error "Failed to load resource: the server responded with a status of (401|502|503|504)/);
    desk.allow(/server-error: 50[234] /);
    await platform.kill();
    const live = page.getByRole("status").filter({ hasText: /reconnecting|offline/ });
    await live.waitFor();
    expect(await conversation.rows()).toEqual(before);
    await page.getByRole("textbox", { name: "Message" }).fill("a draft that stays");

    await platform.start();
    await page.getByRole("status").filter({ hasText: /^(live|\+\d+)$/ }).waitFor();
    await conversation.ended("Done");
    await conversation.row("echo after").last().waitFor();
    const after = await conversation.numbers();
    const events = await desk.api.events(session);
    expect(gapless(events)).toBe(true);
    expect(new Set(after).size).toBe(after.length);
    expect(events.filter((it) => it.type === "agent.tool_result").map((it) => it["outcome"])).toContain("interrupted_unknown_effect");
    expect(await page.getByRole("textbox", { name: "Message" }).inputValue()).toBe("a draft that stays");

    const settled = await until("it has come to rest", async () => {
      const first = await conversation.rows();
      await page.waitForTimeout(300);
      return String(first) === String(await conversation.rows()) && first;
    });
    await page.reload();
    await expect.poll(() => conversation.rows()).toEqual(settled);
    await desk.close();
  });
});
