import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';

import type { Idea } from '../../services/api';
import { IdeaCard } from './IdeaCard';

/** The ranking. Where the idea that was decided on stood, the next one takes the focus, so that keys go on from there. */
export function IdeaList({ ideas }: { ideas: readonly Idea[] }) {
  const list = useRef<HTMLOListElement>(null);
  const decided = useRef<{ id: string; place: number } | null>(null);
  useEffect(() => {
    if (decided.current === null || ideas.some(({ id }) => id === decided.current?.id)) return;
    const { place } = decided.current;
    decided.current = null;
    // Whoever has gone elsewhere meanwhile stays there.
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    const titles = list.current?.querySelectorAll<HTMLElement>('[data-title]') ?? [];
    titles[Math.min(place, titles.length - 1)]?.focus();
  }, [ideas]);
  return (
    <Box component="ol" ref={list} aria-label="Ideas" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {ideas.map((idea, place) => (
        <IdeaCard key={idea.id} idea={idea} onDecide={(on) => (decided.current = on ? { id: idea.id, place } : null)} />
      ))}
    </Box>
  );
}
