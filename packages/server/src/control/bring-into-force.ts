/**
 * Brings a change into force: what is decided by is read anew, and what was remembered is forgotten even where that fails,
 * since what is read again later forgets nothing.
 */
export async function bringIntoForce(
  gateways: { reload(): Promise<void> },
  remembered: readonly { forget(): void }[],
): Promise<void> {
  try {
    await gateways.reload();
  } finally {
    for (const each of remembered) each.forget();
  }
}
