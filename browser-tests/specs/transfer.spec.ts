import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";
import { chooseFile } from "../fixture/files.ts";

const SIZE = 64 * 1024 * 1024;

/** Of what a program needs for the same bytes: a browser has more processes between the disk and the network. */
const MOST = 5;
const GRACE = 2_000;

async function timed(what: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await what();
  return performance.now() - began;
}

describe("a large file", () => {
  test("passes through the browser about as fast as past it, both ways", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Large files");
    const folder = mkdtempSync(join(tmpdir(), "agentdesk-transfer-"));
    try {
      const bytes = new Uint8Array(SIZE);
      const large = join(folder, "large.bin");
      writeFileSync(large, bytes);
      const page = await desk.open(`/w/${slug}/files`);
      await page.getByRole("button", { name: "Upload files" }).waitFor();
      const put = await timed(() => desk.api.write(id, "floor.bin", bytes));
      const get = await timed(async () => (await desk.api.call("GET", `/workspaces/${id}/files/content?path=floor.bin`)).arrayBuffer());

      const up = await timed(async () => {
        await chooseFile(page.locator("input[type=file]"), large);
        await page.getByText("Uploads 1/1").waitFor({ timeout: 60_000 });
      });
      const down = await timed(() =>
        page.evaluate(async (workspace) => {
          const answer = await fetch(`/api/v1/workspaces/${workspace}/files/content?path=large.bin`);
          await answer.arrayBuffer();
        }, id),
      );

      console.log(`64 MiB, in ms: up ${put.toFixed()} by a program, ${up.toFixed()} in the browser; down ${get.toFixed()} and ${down.toFixed()}`);
      expect(up).toBeLessThan(MOST * put + GRACE);
      expect(down).toBeLessThan(MOST * get + GRACE);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
