import { describe } from "vitest";
import { test } from "../fixture/desk.ts";

describe("a shared Session", () => {
  test("is read by somebody without an account, and by nobody once the link is taken back", async ({ desk }) => {
    const { id } = await desk.api.workspace("Told to others");
    const { id: session } = await desk.api.open(id, "```bash\necho for everybody\n```");
    await desk.api.sessionIs(session, "idle");
    const share = await desk.api.json<{ id: string; token: string }>("POST", `/sessions/${session}/shares`, {});
    const page = await (await desk.visitor()).newPage();

    await page.goto(`/shared/${share.token}`);
    const told = page.getByRole("list", { name: "Conversation" });
    await told.getByText("echo for everybody").first().waitFor();
    await told.getByText("exit code 0").first().waitFor();
    await desk.settled(page);

    await desk.api.call("DELETE", `/shares/${share.id}`);
    desk.allow(/status of 404/);
    await page.reload();
    await page.getByText("This link shows nothing").waitFor();
  });
});
