import { describe } from "vitest";
import type { Api } from "../fixture/api.ts";
import { bash } from "../fixture/api.ts";
import { Conversation, TALL, untilThereIs } from "../fixture/conversation.ts";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";

interface Queue {
  readonly paused: boolean;
  readonly data: { content: { text: string }[] }[];
}

async function queued(api: Api, session: string): Promise<string[]> {
  const { data } = await api.json<Queue>("GET", `/sessions/${session}/queue`);
  return data.map((it) => it.content.map((block) => block.text).join());
}

describe("the queue of a Session", () => {
  test("is edited, reordered, taken back and promoted; a stop pauses it", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Queue");
    await desk.api.running(id);
    const page = await desk.open(`/w/${slug}/s/new`, TALL);
    const conversation = new Conversation(page);
    await conversation.say(bash(untilThereIs("never")));
    const session = await conversation.session();
    await conversation.row("until [ -e never ]").getByRole("img", { name: "running" }).waitFor();
    const is = (...texts: string[]) => until(`the queue is ${texts}`, async () => String(await queued(desk.api, session)) === String(texts));
    const waiting = (text: string) => page.getByRole("region", { name: /^Queue/ }).getByRole("listitem").filter({ hasText: text });

    for (const text of ["one", "two", "three", "four"]) {
      await conversation.say(text);
      await waiting(text).waitFor();
    }
    await is("one", "two", "three", "four");
    await desk.settled(page);

    await waiting("three").getByRole("button", { name: "Move up" }).click();
    await is("one", "three", "two", "four");
    await waiting("four").getByRole("button", { name: "Send next" }).click();
    await is("four", "one", "three", "two");
    await waiting("one").getByRole("button", { name: "Remove" }).click();
    await is("four", "three", "two");
    await waiting("two").getByRole("button", { name: "Edit" }).click();
    await page.getByRole("textbox", { name: "Edit" }).fill("two, but better");
    await page.getByRole("button", { name: "Save" }).click();
    await is("four", "three", "two, but better");

    await conversation.button("Stop").last().click();
    await conversation.ended("Interrupted");
    await page.getByText("Paused: 3 messages").waitFor();
    await is("four", "three", "two, but better");
    await page.getByRole("button", { name: "Resume" }).click();
    await conversation.ended("Done", 3);
    await is();
    await page.getByRole("region", { name: /^Queue/ }).waitFor({ state: "detached" });
  });
});
