import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";
import { chooseFile } from "../fixture/files.ts";
import { until } from "../fixture/waiting.ts";

const phone = { viewport: { width: 390, height: 844 } };

describe("the files of a Workspace", () => {
  test("are read, edited and saved; what others do is seen", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files to edit");
    await desk.api.write(id, "src/app.ts", "export const answer = 41\n");
    await desk.api.write(id, "notes.md", "# Notes\n");
    const page = await desk.open(`/w/${slug}/files`);

    await page.getByRole("treeitem", { name: /src/ }).click();
    await page.getByRole("treeitem", { name: /app\.ts/ }).click();
    const editor = page.getByRole("textbox", { name: "Content of src/app.ts" });
    await editor.getByText("answer").waitFor();
    await desk.settled(page);
    await editor.click();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("// by hand");
    await page.keyboard.press("ControlOrMeta+s");
    await until("it is stored", async () => (await desk.api.file(id, "src/app.ts")).includes("// by hand"));

    await desk.api.write(id, "src/app.ts", "export const answer = 42\n");
    await editor.getByText("42").waitFor();
    await desk.api.write(id, "src/later.txt", "new");
    await page.getByRole("treeitem", { name: /later\.txt/ }).waitFor();
    await desk.api.call("DELETE", `/workspaces/${id}/files/content?path=notes.md`);
    await page.getByRole("treeitem", { name: /notes\.md/ }).waitFor({ state: "detached" });
  });

  test("conflict properly where two edit one: nothing is lost", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files in conflict");
    await desk.api.write(id, "shared.txt", "one\n");
    const page = await desk.open(`/w/${slug}/files/shared.txt`);
    const editor = page.getByRole("textbox", { name: "Content of shared.txt" });

    await editor.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("mine");
    await desk.api.write(id, "shared.txt", "theirs\n");
    const bar = page.getByRole("alert").filter({ hasText: "Changed by" });
    await bar.getByRole("button", { name: "Show difference" }).click();
    await page.getByRole("dialog", { name: "Difference" }).getByText("theirs").waitFor();
    await desk.settled(page);
    await page.keyboard.press("Escape");

    await bar.getByRole("button", { name: "Take theirs" }).click();
    await editor.getByText("theirs").waitFor();
    await page.getByRole("button", { name: /shared\.mine\.txt/ }).first().click();
    await page.getByRole("textbox", { name: "Content of shared.mine.txt" }).getByText("mine").waitFor();
    await page.reload();
    await page.getByRole("textbox", { name: "Content of shared.mine.txt" }).getByText("mine").waitFor();
    expect(await desk.api.file(id, "shared.txt")).toBe("theirs\n");
  });

  test("are found by name and by what they say, and kept on a phone", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files to find");
    await desk.api.write(id, "docs/retries.md", "The payment is retried three times.\n");
    const page = await desk.open(`/w/${slug}/files`, phone);

    await page.getByRole("textbox", { name: "Search names and contents" }).fill("payment");
    await page.getByRole("button", { name: /retries\.md.*line 1/ }).click();
    await page.getByRole("textbox", { name: "Content of docs/retries.md" }).waitFor();
    await desk.settled(page);
    await page.getByRole("button", { name: "All files" }).click();
    await page.getByRole("treeitem", { name: /docs/ }).waitFor();
  });

  test("take 200 MB from the disk, and say what is there already", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files to take");
    const folder = mkdtempSync(join(tmpdir(), "agentdesk-upload-"));
    try {
      const large = join(folder, "large.bin");
      writeFileSync(large, "");
      truncateSync(large, 200 * 1024 * 1024);
      const page = await desk.open(`/w/${slug}/files`);
      const session = await page.context().newCDPSession(page);
      const heap = async () => ((await session.send("Runtime.getHeapUsage")) as { usedSize: number }).usedSize;
      await page.getByRole("button", { name: "Upload files" }).waitFor();
      const before = await heap();
      await chooseFile(page.locator("input[type=file]"), large);
      await page.getByText("Uploads 1/1").waitFor({ timeout: 180_000 });
      expect((await heap()) - before).toBeLessThan(64 * 1024 * 1024);
      const answer = await desk.api.json<{ data: { path: string; size: number }[] }>("GET", `/workspaces/${id}/files`);
      expect(answer.data.map((it) => [it.path, it.size])).toEqual([["large.bin", 200 * 1024 * 1024]]);

      desk.allow(/status of 412/);
      await page.locator("input[type=file]").setInputFiles({ name: "large.bin", mimeType: "text/plain", buffer: Buffer.from("small") });
      await page.getByRole("button", { name: "Replace" }).click();
      await until("it is replaced", async () => (await desk.api.file(id, "large.bin")) === "small");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("run nothing when they are looked at", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Files that would run");
    await desk.api.write(id, "page.html", "<script>document.title = 'ran'</script>");
    await desk.api.write(id, "drawing.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.title = 'ran'</script></svg>`);
    const page = await desk.open(`/w/${slug}/files/page.html`);

    await page.getByRole("textbox", { name: "Content of page.html" }).getByText("document.title").waitFor();
    await page.getByRole("treeitem", { name: /drawing\.svg/ }).click();
    await page.getByRole("img", { name: "Picture drawing.svg" }).waitFor();
    expect(await page.title()).not.toBe("ran");
    await desk.settled(page);
  });
});
