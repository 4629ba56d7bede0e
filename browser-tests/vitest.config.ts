import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

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
    reporters: ["default", "./fixture/closing-line.ts"],
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: ByName },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Real servers on shared machines, as in the other modules: what passes only the second time is counted as a flake.
    retry: 1,
    chaiConfig: { truncateThreshold: 400 },
  },
});
