import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { bash } from "../fixture/api.ts";
import { type Desk, test } from "../fixture/desk.ts";
import { HOSTILE, HOSTILE_NAMES } from "../fixture/hostile.ts";
import { rested } from "../fixture/settled.ts";

/** Text of agents and strangers, in each place that shows any. */
describe("hostile text stays text", () => {
  /** Scrolls through everything of a list that draws only what is near. */
  async function readAll(page: Page): Promise<void> {
    const log = page.getByRole("group", { name: "Conversation" });
    await log.getByRole("listitem").last().waitFor();
    await log.press("g");
    await log.press("g");
    for (let i = 0; i < 400; i++) {
      const atEnd = await log.evaluate((box) => {
        box.scrollTop += box.clientHeight * 0.9;
        return box.scrollTop + box.clientHeight >= box.scrollHeight - 2;
      });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      if (atEnd) {
        return;
      }
    }
  }

  async function looked(desk: Desk, page: Page): Promise<void> {
    await rested(page);
    await desk.inert(page);
    expect(new URL(page.url()).origin).toBe(desk.url);
    expect(await page.title()).toMatch(/Agentdesk$/);
  }

  test("in what people write and what tools print", async ({ desk }) => {
    expect(HOSTILE.length).toBeGreaterThan(200);
    const { id, slug } = await desk.api.workspace("Hostile output");
    await desk.api.write(id, "hostile.txt", HOSTILE.join("\n\n"));
    const printed = await desk.api.open(id, bash("cat hostile.txt"));
    const said = await desk.api.open(id, HOSTILE.slice(0, 100).join("\n\n").slice(0, 60_000));
    const more = await desk.api.open(id, HOSTILE.slice(100).filter((it) => it.length < 5_000).join("\n\n").replaceAll("\u0000", "").slice(0, 60_000));
    const viewport = { viewport: { width: 1280, height: 2_400 } };
    for (const { id: session } of [printed, said, more]) {
      await desk.api.sessionIs(session, "idle");
      const page = await desk.open(`/w/${slug}/s/${session}`, viewport);
      await readAll(page);
      await looked(desk, page);
      const tools = page.getByRole("button", { name: /^Run/ });
      if (session === printed.id) {
        await tools.first().click();
        await page.getByRole("button", { name: /^(Show all|Load the whole output)$/ }).first().click();
        await looked(desk, page);
      }
      await page.context().close();
    }
  });

  test("in names and titles", async ({ desk }) => {
    const made = [];
    for (const [i, name] of HOSTILE_NAMES.entries()) {
      made.push(await desk.api.workspace(name, {}, { slug: `hostile-${Date.now().toString(36)}-${i}`, description: name, tags: ["hostile"], start: false }));
    }
    const page = await desk.open("/workspaces?tag=hostile");
    await page.getByRole("row").nth(HOSTILE_NAMES.length).waitFor();
    await looked(desk, page);

    const { id, slug } = made[0]!;
    for (const title of HOSTILE_NAMES) {
      await desk.api.open(id, "Hello.", { title });
    }
    await page.goto(`/w/${slug}`);
    await page.getByRole("list", { name: "Conversation" }).waitFor();
    await looked(desk, page);
    for (const [i, reason] of HOSTILE_NAMES.entries()) {
      await desk.api.json("PATCH", `/workspaces/${id}/config?reason=${encodeURIComponent(reason)}`, { prompt: { text: `${i} ${reason}` }, variables: { TEXT: reason } });
    }
    for (const place of ["history", "history/config", "settings/prompt", "settings/variables"]) {
      await page.goto(`/w/${slug}/${place}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await looked(desk, page);
    }
  });

  test("in what an approval asks for", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Hostile approval", { permissions: { preset: "open", rules: [{ tool: "bash", decision: "ask" }] } });
    const { id: session } = await desk.api.open(id, bash(HOSTILE.filter((it) => !it.includes("`") && it.length < 3_000).join("\n")));
    await desk.api.sessionIs(session, "requires_action");
    const { data } = await desk.api.json<{ data: { id: string; session_id: string }[] }>("GET", "/approvals?status=pending");
    const approval = data.find((it) => it.session_id === session)?.id;
    for (const place of [`/w/${slug}/s/${session}`, `/inbox/${approval}`]) {
      const page = await desk.open(place);
      await page.getByText("There are characters in here that one would not see").first().waitFor();
      await looked(desk, page);
      expect(await page.getByTitle("Hidden character RLO").count()).toBeGreaterThan(0);
    }
    await desk.api.send(session, { type: "user.interrupt" });
  });
});
