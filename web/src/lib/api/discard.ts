/** A body that nobody reads would keep its connection busy. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}
