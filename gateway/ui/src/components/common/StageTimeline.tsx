// The recognisable part of the product: one row a stage, its tries on a common span of time, what they cost and made.

import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import type { StageView } from '../../services/api';
import type { ToneName } from '../../theme/theme';
import { duration, money, sentence, words } from '../../utils/format';
import { placed, stageRows, tryMs, wholeSpan, type Span, type StageRow } from '../../utils/timeline';
import { useNow } from '../../utils/useNow';
import { Icon, stageIcon } from './Icon';
import { Json } from './Json';

type Props = { stages: readonly StageView[]; currency: string; running: boolean; within: number };

const TONES: Record<StageView['state'], ToneName> = { pending: 'neutral', running: 'indigo', completed: 'green', failed: 'red' };

export function StageTimeline({ stages, currency, running, within }: Props) {
  const now = useNow(running ? 1000 : 0);
  const span = wholeSpan(stages, now);
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {stageRows(stages, now).map((row, index, all) => (
        <Row key={row.stage} row={row} span={span} now={now} currency={currency} within={within} last={index === all.length - 1} />
      ))}
    </Box>
  );
}

type RowProps = { row: StageRow; span: Span | null; now: number; currency: string; within: number; last: boolean };

function Row({ row, span, now, currency, within, last }: RowProps) {
  const active = row.state === 'running';
  const newest = row.tries.at(-1);
  return (
    <Box
      component="li"
      data-stage={row.stage}
      data-state={row.state}
      aria-current={active ? 'step' : undefined}
      sx={{ position: 'relative', display: 'grid', gridTemplateColumns: '36px minmax(0, 1fr)', columnGap: 1.5 }}
    >
      <Rail row={row} last={last} />
      <Box
        component="details"
        sx={(theme) => ({
          minWidth: 0,
          mb: 0.5,
          borderRadius: '10px',
          '&[open], &:hover': { backgroundColor: theme.vars!.palette.surface.sunken },
          '& > summary': { cursor: 'pointer', listStyle: 'none', borderRadius: '10px', px: 1.25, py: 1 },
          '& > summary::-webkit-details-marker': { display: 'none' },
          '&[open] > summary .chevron': { transform: 'rotate(90deg)' },
        })}
      >
        <summary>
          <Box
            sx={{
              display: 'grid',
              alignItems: 'center',
              columnGap: 2,
              gridTemplateColumns: { xs: 'minmax(0,1fr) auto 18px', md: 'minmax(150px, 190px) minmax(60px,1fr) 84px 76px 18px' },
            }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: active ? 650 : 550 }} color={row.state === 'pending' ? 'textSecondary' : 'textPrimary'}>
                {words(row.stage)}
              </Typography>
              <Typography variant="caption" component="p" color="textSecondary">
                {stateText(row, within)}
              </Typography>
            </Box>
            <Bars row={row} span={span} now={now} />
            <Typography variant="body2" align="right" sx={{ whiteSpace: 'nowrap' }}>
              {row.tries.length > 0 ? duration(row.durationMs) : '–'}
            </Typography>
            <Typography variant="body2" align="right" color="textSecondary" sx={{ display: { xs: 'none', md: 'block' } }}>
              {row.costMicros > 0 ? money(row.costMicros, currency) : ''}
            </Typography>
            <Icon name="chevron" className="chevron" sx={{ fontSize: 16, transition: 'transform 120ms', color: 'text.secondary' }} />
          </Box>
          {newest?.failure && (
            <Typography
              variant="body2"
              sx={(theme) => ({ mt: 0.75, pl: 1, borderLeft: `3px solid ${theme.vars!.palette.tone.red.solid}`, color: theme.vars!.palette.tone.red.fg, overflowWrap: 'anywhere' })}
            >
              {sentence(newest.failure.message)} <code>{newest.failure.code}</code>
            </Typography>
          )}
        </summary>
        <Tries row={row} now={now} currency={currency} />
      </Box>
    </Box>
  );
}

function stateText(row: StageRow, within: number): string {
  const tries = row.tries.length > 1 ? `, try ${row.tries.length}` : '';
  switch (row.state) {
    case 'running':
      return `Running, ${Math.round(within * 100)} %${tries}`;
    case 'completed':
      return `Done${row.tries.length > 1 ? ` after ${row.tries.length} tries` : ''}`;
    case 'failed':
      return `Failed${tries}`;
    default:
      return 'Waits';
  }
}

function Rail({ row, last }: { row: StageRow; last: boolean }) {
  const tone = TONES[row.state];
  const done = row.state === 'completed';
  return (
    <Box sx={{ position: 'relative', display: 'flex', justifyContent: 'center', pt: '10px' }}>
      {!last && (
        <Box
          sx={(theme) => ({ position: 'absolute', top: 28, bottom: -12, width: 2, backgroundColor: done ? theme.vars!.palette.tone.green.solid : theme.vars!.palette.surface.hairline })}
        />
      )}
      <Box
        sx={(theme) => ({
          position: 'relative',
          display: 'grid',
          placeItems: 'center',
          width: 34,
          height: 34,
          borderRadius: '10px',
          color: theme.vars!.palette.tone[tone].fg,
          backgroundColor: theme.vars!.palette.tone[tone].bg,
          outline: `3px solid ${theme.vars!.palette.background.paper}`,
          boxShadow: row.state === 'running' ? `0 0 0 2px ${theme.vars!.palette.tone.indigo.solid}` : 'none',
        })}
      >
        <Icon name={stageIcon(row.stage)} sx={{ fontSize: 19 }} />
      </Box>
    </Box>
  );
}

function Bars({ row, span, now }: { row: StageRow; span: Span | null; now: number }) {
  return (
    <Box
      aria-hidden
      sx={(theme) => ({ position: 'relative', height: 10, borderRadius: '3px', backgroundColor: theme.vars!.palette.tone.neutral.bg, display: { xs: 'none', md: 'block' } })}
    >
      {span &&
        row.tries.map((each) => {
          const { left, width } = placed(each, span, now);
          return (
            <Box
              key={`${each.attempt}/${each.started_at ?? ''}`}
              sx={(theme) => ({ position: 'absolute', top: 0, bottom: 0, borderRadius: '3px', backgroundColor: theme.vars!.palette.tone[TONES[each.state]].solid, transition: 'width 1s linear' })}
              style={{ left: `${left}%`, width: `${width}%` }}
            />
          );
        })}
    </Box>
  );
}

function Tries({ row, now, currency }: { row: StageRow; now: number; currency: string }) {
  if (row.tries.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary" sx={{ px: 1.5, pb: 1.5 }}>
        This stage has not begun.
      </Typography>
    );
  }
  return (
    <Box sx={{ px: 1.5, pb: 1.5, display: 'grid', gap: 1.25 }}>
      {row.tries.map((each) => (
        <Box key={`${each.attempt}/${each.started_at ?? ''}`} sx={{ minWidth: 0 }}>
          <Typography variant="caption" component="p">
            Try {each.attempt}: {words(each.state).toLowerCase()}
            {each.started_at && (
              <>
                {' at '}
                <time dateTime={each.started_at}>{new Date(each.started_at).toLocaleTimeString()}</time>
              </>
            )}
            , {duration(tryMs(each, now))}
            {each.cost_micros > 0 && `, ${money(each.cost_micros, currency)}`}
          </Typography>
          {each.failure && (
            <Typography variant="body2" color="error" sx={{ overflowWrap: 'anywhere' }}>
              {sentence(each.failure.message)}
            </Typography>
          )}
          {each.output != null && <Json value={each.output} label={`What ${words(row.stage).toLowerCase()} made`} />}
        </Box>
      ))}
    </Box>
  );
}
