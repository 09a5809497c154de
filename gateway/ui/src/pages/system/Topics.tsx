import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { duration } from '../../utils/format';
import { topicsOf, type Partition, type TopicLine } from './studio';

/** How far each topic is read: the sums at a glance, each partition on demand. */
export function Topics({ partitions }: { partitions: readonly Partition[] }) {
  const topics = topicsOf(partitions);
  return (
    <Panel flush title="Kafka intake">
      {topics.length === 0 ? (
        <EmptyState kind="never" icon="system" title="No partition is assigned" text="The broker hands them out when this instance joins its group." />
      ) : (
        <Box sx={{ pb: 1 }}>
          {topics.map((topic) => (
            <Topic key={topic.topic} line={topic} />
          ))}
        </Box>
      )}
    </Panel>
  );
}

function Topic({ line }: { line: TopicLine }) {
  const behind = line.lag === null ? 'lag unknown' : line.lag === 0 ? 'up to date' : `${line.lag.toLocaleString()} behind`;
  return (
    <Box component="details" data-topic={line.topic} sx={(theme) => ({ borderTop: `1px solid ${theme.vars!.palette.surface.hairline}`, '& > summary': { cursor: 'pointer', px: 2.5, py: 1.5, fontSize: '0.875rem' } })}>
      <summary>
        <Box component="span" sx={{ fontWeight: 550 }}>
          {line.topic}
        </Box>
        <Box component="span" sx={{ ml: 1.5, color: line.lag ? 'warning.main' : 'text.secondary' }}>
          {behind}
        </Box>
        <Box component="span" sx={{ ml: 1.5, color: 'text.secondary' }}>
          {line.partitions.length} partitions
          {line.read !== null && `, ${line.read.toLocaleString()} records read`}
          {line.cursorAgeMs !== null && `, last batch ${duration(line.cursorAgeMs)} ago`}
          {line.paused > 0 && `, ${line.paused} paused`}
        </Box>
        {line.alarms.map((alarm) => (
          <Typography key={alarm} variant="body2" color="error" role="alert">
            {alarm}
          </Typography>
        ))}
      </summary>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, pb: 2, pt: 0, display: 'grid', gap: 1, gridTemplateColumns: 'repeat(auto-fill, minmax(140px, 1fr))' }}>
        {line.partitions.map((partition) => (
          <Cell key={partition.partition} partition={partition} />
        ))}
      </Box>
    </Box>
  );
}

function Cell({ partition }: { partition: Partition }) {
  const { lag, nextOffset, paused, alarm, cursorAgeMs } = partition;
  return (
    <Box component="li" sx={(theme) => ({ px: 1.25, py: 0.75, borderRadius: '8px', fontSize: '0.8125rem', color: alarm ? theme.vars!.palette.tone.red.fg : 'text.primary', backgroundColor: alarm ? theme.vars!.palette.tone.red.bg : theme.vars!.palette.surface.sunken })}>
      <Box sx={{ fontWeight: 550 }}>Partition {partition.partition}</Box>
      <Box>next {nextOffset ?? '–'}</Box>
      <Box>
        lag {lag ?? '–'}
        {paused && ', paused'}
      </Box>
      {cursorAgeMs !== null && <Box data-cursor-age={cursorAgeMs}>moved {duration(cursorAgeMs)} ago</Box>}
    </Box>
  );
}
