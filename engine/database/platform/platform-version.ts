/** Version of the newest migration of the platform's tables. */
export const LATEST_PLATFORM_VERSION = 1;
