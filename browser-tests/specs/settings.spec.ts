import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

describe("the settings of a Workspace", () => {
  test("make a new version, say when it applies, and offer the same as a command", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Settings");
    const page = await desk.open(`/w/${slug}/settings/prompt`);

    await page.getByRole("textbox", { name: "Prompt" }).fill("You keep the build green.");
    await page.getByRole("textbox", { name: "Reason" }).fill("it was red");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved as v2.").waitFor();
    await page.getByText("Applies: with the next turn").waitFor();

    expect(await desk.api.json("GET", `/workspaces/${id}/config`)).toMatchObject({ prompt: { text: "You keep the build green." } });
    await desk.settled(page);
  });

  test("let two people choose where both changed the same", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Two people");
    const page = await desk.open(`/w/${slug}/settings/prompt`);

    await page.getByRole("textbox", { name: "Prompt" }).fill("Mine.");
    await desk.api.json("PATCH", `/workspaces/${id}/config`, { prompt: { text: "Theirs." }, auto_start: false });
    await page.getByText("Somebody else saved v2 while you were editing.").waitFor();
    desk.allow(/status of 412/);
    await page.getByRole("button", { name: "Save" }).click();
    const meeting = page.getByRole("dialog", { name: "Two changes meet" });
    await meeting.getByText("Theirs.").waitFor();
    await desk.settled(page);
    await meeting.getByRole("radio", { name: "Yours" }).check();
    await meeting.getByRole("button", { name: "Save merged" }).click();
    await page.getByText("Saved as v3.").waitFor();

    const merged = await desk.api.json("GET", `/workspaces/${id}/config`);
    expect(merged).toMatchObject({ prompt: { text: "Mine." }, auto_start: false });
  });
});
