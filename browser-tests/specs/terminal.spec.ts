import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { type Desk, test } from "../fixture/desk.ts";
import { screenAfter } from "../fixture/recording.ts";
import { Screen } from "../fixture/screen.ts";
import { until } from "../fixture/waiting.ts";

interface Opened {
  readonly id: string;
  readonly slug: string;
  readonly page: Page;
  readonly screen: Screen;
  readonly terminal: string;
}

async function opened(desk: Desk, name: string): Promise<Opened> {
  const { id, slug } = await desk.api.workspace(name);
  await desk.api.running(id);
  const page = await desk.open(`/w/${slug}/terminal`);
  await page.getByRole("button", { name: "New terminal" }).last().click();
  const screen = new Screen(page);
  await screen.says("you drive");
  const terminal = await until("the address names the terminal", () => /trm_\w+/.exec(page.url())?.[0]);
  return { id, slug, page, screen, terminal };
}

/** Short, so that the prompt is the same everywhere. */
const PROMPT = "PS1='$ '; clear";

describe("a terminal", () => {
  test("is typed into, resized and reloaded with the same screen; its exit is shown and restarts nothing", async ({ desk }) => {
    const { page, screen, terminal, slug } = await opened(desk, "Terminal");
    await screen.run(PROMPT);
    await screen.run("echo $((40 + 2)) > answer; cat answer");
    await screen.shows(/^42$/m);
    await desk.settled(page);

    await page.setViewportSize({ width: 1100, height: 600 });
    await screen.run("clear; stty size");
    const cells = await until("the size has reached the program", async () => {
      const [, rows, cols] = /^(\d+) (\d+)$/m.exec((await screen.lines()).join("\n")) ?? [];
      const said = await page.getByRole("status").filter({ hasText: "you drive" }).first().innerText();
      return rows && said.startsWith(`${cols}×${rows}`) && `${cols}×${rows}`;
    });
    const before = await screen.lines();
    await page.reload();
    await screen.says(cells);
    await until("the same screen", async () => String(await screen.lines()) === String(before));

    await screen.run("exit 3");
    await screen.says("Exited 3");
    await page.reload();
    await page.getByText("Exited 3").first().waitFor();
    const { data } = await desk.api.json<{ data: { id: string; status: string }[] }>("GET", `/workspaces/${slug}/terminals`);
    expect(data).toMatchObject([{ id: terminal, status: "exited" }]);
  });

  test("keeps its links and its underlines over a reload; a link asks before it opens", async ({ desk }) => {
    const { page, screen } = await opened(desk, "Links");
    const marked = String.raw`\e]8;;https://agentdesk.dev/docs?page=1\adocs\e]8;;\a \e[4:3;58;2;255;0;9mwrong\e[0m`;
    await screen.run(`${PROMPT}; printf '${marked}\\n'`);
    await screen.shows(/^docs wrong$/m);
    const before = await screen.drawn("docs wrong");
    expect(before).toMatch(/underline-3/);
    expect(before).toMatch(/underline-5/);

    await page.reload();
    await screen.says("you drive");
    await screen.shows(/^docs wrong$/m);
    expect(await screen.drawn("docs wrong")).toBe(before);
    await screen.row("docs wrong").getByText("docs", { exact: true }).click({ modifiers: ["Control"], force: true });
    const dialog = page.getByRole("dialog", { name: "Open this link?" });
    await dialog.getByText("https://agentdesk.dev/docs?page=1").waitFor();
    await desk.settled(page);
  });

  test("that somebody else opens or ends appears and goes by itself; its text is found", async ({ desk }) => {
    const { id, page, screen } = await opened(desk, "Terminals of others");
    const tabs = page.getByRole("group", { name: "Terminals" });
    const { id: other } = await desk.api.json<{ id: string }>("POST", `/workspaces/${id}/terminals`, { cols: 80, rows: 24, command: "cat" });
    await tabs.getByRole("button", { name: "cat", exact: true }).waitFor();
    await desk.api.call("DELETE", `/terminals/${other}`);
    await tabs.getByRole("button", { name: "cat", exact: true }).waitFor({ state: "detached" });

    await screen.run(`${PROMPT}; seq -f 'line %g' 200`);
    await screen.shows("line 200");
    await screen.keys.focus();
    await page.keyboard.press("Control+Shift+f");
    const wanted = page.getByRole("textbox", { name: "Find in the terminal" });
    await wanted.fill("line 42");
    await screen.shows(/^line 42$/m);
    await wanted.press("Enter");
    await screen.shows(/^line 42$/m);
    await wanted.fill("no such line");
    await page.getByText("not found").waitFor();
    await desk.settled(page);
    await wanted.press("Escape");
    await wanted.waitFor({ state: "detached" });
  });

  test("is taken over; who doesn't drive can't type", async ({ desk }) => {
    const { page, screen } = await opened(desk, "Take over");
    await screen.run(PROMPT);
    const other = new Screen(await desk.open(page.url().replace(desk.url, "")));
    await other.page.getByRole("button", { name: "Take over" }).waitFor();
    await other.run("echo typed by nobody");
    await other.page.getByRole("button", { name: "Take over" }).click();
    await other.says("you drive");
    await page.getByRole("button", { name: "Take over" }).waitFor();
    await page.getByRole("img", { name: /Also looking on: .* \(you, elsewhere\)/ }).waitFor();
    await other.run("echo by the $((1 + 1))nd");
    await screen.shows("by the 2nd");

    expect((await screen.lines()).join("\n")).not.toContain("typed by nobody");
    await other.page.close();
    await page.getByRole("img", { name: /Also looking on/ }).waitFor({ state: "detached" });
  });

  test("answers a program once, however many look on and come back", async ({ desk }) => {
    const { page, screen, id } = await opened(desk, "Replies");
    const more = [await desk.open(page.url().replace(desk.url, "")), await desk.open(page.url().replace(desk.url, ""))];
    for (const viewer of more) {
      await viewer.getByRole("button", { name: "Take over" }).waitFor();
    }
    await screen.run(`${PROMPT}; stty raw -echo; printf '\\033[c\\033[6n\\033]11;?\\a'; timeout 4 cat > replies; stty sane; echo re""ad`);
    await more[0]!.reload();
    await screen.shows("read");

    const replies = await desk.api.file(id, "replies");
    expect(replies.match(/\x1b\[\?[\d;]*c/g)).toHaveLength(1);
    expect(replies.match(/\x1b\[\d+;\d+R/g)).toHaveLength(1);
    expect(replies.match(/\x1b\]11;/g)).toHaveLength(1);
  });

  test.for(["less", "vi"])("shows after a reload what another emulator makes of the whole recording of %s", async (program, { desk }) => {
    const { page, screen, terminal, id } = await opened(desk, `Screen of ${program}`);
    await desk.api.write(id, "long.txt", Array.from({ length: 500 }, (_, i) => `Line ${i} ${"word ".repeat(i % 9)}`).join("\n"));
    await screen.run(`${PROMPT}; command -v ${program} > found; cat found`);
    await until("it is known whether the program is there", () => desk.api.file(id, "found").then(() => true));
    if ((await desk.api.file(id, "found")) === "") {
      console.log(`${program} is not on this machine: its screen is not compared.`);
      return;
    }
    await screen.run(`${program} long.txt`);
    await screen.shows("Line 3");
    await page.keyboard.press("Control+f");
    await screen.shows("Line 40");
    const rests = async () => {
      const first = await screen.lines();
      await page.waitForTimeout(500);
      return String(first) === String(await screen.lines()) && first;
    };
    await until("the screen rests", rests);
    await page.reload();
    await screen.shows("Line 40");
    const shown = await until("the screen rests", rests);

    const recording = await (await desk.api.call("GET", `/terminals/${terminal}/recording`)).text();
    expect(shown).toEqual(await screenAfter(recording));
  });

  test("is left by the keyboard alone, and shows hostile output as nothing but text", async ({ desk }) => {
    const { page, screen, id } = await opened(desk, "Hostile terminal");
    await desk.api.write(id, "hostile", "\u001b]0;<img src=x onerror=alert(1)>\u0007\u001b]52;c;ZXZpbA==\u0007\u001b]8;;javascript:alert(1)\u001b\\press\u001b]8;;\u001b\\\u001b[31mred\u001b[0m<script>alert(1)</script>");
    await screen.run(`${PROMPT}; cat hostile`);
    await screen.shows("<script>alert(1)</script>");
    await desk.inert(page);
    await page.keyboard.press("Control+Shift+Escape");
    expect(await screen.keys.evaluate((field) => field === document.activeElement)).toBe(false);
  });
});
