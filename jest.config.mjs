export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "\\.tsx?$": "<rootDir>/scripts/esbuild-jest.mjs" },
  testMatch: ["<rootDir>/{engine,metadata,runtime-ui,seeds,bench,tests}/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/.data"],
  maxWorkers: 2,
  // A limit for what never ends, not a measure of speed: machines differ by more than ten.
  testTimeout: 240_000,
  globalSetup: "<rootDir>/tests/support/global-setup.mjs",
  globalTeardown: "<rootDir>/tests/support/global-teardown.mjs",
};
