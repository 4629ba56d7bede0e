import { describe, expect } from "vitest";
import { test } from "../fixture/desk.ts";

describe("the history of a Workspace", () => {
  test("shows what two versions differ in, and restores one as a new one", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("History");
    await desk.api.json("PATCH", `/workspaces/${id}/config?reason=for%20the%20test`, { prompt: { text: "Be brief." } });
    const page = await desk.open(`/w/${slug}/history/config?from=1&to=2`);
    const changed = page.getByRole("region", { name: "What changed from v1 to v2" }).last();

    await changed.getByText("Be brief.").waitFor();
    await page.getByRole("list", { name: "Versions, newest first" }).getByText("for the test").waitFor();
    await desk.settled(page);

    await page.getByRole("button", { name: "Restore v1…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click();
    await page.getByText("restored from v1").first().waitFor();
    expect(await desk.api.json("GET", `/workspaces/${id}`)).toMatchObject({ config_version: 3 });
    expect(await desk.api.json("GET", `/workspaces/${id}/config`)).toMatchObject({ prompt: { text: "" } });
  });

  test("numbers the events without a gap and adds new ones while one looks", async ({ desk }) => {
    const { id, slug } = await desk.api.workspace("Timeline");
    await desk.api.running(id);
    const page = await desk.open(`/w/${slug}/history`);
    const timeline = page.getByRole("list", { name: "Events of this Workspace, newest first" });
    const numbers = timeline.getByRole("button", { name: /Copy the link to event/ });

    await numbers.first().waitFor();
    await desk.settled(page);
    const before = await numbers.count();
    await desk.api.json("PATCH", `/workspaces/${id}`, { name: "Timeline renamed" });
    await timeline.getByText("Timeline renamed").waitFor();

    const seen = (await numbers.allInnerTexts()).map(Number);
    expect(seen).toEqual(Array.from({ length: before + 1 }, (_, i) => before + 1 - i));
  });
});
