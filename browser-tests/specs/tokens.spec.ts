import { randomUUID } from "node:crypto";
import { describe, expect } from "vitest";
import { Api } from "../fixture/api.ts";
import { test } from "../fixture/desk.ts";
import { sh } from "../fixture/shell.ts";

describe("service tokens", () => {
  test("are shown once; one that is revoked ends what it holds open", async ({ desk }) => {
    const { id } = await desk.api.workspace("Watched by a token");
    const { id: session } = await desk.api.open(id, "Hello.");
    const name = `nightly ${randomUUID().slice(0, 6)}`;
    const page = await desk.open("/settings/tokens");
    await page.getByRole("button", { name: "New token" }).click();
    const form = page.getByRole("dialog", { name: "New token" });
    await form.getByRole("textbox", { name: "Name" }).fill(name);
    await form.getByRole("checkbox", { name: /see Workspaces/ }).check();
    await form.getByRole("checkbox", { name: /read conversations/ }).check();
    await desk.settled(page);
    await form.getByRole("button", { name: "Create token" }).click();
    const once = page.getByRole("dialog", { name: "Copy it now" });
    const secret = /adk_\w+/.exec(await once.innerText())?.[0] ?? "";
    expect(secret).toMatch(/^adk_[0-9a-z]{39}$/);
    await once.getByRole("button", { name: "I have copied it" }).click();
    await page.reload();
    const row = page.getByRole("list", { name: "Service tokens, newest first" }).getByRole("listitem").filter({ hasText: name });
    await row.waitFor();
    const kept = await page.evaluate(() => JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(secret);

    const program = new Api(desk.url, secret);
    expect(await program.json("GET", `/workspaces/${id}`)).toMatchObject({ id });
    const refused = await program.raw("POST", `/workspaces/${id}/stop`);
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ required_scope: "workspaces:run" });
    const stream = await program.call("GET", `/sessions/${session}/events/stream?after=0`);
    await row.getByRole("button", { name: new RegExp(`Revoke… ${name}`) }).click();
    await page.getByRole("dialog", { name: `Revoke ${name}?` }).getByRole("button", { name: "Revoke", exact: true }).click();
    await row.getByText("revoked").first().waitFor();
    const revoked = performance.now();
    await stream.text().catch(String);
    expect(performance.now() - revoked).toBeLessThan(7_000);
    expect((await program.raw("GET", `/workspaces/${id}`)).status).toBe(401);
  });
});

describe("a copied command", () => {
  test("does in a shell what its button does", async ({ desk }) => {
    const page = await desk.open("/workspaces/new");
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const name = `It's "made" by $(curl) ${randomUUID().slice(0, 6)}`;
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    const copy = async () => {
      await page.getByRole("menuitem", { name: "Copy as curl" }).click();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    await page.getByRole("main").getByRole("button", { name: "More" }).click();
    const made = JSON.parse(await sh(await copy(), desk.api.token)) as { id: string; name: string; slug: string };
    expect(made.name).toBe(name);
    expect(await desk.api.json("GET", `/workspaces/${made.id}`)).toMatchObject({ name });

    await page.goto("/workspaces");
    await page.getByRole("main").getByRole("button", { name: "More" }).first().click();
    expect(await sh(await copy(), desk.api.token)).toContain(made.id);

    await page.goto(`/w/${made.slug}/s/new`);
    await page.getByRole("textbox", { name: "Message" }).fill("It's a 'message' with `ticks` and $HOME.");
    await page.getByRole("button", { name: "Other ways to send" }).click();
    const session = JSON.parse(await sh(await copy(), desk.api.token)) as { id: string };
    const message = (await desk.api.events(session.id)).find((it) => it.type === "user.message");
    expect(message).toMatchObject({ content: [{ text: "It's a 'message' with `ticks` and $HOME." }] });
  });
});
