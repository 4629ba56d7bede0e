import { defineConfig, mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

/** Pictures of every page, for people to look at: `npm run screenshots`, into `target/screenshots`. */
export default mergeConfig(
  { ...tests, test: { ...tests.test, include: [], reporters: ["default"], retry: 0 } },
  defineConfig({ test: { include: ["screenshots/**/*.shots.ts"] } }),
);
