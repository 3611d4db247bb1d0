// A file that is handed over in pieces, because the gate takes none that is large.

/** Bytes of one piece. */
export const PIECE_BYTES = 1024 * 1024

/** Hands `file` over piece by piece, in order; `told` hears the share that is done, 0 to 1. */
export async function handOver(
  file: Blob,
  take: (piece: { first: boolean; bytes: number[] }) => Promise<unknown>,
  told: (share: number) => void,
): Promise<void> {
  for (let at = 0; at === 0 || at < file.size; at += PIECE_BYTES) {
    const piece = await file.slice(at, at + PIECE_BYTES).arrayBuffer()
    await take({ first: at === 0, bytes: Array.from(new Uint8Array(piece)) })
    told(Math.min(1, (at + PIECE_BYTES) / Math.max(file.size, 1)))
  }
}
