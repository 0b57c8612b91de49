export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "\\.tsx?$": "<rootDir>/scripts/esbuild-jest.mjs" },
  testMatch: ["<rootDir>/{engine,metadata,runtime-ui,seeds,bench,tests}/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/.data"],
  maxWorkers: 2,
  testTimeout: 30_000,
  globalSetup: "<rootDir>/tests/support/global-setup.mjs",
  globalTeardown: "<rootDir>/tests/support/global-teardown.mjs",
};
