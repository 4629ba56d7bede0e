import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { Conversation } from "../fixture/conversation.ts";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";

describe("looking back at a Session", () => {
  test("shows its trace, and what a rerun did otherwise", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Traced");
    const { id: session } = await desk.api.open(id, bash("echo one; test -e again || touch again && ls"), { title: "The original" });
    await desk.api.sessionIs(session, "idle");
    const page = await desk.open(`/w/${slug}/s/${session}/trace`);

    await page.getByRole("region", { name: "Turn 1" }).getByRole("link", { name: /Tool bash/ }).waitFor();
    await desk.settled(page);
    await page.getByRole("region", { name: "Turn 1" }).getByRole("link", { name: /Tool bash/ }).click();
    await page.waitForURL(/#e\d+$/);

    const { data } = await desk.api.json<{ data: { id: string }[] }>("GET", `/sessions/${session}/turns`);
    const { id: rerun } = await desk.api.json<{ id: string }>("POST", `/sessions/${session}/rerun`, { from_turn: data[0]?.id });
    await desk.api.sessionIs(rerun, "idle");
    await page.goto(`/w/${slug}/s/${rerun}`);
    await new Conversation(page).ended("Done");
    const header = page.locator("header").filter({ has: page.getByRole("heading", { level: 1 }) });
    await header.getByRole("button", { name: "More" }).click();
    await page.getByRole("menuitem", { name: "Compare with the original" }).click();
    await page.getByRole("region", { name: "First" }).getByText("Run").first().waitFor();
    await page.getByRole("region", { name: "Second" }).getByText("Run").first().waitFor();
    await page.getByRole("rowheader", { name: "Tool calls" }).waitFor();
    await desk.settled(page);
  });

  test("shows what a turn did to the files, and brings them back", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Moments");
    const { id: session } = await desk.api.open(id, bash("printf 'first\\n' > notes.txt"));
    await desk.api.sessionIs(session, "idle");
    await desk.api.say(session, bash("printf 'second\\n' > notes.txt"));
    await desk.api.sessionIs(session, "idle");
    const moments = await until("both turns are kept", async () => {
      const { data } = await desk.api.json<{ data: { id: string }[] }>("GET", `/workspaces/${id}/checkpoints`);
      return data.length >= 3 && data;
    });
    const page = await desk.open(`/w/${slug}/history/files`);

    await page.getByRole("button", { name: "After a turn" }).first().click();
    const changes = page.getByRole("region", { name: "What changed" });
    await changes.getByRole("region", { name: "notes.txt" }).getByText("second").waitFor();
    await changes.getByText("first").waitFor();
    await desk.settled(page);

    await page.getByRole("button", { name: "After a turn" }).nth(1).click();
    await page.waitForURL((url) => url.searchParams.get("at") === moments[1]?.id);
    await changes.getByRole("button", { name: "Restore…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
    await until("the file is as it was", async () => (await desk.api.file(id, "notes.txt")) === "first\n");
    await page.getByText("1 file restored.").waitFor();
    expect((await desk.api.json<{ data: unknown[] }>("GET", `/workspaces/${id}/checkpoints`)).data.length).toBeGreaterThan(3);
  });
});

describe("the permissions of a desk", () => {
  test("say which rule decides, part by part, as the server does", async ({ desk }) => {
    const rules = [{ tool: "bash", match: "git push*", decision: "ask" }];
    const { slug } = await desk.api.workspace("Rules to try", { permissions: { preset: "open", rules } });
    const page = await desk.open(`/w/${slug}/settings/permissions`);

    await page.getByRole("textbox", { name: "Command or path" }).fill("make test && git push");
    await page.getByRole("button", { name: "Which rule decides?" }).click();
    const parts = page.getByRole("list", { name: "Part by part; the strictest counts" }).getByRole("listitem");
    await parts.filter({ hasText: "git push" }).getByText("rules[0]: ask bash git push*").waitFor();
    expect(await parts.allInnerTexts()).toHaveLength(2);
    await desk.settled(page);
    await page.getByRole("textbox", { name: "Match" }).fill("git *");
    await page.getByText("counts when it is saved").waitFor();
  });
});

describe("a command of the desk", () => {
  test("is chosen in the composer, asks for its values, and is sent as what it says", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("With commands");
    await desk.api.json("PUT", `/workspaces/${id}/commands/greet`, { type: "struct", content: "/run echo hello {{WHOM}}" });
    const page = await desk.open(`/w/${slug}/s/new`);
    const conversation = new Conversation(page);

    await conversation.message.pressSequentially("/gre");
    await page.getByRole("option", { name: /\/greet/ }).click();
    await page.getByRole("textbox", { name: "WHOM" }).fill("Mara");
    await desk.settled(page);
    await page.getByRole("button", { name: "Put into the message" }).click();
    await until("the text is in the message", async () => (await conversation.message.inputValue()).trim() === "/run echo hello Mara");
    await conversation.message.press("Control+Enter");
    await conversation.ended("Done");
    await conversation.log.getByText("hello Mara").first().waitFor();
  });
});

describe("the palette", () => {
  test("copies the calls of a page as curl after =", async ({ desk }) => {
    const page = await desk.open("/automation/runs");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("heading", { name: "Runs", level: 1 }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").getByRole("combobox").fill("=");
    await page.getByRole("option", { name: "GET /runs" }).click();
    await until("it is copied", async () => /^curl .*\/api\/v1\/runs/s.test(await page.evaluate(() => navigator.clipboard.readText())));
  });
});
