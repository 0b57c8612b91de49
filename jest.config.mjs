export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  // From 20.10 on Node knows import attributes, without which Jest would refuse JSON.
  transform: { "\\.tsx?$": ["<rootDir>/scripts/esbuild-jest.mjs", { target: "node20.19" }] },
  testMatch: ["<rootDir>/{engine,metadata,runtime-ui,seeds,bench,tests}/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/.data"],
  maxWorkers: 2,
  // A limit for what never ends, not a measure of speed: machines differ by more than ten.
  testTimeout: 240_000,
  globalSetup: "<rootDir>/tests/support/global-setup.mjs",
  globalTeardown: "<rootDir>/tests/support/global-teardown.mjs",
};
