import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe } from "vitest";
import { type Desk, test } from "../fixture/desk.ts";
import { rested } from "../fixture/settled.ts";
import { type Desks, someDesks } from "./desks.ts";
import { type Starts, someStarts } from "./starts.ts";

const FOLDER = process.env["SCREENSHOTS"] ?? "target/screenshots";
const LOOKS = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 } },
  "phone-dark": { colorScheme: "dark", viewport: { width: 390, height: 844 } },
} as const;

let made: Promise<{ desks: Desks; starts: Starts; shared: string }> | undefined;

/** The same for all pictures. */
async function madeFor(desk: Desk): Promise<{ desks: Desks; starts: Starts; shared: string }> {
  const desks = await someDesks(desk.api);
  const starts = await someStarts(desk.api, desks);
  const { url } = await desk.api.json<{ url: string }>("POST", `/sessions/${desks.session}/shares`, {});
  return { desks, starts, shared: new URL(url, desk.url).pathname };
}

describe("pictures", () => {
  /** Only those whose name this expression finds. */
  const chosen = process.env["PAGES"] ? new RegExp(process.env["PAGES"]) : undefined;
  for (const [look, options] of Object.entries(LOOKS)) {
    test(`of every page, ${look}`, { timeout: 600_000 }, async ({ desk }) => {
      mkdirSync(FOLDER, { recursive: true });
      const { desks, starts, shared } = await (made ??= madeFor(desk));
      const places = { ...deskPlaces(desks), ...startPlaces(starts), shared };
      desk.allow(/status of 404/);
      const page = await desk.open("/workspaces", options);
      for (const [name, place] of Object.entries(places)) {
        if (!chosen || chosen.test(name)) {
          await page.goto(place);
          await shot(page, `${name}-${look}`);
        }
      }
      if (chosen) {
        return;
      }
      await page.goto(`/automation/connectors/${starts.connector}`);
      await page.getByRole("button", { name: /Main broke/ }).first().click();
      await shot(page, `route-editor-${look}`, "dialog");
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

function deskPlaces({ slug, session, asking, rerun, checkpoint }: Desks): Record<string, string> {
  return {
    workspaces: "/workspaces",
    new: "/workspaces/new",
    welcome: "/welcome",
    conversation: `/w/${slug}/s/${session}`,
    trace: `/w/${slug}/s/${session}/trace`,
    approval: `/w/${slug}/s/${asking}`,
    "new-session": `/w/${slug}/s/new`,
    files: `/w/${slug}/files/src/add.py`,
    terminal: `/w/${slug}/terminal`,
    history: `/w/${slug}/history`,
    versions: `/w/${slug}/history/config`,
    checkpoints: `/w/${slug}/history/files?at=${checkpoint}`,
    compare: `/w/${slug}/s/${session}/compare/${rerun}`,
    settings: `/w/${slug}/settings`,
    permissions: `/w/${slug}/settings/permissions`,
    environment: `/w/${slug}/settings/environment`,
    inbox: "/inbox",
    search: "/search?q=tests",
    profile: "/settings/profile",
    tokens: "/settings/tokens",
    nowhere: "/w/not-there",
  };
}

function startPlaces({ slug, schedule, connector, delivery, run, session }: Starts): Record<string, string> {
  return {
    "desk-automation": `/w/${slug}/automation`,
    schedule: `/w/${slug}/automation/${schedule}`,
    connectors: "/automation/connectors",
    connector: `/automation/connectors/${connector}`,
    delivery: `/automation/deliveries/${delivery}`,
    runs: "/automation/runs",
    why: `/why/${run}`,
    "why-session": `/why/${session}`,
    providers: "/settings/providers",
  };
}

async function shot(page: Page, name: string, what: "heading" | "dialog" = "heading"): Promise<void> {
  await page.getByRole(what).first().waitFor();
  await rested(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}
