import { describe, expect } from "vitest";
import type { Desk } from "../fixture/desk.ts";
import { test } from "../fixture/desk.ts";
import { until } from "../fixture/waiting.ts";

const careful = { permissions: { preset: "careful" } };

interface Approval {
  readonly id: string;
  readonly session_id: string;
  readonly status: string;
  readonly decided: { readonly result: string; readonly reason: string | null } | null;
}

/** An agent that asks before it runs this. */
async function asking(desk: Desk, workspace: string, command: string): Promise<Approval> {
  const session = await desk.api.open(workspace, `/run ${command}`);
  return until(`something of ${session.id} waits`, async () => {
    const { data } = await desk.api.json<{ data: Approval[] }>("GET", `/approvals?status=pending&workspace_id=${workspace}`);
    return data.find((it) => it.session_id === session.id) ?? false;
  });
}

const approval = (desk: Desk, id: string) => desk.api.json<Approval>("GET", `/approvals/${id}`);

describe("the inbox", () => {
  test("hears of a question while it is open; A allows it, D denies the next with a reason", async ({ desk }) => {
    const { id } = await desk.api.workspace("Asking desk", careful);
    const page = await desk.open("/inbox");
    await page.getByRole("heading", { level: 1, name: "Inbox" }).waitFor({ state: "attached" });

    const first = await asking(desk, id, "echo allowed by key");
    const item = page.locator(`[data-approval-item=${first.id}]`);
    await item.getByText("echo allowed by key").waitFor();
    await desk.settled(page);
    await item.click();
    const card = page.locator(`[data-approval=${first.id}]`);
    await card.getByRole("region", { name: "Input" }).getByText("echo allowed by key").waitFor();
    await page.getByRole("region", { name: "Before it" }).getByText("/run echo allowed by key").waitFor();
    await page.getByRole("button", { name: /^Allow once/ }).and(page.locator(":not([aria-disabled])")).waitFor();
    await page.keyboard.press("a");
    await card.getByText(/Allowed by you/).waitFor();
    expect((await approval(desk, first.id)).decided?.result).toBe("allow");
    await item.waitFor({ state: "detached" });

    const second = await asking(desk, id, "rm -rf build");
    await page.locator(`[data-approval-item=${second.id}]`).waitFor();
    await until("J has come to it", async () => {
      await page.keyboard.press("j");
      return page.url().includes(second.id);
    });
    await page.locator(`[data-approval=${second.id}]`).getByText("rm -rf build").waitFor();
    await page.keyboard.press("d");
    await page.getByRole("textbox", { name: "Reason for the agent" }).fill("Keep the build.");
    await page.getByRole("button", { name: "Deny", exact: true }).click();
    await page.locator(`[data-approval=${second.id}]`).getByText(/Denied by you/).waitFor();
    expect((await approval(desk, second.id)).decided).toMatchObject({ result: "deny", reason: "Keep the build." });

    await page.getByRole("link", { name: "Decided" }).click();
    await page.locator(`[data-approval-item=${second.id}]`).getByText("denied").waitFor();
    await desk.settled(page);
  });

  test("turns the card when somebody else decides, and reads well on a phone", async ({ desk }) => {
    const { id } = await desk.api.workspace("Shared asking desk", careful);
    const asked = await asking(desk, id, "echo elsewhere");
    const page = await desk.open(`/inbox/${asked.id}`, { viewport: { width: 390, height: 800 } });
    const card = page.locator(`[data-approval=${asked.id}]`);

    await card.getByRole("button", { name: /^Allow once/ }).waitFor();
    await desk.settled(page);
    await desk.api.json("POST", `/approvals/${asked.id}/decision`, { result: "allow" });
    await card.getByText(/Allowed by/).waitFor();
    expect(await card.getByRole("button", { name: /^Allow once/ }).count()).toBe(0);
    await page.getByRole("link", { name: "All that waits" }).click();
    await page.waitForURL(/\/inbox$/);
  });

  test("shows what hides in an input, and nothing of it comes alive", async ({ desk }) => {
    const { id } = await desk.api.workspace("Hostile asking desk", careful);
    const asked = await asking(desk, id, "echo '<img src=x onerror=alert(1)>' safe\u202egnp.exe \u200b[x](javascript:alert(1))");
    const page = await desk.open(`/inbox/${asked.id}`);
    const input = page.locator(`[data-approval=${asked.id}]`).getByRole("region", { name: "Input" });

    await input.getByText("RLO").waitFor();
    await input.getByText("ZWSP").waitFor();
    await page.getByText(/characters in here that one would not see/).waitFor();
    expect(await page.locator("main img, main a[href^=javascript]").count()).toBe(0);
    await desk.settled(page);
  });
});
