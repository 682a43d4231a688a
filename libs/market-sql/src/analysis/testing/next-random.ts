/** Numbers between 0 and 1 that the seed decides (Park and Miller's generator). */
export function nextRandom(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
