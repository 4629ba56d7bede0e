import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browser } from "../fixture/desk.ts";
import { type Finding, Guards } from "../fixture/guards.ts";
import { checkInert } from "../fixture/hostile.ts";
import { checkSettled } from "../fixture/settled.ts";
import { until } from "../fixture/waiting.ts";

const HEAD = `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Page</title>`;
const CSP = "default-src 'none'; script-src 'nonce-x'; style-src 'unsafe-inline'; connect-src *; require-trusted-types-for 'script'";

/** A page with one fault each; the guard that must see it, and what it must say. */
const BAD: [what: string, guard: Finding["guard"], says: RegExp, body: string][] = [
  ["an error in the console", "console", /error "lost"/, `<script nonce="x">console.error("lost")</script>`],
  ["a warning in the console", "console", /warning "odd"/, `<script nonce="x">console.warn("odd")</script>`],
  ["an exception", "page-error", /broken/, `<script nonce="x">setTimeout(() => { throw new Error("broken") })</script>`],
  ["a rejection that nobody handles", "page-error", /adrift/, `<script nonce="x">Promise.reject(new Error("adrift"))</script>`],
  ["a request to another origin", "foreign-request", /elsewhere\.test/, `<script nonce="x">fetch("http://elsewhere.test/").catch(() => 0)</script>`],
  ["a WebSocket to another origin", "foreign-request", /WebSocket ws:\/\/elsewhere\.test/, `<script nonce="x">new WebSocket("ws://elsewhere.test/")</script>`],
  ["an answer of a broken server", "server-error", /503 GET .*\/broken/, `<script nonce="x">fetch("/broken")</script>`],
  ["an inline script without nonce", "csp", /script-src-elem blocked inline/, `<script>void 0</script>`],
  ["a remote image", "csp", /img-src blocked http:\/\/elsewhere\.test/, `<img alt="" src="http://elsewhere.test/x.png">`],
  ["HTML from a string", "csp", /require-trusted-types-for/, `<p id="p"></p><script nonce="x">try { p.innerHTML = "<b>x</b>" } catch {}</script>`],
  ["a dialog", "dialog", /alert "1"/, `<script nonce="x">alert(1)</script>`],
];

/** Hostile text that has become more than text. */
const NOT_INERT: [what: string, says: RegExp, body: string][] = [
  ["an element out of hostile text", /data-hostile/, `<p><b data-hostile="1">x</b></p>`],
  ["a handler in an attribute", /onmouseover/, `<p onmouseover="void 0">x</p>`],
  ["a link that runs", /javascript:/, `<a href="javascript:void 0">x</a>`],
  ["an image from elsewhere", /evil\.test/, `<img alt="" src="http://evil.test/x.png">`],
];

/** Faults that only show when the page rests. */
const BAD_AT_REST: [what: string, guard: Finding["guard"], says: RegExp, body: string][] = [
  ["text that is hard to read in light", "axe", /light, .*color-contrast/, `<style>p { color: #bbb; background: #fff }</style><p>faint</p>`],
  [
    "text that is hard to read in dark alone",
    "axe",
    /^dark, .*color-contrast/,
    `<style>p { color: #000; background: #fff } @media (prefers-color-scheme: dark) { p { background: #222 } }</style><p>faint</p>`,
  ],
  ["a button without a name", "name", /a button has no name/, `<button></button>`],
  ["a button that takes no focus", "name", /button "Go" takes no focus/, `<div role="button">Go</div>`],
  ["a field without a name", "name", /a textbox has no name/, `<input>`],
  ["a page wider than a phone", "width", /wider than a phone/, `<div style="width: 600px">wide</div>`],
];

describe("the guards", () => {
  let server: Server;
  let origin: string;
  const bodies = new Map<string, string>();

  beforeAll(async () => {
    server = createServer(({ url = "" }, answer) => {
      const body = bodies.get(url);
      answer.writeHead(body === undefined ? 503 : 200, { "content-type": "text/html", "content-security-policy": CSP });
      answer.end(body === undefined ? "" : `${HEAD}</head><body><main><h1>Page</h1>${body}</main></body></html>`);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((done) => server.close(done)));

  async function visit(body: string, look: (page: Page, guards: Guards) => Promise<void>): Promise<void> {
    bodies.set("/page", body);
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 800 } });
    try {
      const guards = await Guards.on(context, origin);
      const page = await context.newPage();
      await page.goto(`${origin}/page`);
      await look(page, guards);
    } finally {
      await context.close();
    }
  }

  test("say nothing about a page without fault", async () => {
    const body = `<style>@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } }</style>
      <p>All is well.</p><label>Name <input></label><button disabled>Wait</button><script nonce="x">fetch("/page")</script>`;
    await visit(body, async (page, guards) => {
      await page.waitForLoadState("networkidle");
      await checkSettled(page, guards);

      expect(guards.findings()).toEqual([]);
      expect(() => guards.check()).not.toThrow();
    });
  });

  test.each(BAD)("see %s", async (_, guard, says, body) => {
    await visit(body, async (_page, guards) => {
      const finding = { guard, detail: expect.stringMatching(says) as string };
      await until("the guard sees it", () => guards.findings().some((it) => it.guard === guard && says.test(it.detail)));

      expect(guards.findings()).toContainEqual(finding);
      expect(() => guards.check()).toThrow(`${guard}: `);
    });
  });

  test.each(BAD_AT_REST)("see %s", async (_, guard, says, body) => {
    await visit(body, async (page, guards) => {
      await checkSettled(page, guards);

      expect(guards.findings()).toContainEqual({ guard, detail: expect.stringMatching(says) as string });
      expect(() => guards.check()).toThrow(`${guard}: `);
    });
  });

  test.each(NOT_INERT)("see %s", async (_, says, body) => {
    await visit(body, async (page, guards) => {
      await checkInert(page, guards);

      expect(guards.findings()).toContainEqual({ guard: "inert", detail: expect.stringMatching(says) as string });
    });
  });

  test("let pass what a test has announced, and nothing else", async () => {
    await visit(`<script nonce="x">console.error("announced"); console.error("not announced")</script>`, async (_, guards) => {
      await until("both are seen", () => guards.findings().length === 2);
      guards.allow(/^console: error "announced"/);

      expect(guards.findings().map((it) => it.detail)).toEqual([expect.stringContaining('"not announced"')]);
    });
  });
});
