import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

const SCRIPT = "document.title = 'ran'; parent.postMessage(document.cookie, '*'); alert(1)";

const FILES: Record<string, string> = {
  "page.html": `<!doctype html><title>still</title><script>${SCRIPT}</script><body onload="${SCRIPT}">`,
  "drawing.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`,
  "page.xhtml": `<html xmlns="http://www.w3.org/1999/xhtml"><head><script>${SCRIPT}</script></head></html>`,
  "style.css": `@import url(http://evil.test/);`,
  "paper.pdf": "%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF",
};

describe("a file of a Workspace that is opened by its address", () => {
  test("is downloaded and runs nothing on our origin", async ({ desk }) => {
    const { id } = await desk.api.workspace("Active content");
    const page = await desk.open("/sign-in");
    for (const [path, content] of Object.entries(FILES)) {
      await desk.api.write(id, path, content);
      const address = `/api/v1/workspaces/${id}/files/content?path=${path}`;
      const [download, opened] = await Promise.all([page.waitForEvent("download"), page.goto(address).catch(String)]);

      expect(opened).toContain("Download is starting");
      expect(download.suggestedFilename()).toBe(path);
      expect(await page.title()).not.toBe("ran");
      const { headers } = await desk.api.raw("GET", `/workspaces/${id}/files/content?path=${path}`);
      expect(headers.get("content-security-policy")).toMatch(/sandbox/);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
    }
  });
});
