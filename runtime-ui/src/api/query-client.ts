import { QueryClient } from "@tanstack/react-query";
import { isApiProblem } from "./problem.ts";

/** Answers are kept for a minute and refreshed by the server's events; refusals are not asked for again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && isApiProblem(error) && error.problem.status === 0,
      },
    },
  });
}
