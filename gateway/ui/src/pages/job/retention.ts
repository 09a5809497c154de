// Where a video loses its viewers.

type Scene = { index: number; lost: number };

/** The scene that loses most; null where none loses anyone. */
export function worstOf<T extends Scene>(scenes: readonly T[]): T | null {
  const worst = scenes.reduce<T | null>((most, scene) => (most === null || scene.lost > most.lost ? scene : most), null);
  return worst !== null && worst.lost > 0 ? worst : null;
}
