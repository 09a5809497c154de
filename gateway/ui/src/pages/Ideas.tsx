import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { Segments } from '../components/common/Segments';
import { Time } from '../components/common/Time';
import { Field } from '../components/forms/Field';
import { PageHeader } from '../components/layout/PageHeader';
import type { Niche } from '../services/api';
import { words } from '../utils/format';
import { filterOf, maker, STATES, type IdeaFilter } from '../utils/ideas';
import { ExportIdeas } from './ideas/ExportIdeas';
import { IdeaList } from './ideas/IdeaList';
import { NoIdeas } from './ideas/NoIdeas';
import { useIdeas, useNiches } from './ideas/useIdeas';
import { MoreRows } from './parts/MoreRows';

const STATE_OPTIONS = STATES.map((value) => ({ value, text: words(value) }));

/** What rises now, the likeliest first: each one becomes a video, waits, or goes. */
export default function Ideas() {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => filterOf(params), [params]);
  const niches = useNiches();
  const { load, hasMore, more, loadingMore, moreError } = useIdeas(filter);
  const set = (name: 'niche' | 'state', value: string | null) => {
    const next = new URLSearchParams(params);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  return (
    <>
      <PageHeader title="Ideas" lead="Topics by their chance to go on rising, live.">
        <ExportIdeas filter={filter} disabled={!load.data?.length} />
      </PageHeader>
      <FilterBar filter={filter} niches={niches.data ?? []} set={set} />
      <Panel flush>
        <PanelBody load={load} rows={5} rowHeight={132} quiet>
          {(ideas) => (ideas.length > 0 ? <IdeaList ideas={ideas} /> : <NoIdeas filter={filter} niches={niches.data} onClear={() => setParams({}, { replace: true })} />)}
        </PanelBody>
        <MoreRows text="Show more ideas" hasMore={hasMore && load.data !== null} more={more} loading={loadingMore} error={moreError} />
      </Panel>
    </>
  );
}

type BarProps = { filter: IdeaFilter; niches: readonly Niche[]; set: (name: 'niche' | 'state', value: string | null) => void };

function FilterBar({ filter, niches, set }: BarProps) {
  const same = (niche: string) => niche.toLowerCase() === filter.niche?.toLowerCase();
  const chosen = niches.find(({ niche }) => same(niche));
  const options = [{ value: '', text: 'All niches' }, ...niches.map(({ niche, topics }) => ({ value: niche, text: `${niche} (${topics})` }))];
  // One that the address names and that nothing came of, or not yet.
  if (filter.niche !== null && !chosen) options.push({ value: filter.niche, text: filter.niche });
  return (
    <Box role="search" aria-label="Ideas" sx={{ display: 'grid', gap: 1.5, mb: 2 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1.5 }}>
        <Field
          label="Niche"
          value={chosen?.niche ?? filter.niche ?? ''}
          options={options}
          onValue={(niche) => set('niche', niche === '' ? null : niche)}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
          sx={{ width: { xs: '100%', sm: 260 } }}
        />
        <Segments label="State" options={STATE_OPTIONS} value={filter.state} onValue={(state) => set('state', state === 'new' ? null : state)} />
      </Box>
      {chosen && <Ranked niche={chosen} />}
    </Box>
  );
}

/** How old the ranking is, and who made it. */
function Ranked({ niche: { topics, ranked_at, last_signal_at, model, version } }: { niche: Niche }) {
  return (
    <Typography variant="body2" component="p" color="textSecondary">
      {ranked_at === null ? 'Not ranked yet' : <>{topics === 1 ? '1 topic' : `${topics} topics`} ranked <Time value={ranked_at} /></>}
      {model !== null && ` by ${maker({ model, version })}`}; last signal <Time value={last_signal_at} />.
    </Typography>
  );
}
