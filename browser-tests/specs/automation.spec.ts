import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

describe("work that starts by itself", () => {
  test("by the clock: a schedule is made with its next times in view, run at once and paused", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Clockwork");
    const page = await desk.open(`/w/${slug}/automation`);

    await page.getByRole("button", { name: "New schedule" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Morning");
    await page.getByRole("textbox", { name: "Task" }).fill("/run echo by the clock");
    await page.getByRole("textbox", { name: "Cron expression" }).fill("0 9 * * NO");
    desk.allow(/status of 400/);
    await page.getByRole("textbox", { name: "Cron expression" }).and(page.locator("[aria-invalid=true]")).waitFor();
    await page.getByRole("button", { name: "Every day at 7" }).click();
    await page.getByRole("region", { name: "It would run" }).getByText("07:00").first().waitFor();
    await desk.settled(page);
    await page.getByRole("button", { name: "Create", exact: true }).click();

    await page.getByRole("heading", { name: "Upcoming" }).waitFor();
    await page.getByRole("button", { name: "Run now" }).click();
    const run = page.getByRole("list", { name: "Runs" }).getByRole("listitem").first();
    await run.getByRole("link", { name: "Session" }).waitFor();
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await page.getByRole("textbox", { name: "Reason" }).fill("The build machine is being moved.");
    await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
    await page.getByText("The build machine is being moved.").waitFor();
    await desk.settled(page);
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();

    await run.getByRole("link", { name: "Why?" }).click();
    const causes = page.getByRole("list", { name: "Causes and effects" });
    await causes.getByText("Schedule", { exact: true }).waitFor();
    await causes.getByText("Session", { exact: true }).waitFor();
    await desk.settled(page);
    await page.goBack();

    await run.getByRole("link", { name: "Session" }).click();
    await page.getByRole("list", { name: "Conversation" }).getByText("by the clock").first().waitFor();
    const { data } = await desk.api.json<{ data: { status: string }[] }>("GET", `/workspaces/${id}/schedules`);
    expect(data).toMatchObject([{ status: "active" }]);
  });
});

describe("a model provider", () => {
  test("is added and tested, says why it refuses, and keeps its key to itself", async ({ desk }) => {
    const asked: string[] = [];
    let refuse = true;
    const models = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization ?? ""}`);
      response.writeHead(refuse ? 401 : 200, { "content-type": "application/json" });
      const reply = { id: "1", object: "chat.completion", choices: [{ index: 0, message: { role: "assistant", content: "." }, finish_reason: "stop" }], usage: { prompt_tokens: 1, completion_tokens: 1 } };
      response.end(JSON.stringify(refuse ? { error: { message: "invalid key" } } : request.url?.endsWith("/models") ? { object: "list", data: [{ id: "large", object: "model" }] } : reply));
    });
    await new Promise<void>((done) => models.listen(0, "127.0.0.1", done));
    try {
      const { port } = models.address() as AddressInfo;
      const page = await desk.open("/settings/providers");
      const name = `House ${randomUUID().slice(0, 4)}`;
      await page.getByRole("button", { name: "Add a provider" }).first().click();
      await page.getByRole("combobox", { name: "Kind" }).selectOption("other");
      await page.getByRole("textbox", { name: "Name" }).fill(name);
      await page.getByRole("textbox", { name: "Address" }).fill(`http://127.0.0.1:${port}/v1`);
      await page.getByLabel("Key", { exact: true }).fill("sk-very-secret");
      await page.getByRole("button", { name: "Add a model" }).click();
      await page.getByRole("textbox", { name: "Model", exact: true }).fill("large");
      await desk.settled(page);
      await page.getByRole("button", { name: "Save and test" }).click();
      await page.getByRole("alert").filter({ hasText: "The provider refused the key" }).waitFor();
      expect(asked.join()).toContain("sk-very-secret");

      refuse = false;
      await page.getByRole("button", { name: "Save and test" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const row = page.getByRole("list", { name: "Model providers" }).getByRole("listitem").filter({ hasText: name });
      await row.getByRole("button", { name: `Test ${name}` }).click();
      await row.getByText(/answered in \d+ ms/).waitFor();
      await desk.settled(page);
      const { data } = await desk.api.json<{ data: { name: string; has_key: boolean }[] }>("GET", "/providers");
      expect(data.find((it) => it.name === name)).toMatchObject({ has_key: true });
      expect(await page.content()).not.toContain("sk-very-secret");
    } finally {
      models.close();
    }
  });
});
