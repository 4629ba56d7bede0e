import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { Conversation, TALL } from "../fixture/conversation.ts";
import { type Desk, test } from "../fixture/desk.ts";

const ASKING = { permissions: { preset: "open", rules: [{ tool: "bash", decision: "ask" }] } };

async function asked(desk: Desk, command: string): Promise<{ page: Page; conversation: Conversation; session: string }> {
  const { id, slug } = await desk.api.workspace("Approval", ASKING);
  const { id: session } = await desk.api.open(id, bash(command));
  await desk.api.sessionIs(session, "requires_action");
  const page = await desk.open(`/w/${slug}/s/${session}`, TALL);
  return { page, conversation: new Conversation(page), session };
}

const card = (page: Page) => page.getByRole("region", { name: "Allow? bash" });

describe("an approval", () => {
  test("shows what one would not see, and is allowed by the keyboard alone", async ({ desk }) => {
    const { page, conversation, session } = await asked(desk, "echo 'safe \u202E txt.exe'");

    await card(page).getByText("There are characters in here that one would not see").waitFor();
    await card(page).getByRole("region", { name: "Input" }).getByTitle("Hidden character RLO").waitFor();
    await desk.settled(page);
    await card(page).focus();
    await page.keyboard.press("a");
    await conversation.ended("Done");

    const decided = (await desk.api.events(session)).find((it) => it.type === "user.tool_confirmation");
    expect(decided).toMatchObject({ result: "allow" });
  });

  test("can't be allowed before its end was seen; a reason of a denial reaches the transcript", async ({ desk }) => {
    const lines = Array.from({ length: 3_000 }, (_, i) => `echo line ${i}`).join("\n");
    const { page, conversation, session } = await asked(desk, `${lines}\nrm -rf ./everything`);
    const allow = card(page).getByRole("button", { name: /^Allow once/ });

    await allow.waitFor();
    expect(await allow.getAttribute("aria-disabled") ?? String(await allow.isDisabled())).toBe("true");
    await card(page).getByRole("region", { name: "Input" }).press("End");
    await allow.and(page.locator(":not([aria-disabled=true]):not([disabled])")).waitFor();
    await card(page).getByRole("button", { name: /^Deny…/ }).click();
    await page.getByRole("textbox", { name: "Reason for the agent" }).fill("Not the whole desk, please.");
    await page.getByRole("button", { name: "Deny", exact: true }).click();
    await conversation.ended("Done");

    const result = (await desk.api.events(session)).find((it) => it.type === "agent.tool_result");
    expect(result).toMatchObject({ outcome: "denied" });
    expect(JSON.stringify(await desk.api.events(session))).toContain("Not the whole desk, please.");
  });

  test("that somebody else decided goes away without an error", async ({ desk }) => {
    const { page, conversation, session } = await asked(desk, "echo elsewhere");
    await card(page).waitFor();
    const { data } = await desk.api.json<{ data: { id: string; session_id: string; input_sha256: string }[] }>("GET", "/approvals?status=pending");
    const { id, input_sha256 } = data.find((it) => it.session_id === session)!;

    await desk.api.json("POST", `/approvals/${id}/decision`, { result: "allow", input_sha256 });
    await conversation.ended("Done");
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(await card(page).getByRole("button", { name: /^Allow once/ }).count()).toBe(0);
  });
});
