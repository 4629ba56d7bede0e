import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect } from "vitest";
import type { Api } from "../fixture/api.ts";
import { test } from "../fixture/desk.ts";

interface Listed<T> {
  readonly data: T[];
}

/** What a test put on a Workspace does not outlive it, failed or not: others see the same platform. */
async function letGo(api: Api, workspace: string): Promise<void> {
  const holds = await api.json<Listed<{ id: string; workspace_id: string | null }>>("GET", "/holds");
  for (const hold of holds.data.filter((it) => it.workspace_id === workspace)) {
    await api.call("DELETE", `/holds/${hold.id}`);
  }
  const schedules = await api.json<Listed<{ id: string }>>("GET", `/workspaces/${workspace}/schedules`);
  for (const { id } of schedules.data) {
    await api.call("DELETE", `/schedules/${id}`);
  }
}

async function unsubscribe(api: Api, url: string): Promise<void> {
  const subscriptions = await api.json<Listed<{ id: string; url: string }>>("GET", "/subscriptions");
  for (const { id } of subscriptions.data.filter((it) => it.url === url)) {
    await api.call("DELETE", `/subscriptions/${id}`);
  }
}

describe("the emergency brake", () => {
  test("stops the next tick, says so over every page, and lets go again", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Braked");
    const reason = `The budget of ${slug} is spent.`;
    try {
      const page = await desk.open("/automation/holds");

      await page.getByRole("button", { name: "Put the brake on" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("combobox", { name: "Where" }).selectOption("workspace");
      await dialog.getByRole("combobox", { name: "Workspace" }).selectOption(id);
      await dialog.getByRole("textbox", { name: "Reason" }).fill(reason);
      await desk.settled(page);
      await dialog.getByRole("button", { name: "Put the brake on" }).click();
      await dialog.waitFor({ state: "detached" });
      const row = page.getByRole("list", { name: "Holds" }).getByRole("listitem").filter({ hasText: reason });
      await row.waitFor();

      const schedule = await desk.api.json<{ id: string }>("POST", `/workspaces/${id}/schedules`, { name: "Often", spec: { every: "PT1S" }, task: { prompt: "/run true" } });
      await expect
        .poll(async () => (await desk.api.json<{ data: { outcome: string }[] }>("GET", `/schedules/${schedule.id}/runs`)).data.map((it) => it.outcome))
        .toContain("held");
      await page.goto(`/w/${slug}`);
      await page.getByRole("complementary", { name: "Brake" }).getByText(reason).waitFor();
      await desk.settled(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await desk.settled(page);

      await page.goto("/automation/holds");
      await row.getByRole("button", { name: "Lift" }).click();
      await row.waitFor({ state: "detached" });
    } finally {
      await letGo(desk.api, id);
    }
  });
});

describe("a subscription", () => {
  test("shows its secret once, tells of a turn while the page is open, and what became of each request", async ({ desk }) => {
    const { id } = await desk.api.workspace("Told");
    const got: { headers: IncomingHttpHeaders; body: string }[] = [];
    let answer = 500;
    const receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        got.push({ headers: request.headers, body });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/told`;
    try {
      const page = await desk.open("/automation/subscriptions");
      await page.getByRole("button", { name: "New subscription" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "Address" }).fill(url);
      await desk.settled(page);
      await dialog.getByRole("button", { name: "Create", exact: true }).click();
      const secret = (await dialog.getByText(/^whsec_/).textContent()) ?? "";
      await desk.settled(page);
      await dialog.getByRole("button", { name: "I have it" }).click();
      await page.getByText("One secret signs.").waitFor();
      expect(await page.content()).not.toContain(secret);

      await desk.api.json("POST", `/workspaces/${id}/sessions`, { message: "/run true" });
      const attempts = page.getByRole("list", { name: "Attempts" });
      await attempts.getByText("failed").first().waitFor();
      answer = 204;
      await attempts.getByRole("button", { name: "Send again" }).first().click();
      await attempts.getByText("taken").first().waitFor();
      await desk.settled(page);

      // Other tests may be at work on the same platform.
      const mine = got.filter((it) => it.body.includes(id));
      const last = mine.at(-1);
      const signed = `${last?.headers["webhook-id"]}.${last?.headers["webhook-timestamp"]}.${last?.body}`;
      const expected = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(signed).digest("base64");
      expect(last?.headers["webhook-signature"]).toBe(`v1,${expected}`);
      expect(JSON.parse(last?.body ?? "{}")).toMatchObject({ type: "session.turn_finished" });
      expect(new Set(mine.map((it) => it.headers["webhook-id"])).size).toBe(1);
    } finally {
      await unsubscribe(desk.api, url);
      receiver.close();
    }
  });
});

describe("past times of a schedule", () => {
  test("are shown with what became of them, and run again", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Backfilled");
    const schedule = await desk.api.json<{ id: string }>("POST", `/workspaces/${id}/schedules`, { name: "Six-hourly", spec: { every: "PT6H" }, task: { prompt: "/run true" } });
    const page = await desk.open(`/w/${slug}/automation/${schedule.id}`);

    await page.getByRole("button", { name: "Backfill" }).click();
    const dialog = page.getByRole("dialog");
    // A minute less than a day, both ends included: four times in every time zone.
    await dialog.getByLabel("From", { exact: true }).fill("2026-01-15T00:01");
    await dialog.getByLabel("To", { exact: true }).fill("2026-01-16T00:00");
    await dialog.getByRole("button", { name: "Show the times" }).click();
    await dialog.getByRole("list", { name: "4 times" }).waitFor();
    await desk.settled(page);
    await dialog.getByRole("button", { name: "Run 4" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect
      .poll(async () => (await desk.api.json<{ data: { outcome: string }[] }>("GET", `/schedules/${schedule.id}/runs`)).data.length)
      .toBe(4);
    await page.getByRole("list", { name: "Runs" }).getByText("backfilled").first().waitFor();
    await desk.settled(page);
  });
});
