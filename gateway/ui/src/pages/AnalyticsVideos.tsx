import Box from '@mui/material/Box';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

import { Segments } from '../components/common/Segments';
import { Table } from '../components/common/Table';
import { ChannelPicker } from '../components/figures/ChannelPicker';
import { RangePicker } from '../components/figures/RangePicker';
import { AnalyticsHeader } from './analytics/AnalyticsHeader';
import { CostPanel } from './analytics/CostPanel';
import { ranked } from './analytics/costs';
import { NoVideoFigures } from './analytics/NoVideoFigures';
import { videoColumns } from './analytics/videoColumns';
import { FiguresPanel } from './parts/FiguresPanel';
import { Pages } from './parts/Pages';
import { useChannels } from './parts/useChannels';
import { useFigures } from './parts/useFigures';
import { useScope } from './parts/useScope';

const PAGE = 50;
/** At equal age the order is made here, so as many as one answer holds are taken. */
const MOST = 200;
const USUAL_SORT = '-revenue';
const AGES = [
  { value: 'all', text: 'All of it' },
  { value: '7', text: 'First 7 days' },
  { value: '28', text: 'First 28 days' },
];

/** Videos beside one another: over one channel's period, or over their whole lives; at equal age where asked for. */
export default function AnalyticsVideos() {
  const { scope, yesterday, change, shift } = useScope();
  const [params, setParams] = useSearchParams();
  const channels = useChannels().data ?? [];
  const channel = scope.channels[0] ?? null;
  const age = params.get('age') === '7' ? 7 : params.get('age') === '28' ? 28 : null;
  const sort = params.get('sort') ?? USUAL_SORT;
  const cursor = params.get('cursor');
  const [marked, setMarked] = useState<string | null>(null);
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(params);
    next.delete('cursor');
    if (value === null) next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const query = useMemo(
    () => ({
      sort,
      limit: age === null ? PAGE : MOST,
      // Over all channels the whole lives of videos are compared: a period belongs to one channel.
      ...(channel === null ? {} : { channel_id: [channel], from: scope.range.from, to: scope.range.to }),
      ...(age === null ? {} : { age }),
      ...(cursor === null ? {} : { cursor }),
    }),
    [sort, channel, scope.range.from, scope.range.to, age, cursor],
  );
  const load = useFigures('/api/v1/analytics/videos', query);
  const nothing = ({ items }: { items: readonly unknown[] }) => (items.length === 0 ? <NoVideoFigures channel={channel} onAll={() => change({ channels: [] })} /> : null);
  return (
    <>
      <AnalyticsHeader title="Videos compared" lead={channel === null ? 'Since they were published, over all channels.' : 'Over a period of one channel.'} />
      <Box role="group" aria-label="What is shown" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2, rowGap: 1.25, mb: 2.5 }}>
        <ChannelPicker single channels={channels} chosen={channel === null ? [] : [channel]} onChosen={(ids) => change({ channels: ids })} />
        {channel !== null && <RangePicker range={scope.range} yesterday={yesterday} onRange={(range) => change({ range })} onShift={shift} />}
        <Segments label="Equal age" options={AGES} value={age === null ? 'all' : String(age)} onValue={(value) => set('age', value === 'all' ? null : value)} />
      </Box>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <CostPanel load={load} age={age} empty={nothing} marked={marked} onMark={setMarked} />
        <FiguresPanel title="Ranking" load={load} flush rows={6} rowHeight={60} empty={nothing} foot={<Pages next={load.data?.next_cursor ?? null} />} note={age !== null && load.data?.next_cursor ? `In order among the ${MOST} that lead by their whole figures.` : undefined}>
          {({ items, currency }) => (
            <Table
              label="Videos by figure"
              columns={videoColumns({ currency, age, ranked: channel === null })}
              rows={ranked(items, sort, age)}
              rowKey={(video) => `${video.channel_id} ${video.video_id}`}
              sorting={{ sort, onSort: (next) => set('sort', next === USUAL_SORT ? null : next) }}
              onRow={(video) => setMarked(video === null ? null : `${video.channel_id} ${video.video_id}`)}
            />
          )}
        </FiguresPanel>
      </Box>
    </>
  );
}
