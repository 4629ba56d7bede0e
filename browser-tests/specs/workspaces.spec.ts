import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

describe("the list of Workspaces", () => {
  test("follows what others do, and keeps its filter over a reload and Back", async ({ desk }) => {
    const tag = `t${randomUUID().slice(0, 8)}`;
    const { id } = await desk.api.workspace("Watched desk", {}, { tags: [tag] });
    await desk.api.running(id);
    const page = await desk.open(`/workspaces?tag=${tag}`);
    const row = page.getByRole("row", { name: /Watched desk/ });

    await row.getByRole("img", { name: "idle" }).or(row.getByText("running")).first().waitFor();
    await desk.settled(page);
    await desk.api.call("POST", `/workspaces/${id}/stop`);
    await row.getByText("stopped").first().waitFor();

    await page.reload();
    await row.waitFor();
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor();
    await page.goBack();
    await row.waitFor();
    expect(new URL(page.url()).searchParams.get("tag")).toBe(tag);
    expect(await page.getByRole("row").count()).toBe(2);
  });

  test("and all other tabs of a browser live on one connection", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("One connection", {}, { tags: ["one"] });
    const page = await desk.open("/workspaces?tag=one");
    const context = page.context();
    const rows = page.getByRole("row", { name: /One connection/ });
    await rows.first().waitFor();
    for (let i = 0; i < 7; i++) {
      await (await desk.tab(context, `/w/${slug}/settings`)).getByText("live", { exact: true }).waitFor();
    }
    await desk.api.call("POST", `/workspaces/${id}/stop`);
    await rows.first().getByText("stopped").waitFor();
    // More connections than six to one origin would keep the last tab from asking anything.
    await Promise.all(context.pages().slice(1).map((tab) => tab.getByRole("button", { name: "Start", exact: true }).first().waitFor()));
  });

  test("stops, deletes and restores several at once", async ({ desk }) => {
    const tag = `t${randomUUID().slice(0, 8)}`;
    const all = [];
    for (const name of ["First of many", "Second of many"]) {
      all.push((await desk.api.workspace(name, {}, { tags: [tag] })).id);
    }
    const page = await desk.open(`/workspaces?tag=${tag}`);
    const chosen = page.getByRole("toolbar", { name: "2 selected" });

    await page.getByRole("checkbox", { name: "Select First of many" }).check();
    await page.getByRole("checkbox", { name: "Select Second of many" }).check();
    await chosen.getByRole("button", { name: "Stop" }).click();
    await Promise.all(all.map((id) => desk.api.status(id, "stopped")));

    await page.getByRole("checkbox", { name: "Select all" }).check();
    await chosen.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog", { name: "Delete 2 workspaces?" }).getByRole("button", { name: "Delete" }).click();
    await Promise.all(all.map((id) => desk.api.status(id, "deleted")));
    await page.getByRole("button", { name: "Undo" }).click();
    await Promise.all(all.map((id) => desk.api.status(id, "stopped")));
  });
});

describe("a new Workspace", () => {
  test("is made on one screen; a wrong field says so itself", async ({ desk }) => {
    const page = await desk.open("/workspaces/new");
    const name = `New ${randomUUID().slice(0, 8)}`;

    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await desk.settled(page);
    await page.getByText("More", { exact: true }).click();
    await page.getByRole("textbox", { name: "Memory" }).fill("a lot");
    desk.allow(/status of 400/);
    await page.getByRole("button", { name: "Create", exact: false }).first().click();
    const memory = page.getByRole("textbox", { name: "Memory" });
    await memory.and(page.locator("[aria-invalid=true]")).waitFor();

    await memory.fill("");
    await page.getByRole("button", { name: "Create", exact: false }).first().click();
    await page.waitForURL(/\/w\/new-/);
    const { data } = await desk.api.json<{ data: { name: string }[] }>("GET", `/workspaces?q=${encodeURIComponent(name)}`);
    expect(data.map((it) => it.name)).toEqual([name]);
  });
});
