import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { Link as RouterLink } from 'react-router';

import { Sparkline } from '../../components/charts/Sparkline';
import { Icon } from '../../components/common/Icon';
import { Pill } from '../../components/common/StatusChip';
import { Time } from '../../components/common/Time';
import type { Idea } from '../../services/api';
import { sentence } from '../../utils/format';
import { age, chance, lift, line, lineText, listed, maker, places } from '../../utils/ideas';
import { IdeaActions } from './IdeaActions';

const MOST_REASONS = 3;
const HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' } as const;

/** One topic: its chance beside what is usual, why, where it was seen, who says so, and what may be done with it. */
export function IdeaCard({ idea, onDecide }: { idea: Idea; onDecide: (on: boolean) => void }) {
  const titleId = useId();
  return (
    <Box
      component="li"
      data-idea={idea.id}
      aria-labelledby={titleId}
      sx={(theme) => ({
        display: 'grid',
        columnGap: 3,
        rowGap: 1.5,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '128px minmax(0, 1fr) 190px' },
        px: { xs: 2, md: 2.5 },
        py: 2,
        '&:not(:last-of-type)': { borderBottom: `1px solid ${theme.vars!.palette.surface.hairline}` },
      })}
    >
      <Chance idea={idea} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="h3" component="h2" id={titleId} tabIndex={-1} data-title="" sx={{ overflowWrap: 'anywhere' }}>
          {idea.topic}
        </Typography>
        {idea.also.length > 0 && (
          <Box data-also="" sx={{ fontSize: '0.8438rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
            also: {listed(idea.also)}
          </Box>
        )}
        <Seen idea={idea} />
        <Reasons idea={idea} />
        <Maker idea={idea} />
        <IdeaActions idea={idea} onDecide={onDecide} />
      </Box>
      <Box sx={{ minWidth: 0, order: { xs: -1, md: 0 }, display: { xs: 'none', sm: 'block' } }}>
        <Sparkline values={line(idea)} height={44} filled={idea.measure === 'volume'} />
        <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 0.75, overflowWrap: 'anywhere' }}>
          {lineText(idea)}
        </Typography>
      </Box>
    </Box>
  );
}

function Chance({ idea: { score, base_rate, horizon_hours, source } }: { idea: Idea }) {
  const usual = lift(score, base_rate);
  return (
    <Box data-chance={score}>
      <Typography component="p" sx={{ fontSize: '1.5rem', fontWeight: 600, letterSpacing: '-0.02em', lineHeight: 1.2 }}>
        {chance(score)}
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary">
        rises within {horizon_hours} h
      </Typography>
      <Typography variant="caption" component="p" color="textSecondary">
        {usual ?? (source === 'rule' ? 'a rule knows no usual share' : 'the usual share is not known')}
      </Typography>
    </Box>
  );
}

/** Niche, sources and places, how long it has been seen, and its best place in a source's own list. */
function Seen({ idea }: { idea: Idea }) {
  const parts = [
    idea.sources.length > 0 ? `seen by ${listed(idea.sources)}` : null,
    places(idea.regions),
    idea.age_hours > 0 ? `for ${age(idea.age_hours)}` : age(0),
    idea.rank === null ? null : `place ${idea.rank} there`,
    idea.fits === null || idea.fits.toLowerCase() === idea.niche.toLowerCase() ? null : `fits the niche ${idea.fits}`,
  ].filter((part) => part !== null);
  return (
    <Box sx={{ mt: 0.25, fontSize: '0.8438rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>
      <Link component={RouterLink} to={{ search: searchOf(idea) }} color="text.primary" sx={{ fontWeight: 550 }}>
        {idea.niche}
      </Link>
      {parts.map((part) => ` · ${part}`).join('')} · heard of <Time value={idea.observed_at} />
    </Box>
  );
}

/** The same list, of this niche only. */
function searchOf({ niche, state }: Idea): string {
  return new URLSearchParams({ niche, ...(state === 'new' ? {} : { state }) }).toString();
}

function Reasons({ idea: { reasons } }: { idea: Idea }) {
  if (reasons.length === 0) return null;
  return (
    <Box component="ul" aria-label="Why" sx={{ listStyle: 'none', m: 0, mt: 1, p: 0, display: 'grid', gap: 0.5 }}>
      {reasons.slice(0, MOST_REASONS).map(({ feature, words, effect }) => (
        <Box component="li" key={feature} sx={{ position: 'relative', display: 'flex', gap: 0.75, alignItems: 'flex-start', fontSize: '0.875rem' }}>
          <Icon name={effect > 0 ? 'rise' : effect < 0 ? 'fall' : 'level'} sx={(theme) => ({ fontSize: 16, mt: '2px', flexShrink: 0, color: theme.vars!.palette.tone[effect > 0 ? 'green' : effect < 0 ? 'red' : 'neutral'].fg })} />
          <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            <Box component="span" sx={HIDDEN}>
              {effect > 0 ? 'Raises it: ' : effect < 0 ? 'Lowers it: ' : ''}
            </Box>
            {sentence(words)}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** A model and a rule are never mistaken for one another; a rule says why no model spoke. */
function Maker({ idea }: { idea: Idea }) {
  const rule = idea.source === 'rule';
  return (
    <Box data-source={idea.source} sx={{ mt: 1.25, display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5, fontSize: '0.8125rem', color: 'text.secondary' }}>
      <Pill look={rule ? { tone: 'amber', icon: 'script' } : { tone: 'teal', icon: 'chart' }} text={rule ? 'Rule' : 'Model'} />
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {maker(idea)}
        {idea.because !== '' && ` (${rule ? 'because: ' : ''}${idea.because})`}, made <Time value={idea.made_at} />
      </Box>
    </Box>
  );
}
