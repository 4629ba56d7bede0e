import { defineConfig, mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

/** What takes too long for every run: `npm run measure`, also at the end of `./agentdesk bench`. */
export default mergeConfig(
  { ...tests, test: { ...tests.test, include: [], reporters: ["default"], retry: 0 } },
  defineConfig({ test: { include: ["measured/**/*.measured.ts"] } }),
);
