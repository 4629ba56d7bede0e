import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe } from "vitest";
import { bash } from "../fixture/api.ts";
import { type Desk, test } from "../fixture/desk.ts";
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
  bash("seq -f 'test_add[%g] passed' 40"),
  bash("python3 -m unittest discover -s tests"),
  "/write NOTES.md\n```\n# Notes\n\n- 40 tests, all of them pass\n- `src/add.py` has no docstring\n```",
].join("\n\n");

const CAREFUL = { permissions: { preset: "open", rules: [{ tool: "bash", match: "git push*", decision: "ask" }] } };

interface World {
  readonly slug: string;
  readonly session: string;
  readonly asking: string;
}

let made: Promise<World> | undefined;

/** A desk at which some work was done and some waits, and a few others; the same one for all pictures. */
async function world({ api }: Desk): Promise<World> {
  const doctor = await api.workspace("CI doctor", CAREFUL, { tags: ["ci"], description: "Keeps the build green." });
  const notes = await api.workspace("Release notes", {}, { tags: ["docs"] });
  const triage = await api.workspace("Issue triage", {}, { tags: ["ci", "support"] });
  for (const [workspace, text, title] of [
    [notes.id, bash("echo '## 1.4.0' > CHANGELOG.md && cat CHANGELOG.md"), "Collect what changed since 1.3"],
    [triage.id, bash("echo 3 issues are older than a week"), "Sort the issues of this week"],
    [doctor.id, bash("exit 3"), "Why is main red?"],
    [doctor.id, "Which tests are slow?", "Which tests are slow?"],
  ] as const) {
    await api.sessionIs((await api.open(workspace, text, { title })).id, "idle");
  }
  const { id: session } = await api.open(doctor.id, REPORT, { title: "Count the tests" });
  await api.sessionIs(session, "idle");
  const { id: asking } = await api.open(doctor.id, bash("git push origin HEAD:main"), { title: "Publish the notes" });
  await api.sessionIs(asking, "requires_action");
  await api.json("POST", `/workspaces/${doctor.id}/terminals`, { cols: 80, rows: 24 });
  await api.call("POST", `/workspaces/${notes.id}/stop`);
  return { slug: doctor.slug, session, asking };
}

describe("pictures", () => {
  for (const [look, options] of Object.entries(LOOKS)) {
    test(`of every page, ${look}`, { timeout: 300_000 }, async ({ desk }) => {
      mkdirSync(FOLDER, { recursive: true });
      const { slug, session, asking } = await (made ??= world(desk));
      const places: Record<string, string> = {
        workspaces: "/workspaces",
        new: "/workspaces/new",
        welcome: "/welcome",
        conversation: `/w/${slug}/s/${session}`,
        approval: `/w/${slug}/s/${asking}`,
        "new-session": `/w/${slug}/s/new`,
        files: `/w/${slug}/files/src/add.py`,
        terminal: `/w/${slug}/terminal`,
        history: `/w/${slug}/history`,
        versions: `/w/${slug}/history/config`,
        settings: `/w/${slug}/settings`,
        permissions: `/w/${slug}/settings/permissions`,
        environment: `/w/${slug}/settings/environment`,
        inbox: "/inbox",
        search: "/search?q=tests",
        profile: "/settings/profile",
        tokens: "/settings/tokens",
        nowhere: "/w/not-there",
      };
      desk.allow(/status of 404/);
      const page = await desk.open("/workspaces", options);
      for (const [name, place] of Object.entries(places)) {
        await page.goto(place);
        await shot(page, `${name}-${look}`);
      }
      await page.goto("/workspaces");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.keyboard.press("Control+k");
      await shot(page, `palette-${look}`, "dialog");
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
      await shot(page, `keys-${look}`, "dialog");
      await shot(await desk.tab(await desk.visitor(options), "/sign-in"), `sign-in-${look}`);
    });
  }
});

async function shot(page: Page, name: string, what: "heading" | "dialog" = "heading"): Promise<void> {
  await page.getByRole(what).first().waitFor();
  await rested(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
