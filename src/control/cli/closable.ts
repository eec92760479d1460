/** Something that was opened and must be closed again. */
export interface Closable {
  close(): Promise<void> | void
}

/** [control] Closes everything, last opened first. One that fails does not keep the others open; its fault is thrown at the end. */
export async function closeAll(opened: readonly Closable[]): Promise<void> {
  const faults: unknown[] = []
  for (const thing of opened.toReversed()) {
    try {
      await thing.close()
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw faults[0]
}
