import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";

describe("a file", () => {
  test("that two have changed keeps both texts until somebody chooses", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files");
    await desk.api.write(id, "notes.md", "as it was\n");
    const mine = await desk.open(`/w/${slug}/files/notes.md`);
    const theirs = await desk.open(`/w/${slug}/files/notes.md`);
    const text = (page: typeof mine) => page.getByRole("textbox", { name: "Content of notes.md" });
    await text(mine).filter({ hasText: "as it was" }).waitFor();
    await text(theirs).filter({ hasText: "as it was" }).waitFor();
    await desk.settled(mine);

    await text(theirs).press("Control+Home");
    await theirs.keyboard.type("mine is not stored yet: ");
    await text(mine).press("Control+Home");
    await mine.keyboard.type("stored first: ");
    await mine.keyboard.press("Control+s");
    await until("it is stored", async () => (await desk.api.file(id, "notes.md")) === "stored first: as it was\n");

    const bar = theirs.getByRole("alert").filter({ hasText: /Changed/ });
    await bar.waitFor();
    await bar.getByRole("button", { name: "Show difference" }).click();
    await theirs.getByRole("dialog", { name: "Difference" }).getByText("stored first: as it was").waitFor();
    await theirs.keyboard.press("Escape");
    await bar.getByRole("button", { name: "Keep mine" }).click();
    await theirs.getByRole("dialog", { name: "Keep mine" }).getByRole("button", { name: "Keep mine" }).click();
    await until("mine is stored", async () => (await desk.api.file(id, "notes.md")) === "mine is not stored yet: as it was\n");
    await text(mine).filter({ hasText: "mine is not stored yet" }).waitFor();
  });

  test("and a conversation are readable when the Workspace is stopped; hostile names are text", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Stopped");
    await desk.api.write(id, "read-me.txt", "still here");
    const { id: session } = await desk.api.open(id, "```bash\ntouch -- '<img src=x onerror=alert(1)>' $'turned\\u202Etxt.exe' $'new\\nline'\n```");
    await desk.api.sessionIs(session, "idle");
    await desk.api.call("POST", `/workspaces/${id}/stop`);
    await desk.api.status(id, "stopped");

    const page = await desk.open(`/w/${slug}/s/${session}`);
    await page.getByRole("list", { name: "Conversation" }).getByText("onerror").first().waitFor();
    expect(await page.getByRole("textbox", { name: "Message" }).getAttribute("placeholder")).toContain("Sending starts the desk");
    await page.goto(`/w/${slug}/files/read-me.txt`);
    await page.getByText("still here").first().waitFor();
    await page.getByRole("treeitem", { name: /onerror/ }).waitFor();
    await desk.inert(page);
    await desk.settled(page);
  });
});
