import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { Conversation, TALL } from "../fixture/conversation.ts";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";


describe("the place to write", () => {
  test("completes files and commands, and stores what is dropped into it without replacing anything", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Composer");
    await desk.api.running(id);
    await desk.api.write(id, "src/payment test.ts", "1");
    const page = await desk.open(`/w/${slug}/s/new`);
    const { message } = new Conversation(page);
    const list = page.getByRole("listbox", { name: "Suggestions" });
    const reads = (text: string) => expect.poll(() => message.inputValue()).toBe(text);

    await message.pressSequentially("Mend @paym");
    await list.getByRole("option", { name: "src/payment test.ts" }).waitFor();
    await desk.settled(page);
    await message.press("Enter");
    await reads("Mend `src/payment test.ts` ");
    expect(await list.count()).toBe(0);

    await message.fill("");
    await message.pressSequentially("/g");
    await list.getByRole("option", { name: /^\/glob/ }).waitFor();
    await message.press("ArrowDown");
    await message.press("Tab");
    await reads("/grep ");

    const drop = () =>
      message.evaluate((field) => {
        const data = new DataTransfer();
        data.items.add(new File(["dropped"], "shot.png", { type: "image/png" }));
        field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      });
    await message.fill("");
    await drop();
    await reads("`.inbox/shot.png` ");
    desk.allow(/status of 412/);
    await drop();
    await reads("`.inbox/shot.png` `.inbox/shot-2.png` ");
    await until("both are stored", async () => (await desk.api.file(id, ".inbox/shot-2.png")) === "dropped");
  });

  test("leaves a row's link, its curl and its steps to the keyboard", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Keys of a row");
    const { id: session } = await desk.api.open(id, bash("echo by keyboard"));
    await desk.api.sessionIs(session, "idle");
    const page = await desk.open(`/w/${slug}/s/${session}`, TALL);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const card = new Conversation(page).row("echo by keyboard").getByRole("button", { expanded: false });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());

    await card.first().focus();
    await page.keyboard.press("y");
    await expect.poll(copied).toMatch(new RegExp(`/w/${slug}/s/${session}#e\\d+$`));
    await page.keyboard.press("c");
    await expect.poll(copied).toContain(`/api/v1/sessions/${session}/events?after=`);
    await page.keyboard.press("e");
    await new Conversation(page).row("echo by keyboard").getByRole("button", { expanded: true }).first().waitFor();
  });
});
