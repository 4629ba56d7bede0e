import { createHmac } from "node:crypto";
import type { Api } from "../fixture/api.ts";
import { until } from "../fixture/waiting.ts";
import type { Desks } from "./desks.ts";

const SECRET = "a-secret-of-github-0123456789";
const TASK = { prompt: "/run echo Good morning" };

export interface Starts {
  readonly slug: string;
  readonly schedule: string;
  readonly connector: string;
  readonly delivery: string;
  readonly run: string;
  readonly session: string;
}

interface Run {
  readonly id: string;
  readonly session_id: string | null;
}

/** What starts work by itself, each with something that has happened: schedules, a connector with its routes, a provider. */
export async function someStarts(api: Api, desks: Desks): Promise<Starts> {
  const schedule = await someSchedules(api, desks);
  const { connector, delivery, run } = await someDeliveries(api, desks);
  await api.json("POST", "/providers", {
    name: `House models ${desks.slug}`,
    wire: "openai",
    base_url: "http://127.0.0.1:9/v1",
    models: [{ name: "large" }],
  });
  return { slug: desks.slug, schedule, connector, delivery, run: run.id, session: run.session_id ?? "" };
}

async function someSchedules(api: Api, { id }: Desks): Promise<string> {
  const schedules = `/workspaces/${id}/schedules`;
  const daily = { name: "Morning report", spec: { cron: "0 9 * * 1-5", time_zone: "Europe/Berlin" }, task: TASK };
  const { id: schedule } = await api.json<{ id: string }>("POST", schedules, daily);
  const { id: sweep } = await api.json<{ id: string }>("POST", schedules, { name: "Sweep the inbox", spec: { every: "PT6H" }, task: TASK });
  await api.json("POST", `/schedules/${sweep}/pause`, { reason: "The mail server is being moved." });
  for (let times = 0; times < 3; times++) {
    await api.json("POST", `/schedules/${schedule}/run-now`, {});
    await until("it has run", async () => {
      const { data } = await api.json<{ data: Run[] }>("GET", `/schedules/${schedule}/runs`);
      return data.length > times && data.every((it) => it.session_id !== null);
    });
  }
  return schedule;
}

async function someDeliveries(api: Api, { id, triage }: Desks): Promise<{ connector: string; delivery: string; run: Run }> {
  const connector = await api.json<{ id: string }>("POST", "/connectors", { kind: "webhook", name: "GitHub, main repository", scheme: "github", secrets: [SECRET] });
  await api.json("POST", "/connectors", { kind: "webhook", name: "Door bell", scheme: "none", allow_unsigned: true });
  const routes = `/connectors/${connector.id}/routes`;
  await api.json("POST", routes, {
    name: "Main broke",
    filter: 'body.ref == "refs/heads/main" && body.commits.size() > 0',
    prompt: "/run echo {{body.sender.login}} pushed {{body.after}}",
    workspace_id: id,
  });
  await api.json("POST", routes, { name: "Only documents", filter: 'body.ref.startsWith("refs/heads/docs")', prompt: "Read {{body.after}}", workspace_id: triage });
  const push = (ref: string) => ({ ref, after: "9fceb02d0ae598e95dc970b74767f19372d61af8", commits: [{ message: "Retry payments", modified: ["src/payment.ts"] }], sender: { login: "mara", type: "User" } });
  await knock(api, connector.id, push("refs/heads/experiment"), SECRET);
  await knock(api, connector.id, push("refs/heads/main"), "not the secret, by mistake");
  const delivery = await knock(api, connector.id, push("refs/heads/main"), SECRET);
  const run = await until("it has started a Session", async () => {
    const { data } = await api.json<{ data: (Run & { delivery_id: string | null })[] }>("GET", "/runs");
    return data.find((it) => it.delivery_id === delivery && it.session_id !== null);
  });
  return { connector: connector.id, delivery, run };
}

/** As GitHub does. */
async function knock(api: Api, connector: string, body: object, secret: string): Promise<string> {
  const bytes = JSON.stringify(body);
  const signature = `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
  const answer = await fetch(`${api.url}/hooks/${connector}/github`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": crypto.randomUUID(),
      "x-hub-signature-256": signature,
    },
    body: bytes,
  });
  return ((await answer.json()) as { delivery_id?: string }).delivery_id ?? "";
}
