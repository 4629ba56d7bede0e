import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe } from "vitest";
import { bash } from "../fixture/api.ts";
import { test } from "../fixture/desk.ts";
import { rested } from "../fixture/settled.ts";

const FOLDER = process.env["SCREENSHOTS"] ?? "target/screenshots";
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 } },
} as const;

const REPORT = [
  "Look around, count the tests, and keep what you found.",
  bash("mkdir -p src && printf 'def add(a, b):\\n    return a + b\\n' > src/add.py && ls -l src"),
  bash("for i in $(seq 1 40); do echo \"test_add[$i] passed\"; done"),
  "/write NOTES.md\n```\n# Notes\n\n- 40 tests, all of them pass\n- `src/add.py` has no docstring\n```",
].join("\n\n");

describe("pictures", () => {
  for (const [look, options] of Object.entries(LOOKS)) {
    test(`of every page, ${look}`, { timeout: 300_000 }, async ({ desk }) => {
      mkdirSync(FOLDER, { recursive: true });
      const { id, slug } = await desk.api.workspace(`CI doctor ${look}`, { permissions: { preset: "open", rules: [{ tool: "bash", match: "git push*", decision: "ask" }] } });
      const { id: session } = await desk.api.open(id, REPORT, { title: "Count the tests" });
      await desk.api.sessionIs(session, "idle");
      const { id: asking } = await desk.api.open(id, bash("git push origin HEAD:main"), { title: "Publish the notes" });
      await desk.api.sessionIs(asking, "requires_action");
      await desk.api.json("POST", `/workspaces/${id}/terminals`, { cols: 80, rows: 24 });

      const page = await desk.open("/workspaces", options);
      const places: Record<string, string> = {
        workspaces: "/workspaces",
        new: "/workspaces/new",
        welcome: "/welcome",
        conversation: `/w/${slug}/s/${session}`,
        approval: `/w/${slug}/s/${asking}`,
        files: `/w/${slug}/files/src/add.py`,
        terminal: `/w/${slug}/terminal`,
        history: `/w/${slug}/history`,
        versions: `/w/${slug}/history/config`,
        permissions: `/w/${slug}/settings/permissions`,
        environment: `/w/${slug}/settings/environment`,
        inbox: "/inbox",
        profile: "/settings/profile",
        tokens: "/settings/tokens",
      };
      for (const [name, place] of Object.entries(places)) {
        await page.goto(place);
        await shot(page, `${name}-${look}`);
      }
      await page.keyboard.press("Control+k");
      await shot(page, `palette-${look}`);
    });
  }
});

async function shot(page: Page, name: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await rested(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
