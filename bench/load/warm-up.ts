/** A slice that is faster than all before it by more than this share tells that the server is not warm yet. */
const GAIN = 0.03;

/** So many slices in a row without a gain are asked for: a single slow one may be chance. */
const STEADY_SLICES = 2;

/**
 * Puts load on a server, slice after slice, until it gets no faster: V8 goes on compiling the product's many functions for
 * half a minute, a server of a few hundred lines is done after one. Returns how many slices it took, at most `slices_max`.
 */
export async function warmUp(
  slice: () => Promise<{ readonly requests_per_s: number }>,
  slices_max: number,
): Promise<number> {
  let fastest = 0;
  let steady = 0;
  for (let done = 1; done <= slices_max; done++) {
    const { requests_per_s } = await slice();
    steady = requests_per_s > fastest * (1 + GAIN) ? 0 : steady + 1;
    fastest = Math.max(fastest, requests_per_s);
    if (steady === STEADY_SLICES) return done;
  }
  return slices_max;
}
