import { type Api, bash } from "../fixture/api.ts";

const REPORT = [
  "Look around, count the tests, and keep what you found.",
  bash("mkdir -p src && printf 'def add(a, b):\\n    return a + b\\n' > src/add.py && ls -l src"),
  bash("seq -f 'test_add[%g] passed' 40"),
  bash("python3 -m unittest discover -s tests"),
  "/write NOTES.md\n```\n# Notes\n\n- 40 tests, all of them pass\n- `src/add.py` has no docstring\n```",
].join("\n\n");

const CAREFUL = { permissions: { preset: "open", rules: [{ tool: "bash", match: "git push*", decision: "ask" }] } };

export interface Desks {
  readonly id: string;
  readonly slug: string;
  readonly triage: string;
  readonly session: string;
  readonly asking: string;
  /** The first turn of the Session once more, in one of its own. */
  readonly rerun: string;
  readonly checkpoint: string;
}

/** A desk at which some work was done and some waits, and a few others. */
export async function someDesks(api: Api): Promise<Desks> {
  const doctor = await api.workspace("CI doctor", CAREFUL, { tags: ["ci"], description: "Keeps the build green." });
  const notes = await api.workspace("Release notes", {}, { tags: ["docs"] });
  const triage = await api.workspace("Issue triage", {}, { tags: ["ci", "support"] });
  for (const [workspace, text, title] of [
    [notes.id, bash("echo '## 1.4.0' > CHANGELOG.md && cat CHANGELOG.md"), "Collect what changed since 1.3"],
    [triage.id, bash("echo 3 issues are older than a week"), "Sort the issues of this week"],
    [doctor.id, bash("exit 3"), "Why is main red?"],
    [doctor.id, "Which tests are slow?", "Which tests are slow?"],
  ] as const) {
    await api.sessionIs((await api.open(workspace, text, { title })).id, "idle");
  }
  const { id: session } = await api.open(doctor.id, REPORT, { title: "Count the tests" });
  await api.sessionIs(session, "idle");
  await api.say(session, bash("printf '\"\"\"Sums.\"\"\"\\n\\n' | cat - src/add.py > new && mv new src/add.py && rm NOTES.md"));
  await api.sessionIs(session, "idle");
  const { data: turns } = await api.json<{ data: { id: string }[] }>("GET", `/sessions/${session}/turns`);
  const { id: rerun } = await api.json<{ id: string }>("POST", `/sessions/${session}/rerun`, { from_turn: turns.at(-1)?.id });
  await api.sessionIs(rerun, "idle");
  const { data: moments } = await api.json<{ data: { id: string; session_id: string }[] }>("GET", `/workspaces/${doctor.id}/checkpoints`);
  const checkpoint = moments.find((it) => it.session_id === session)?.id ?? "";
  const { id: asking } = await api.open(doctor.id, bash("git push origin HEAD:main"), { title: "Publish the notes" });
  await api.sessionIs(asking, "requires_action");
  await api.json("POST", `/workspaces/${doctor.id}/terminals`, { cols: 80, rows: 24 });
  await api.call("POST", `/workspaces/${notes.id}/stop`);
  return { id: doctor.id, slug: doctor.slug, triage: triage.id, session, asking, rerun, checkpoint };
}
