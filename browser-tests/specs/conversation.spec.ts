import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { Conversation, gapless, TALL, untilThereIs } from "../fixture/conversation.ts";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";

describe("a conversation", () => {
  test("streams a turn with its tools; a reload in the middle and a second browser show identical rows", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Conversation");
    await desk.api.running(id);
    const page = await desk.open(`/w/${slug}/s/new`, TALL);
    const mine = new Conversation(page);

    await mine.say([bash("echo first words"), bash(untilThereIs("go")), bash("exit 3")].join("\n"));
    const session = await mine.session();
    await mine.row("until [ -e go ]").getByRole("img", { name: "running" }).waitFor();
    const inTheMiddle = await mine.rows();
    expect(inTheMiddle.length).toBeGreaterThan(4);
    expect(inTheMiddle.join()).not.toContain("```");
    await page.reload();
    await expect.poll(() => mine.rows()).toEqual(inTheMiddle);

    const other = new Conversation(await desk.open(`/w/${slug}/s/${session}`, TALL));
    await other.row("until [ -e go ]").last().waitFor();
    await desk.api.write(id, "go", "");
    await Promise.all([mine.ended("Done"), other.ended("Done")]);
    await until("both show the same", async () => String(await mine.rows()) === String(await other.rows()));
    const streamed = await mine.rows();
    await page.reload();
    await expect.poll(() => mine.rows()).toEqual(streamed);

    const events = await desk.api.events(session);
    const numbers = await mine.numbers();
    expect(gapless(events)).toBe(true);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBe(events.at(-1)?.seq);
    await page.getByRole("button", { name: /3 steps · 1 failed/ }).waitFor();
    await desk.settled(page);
  });

  test("stops a turn, and says so", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Interrupt");
    await desk.api.running(id);
    const conversation = new Conversation(await desk.open(`/w/${slug}/s/new`, TALL));

    await conversation.say(bash(untilThereIs("never")));
    await conversation.row("until [ -e never ]").getByRole("img", { name: "running" }).waitFor();
    await conversation.button("Stop").last().click();
    await conversation.ended("Interrupted");

    expect(await desk.api.sessionIs(await conversation.session(), "idle")).toMatchObject({ stop_reason: { type: "interrupted" } });
  });

  test("does not move under somebody who reads further up, and lands on the event of a link", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Reader");
    await desk.api.running(id);
    const filler = Array.from({ length: 40 }, (_, i) => `Paragraph ${i}.`).join("\n\n");
    const session = await desk.api.open(id, filler);
    await desk.api.sessionIs(session.id, "idle");
    for (const word of ["second", "third"]) {
      await desk.api.say(session.id, `The ${word}.\n\n${filler}`);
      await desk.api.sessionIs(session.id, "idle");
    }
    await desk.api.say(session.id, bash(`${untilThereIs("go")}; seq 1 60`));
    const { seq } = (await desk.api.events(session.id)).filter((it) => it.type === "user.message")[1]!;

    const page = await desk.open(`/w/${slug}/s/${session.id}#e${seq}`);
    const conversation = new Conversation(page);
    const linked = conversation.row("The second.");
    await linked.waitFor();
    const top = await until("it has come to rest", async () => {
      const first = (await linked.boundingBox())?.y;
      await page.waitForTimeout(300);
      const second = (await linked.boundingBox())?.y;
      return first !== undefined && first === second && first;
    });
    expect(top).toBeGreaterThan(0);
    expect(top).toBeLessThan(400);

    await desk.api.write(id, "go", "");
    await desk.api.sessionIs(session.id, "idle");
    const live = page.getByRole("button", { name: /^Jump to live · \d+ new/ });
    await live.waitFor();
    expect((await linked.boundingBox())?.y).toBe(top);
    await live.click();
    await conversation.ended("Done");
  });
});
