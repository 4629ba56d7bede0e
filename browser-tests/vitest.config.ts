import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { PATIENCE } from "./fixture/waiting.ts";

class ByName extends BaseSequencer {
  override async sort(specs: TestSpecification[]): Promise<TestSpecification[]> {
    return specs.toSorted((a, b) => a.moduleId.localeCompare(b.moduleId));
  }
}

/** One process, one platform, one browser: the specs share them, in the order of their names. */
export default defineConfig({
  test: {
    include: ["specs/**/*.spec.ts"],
    globalSetup: ["fixture/setup.ts"],
    reporters: ["default", ["junit", { outputFile: "target/surefire-reports/TEST-browser-tests.xml" }], "./fixture/closing-line.ts"],
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: ByName },
    // No measure of speed: the bound of what has hung, while other tests keep the same machine busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: PATIENCE * 1000 } },
    // Real servers on shared machines, as in the other modules: what passes only the second time is counted as a flake.
    retry: 1,
    chaiConfig: { truncateThreshold: 400 },
  },
});
