import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Pill } from '../../components/common/StatusChip';
import type { IconName } from '../../components/common/Icon';
import { api, body, type ModelCard, type ModelsView, type Prediction } from '../../services/api';
import { MONO, type ToneName } from '../../theme/theme';
import { absolute } from '../../utils/format';
import { figuresOf } from '../../utils/cards';
import { useLoad } from '../../utils/useLoad';

const LOOKS: Record<string, { text: string; tone: ToneName; icon: IconName }> = {
  model: { text: 'Model', tone: 'green', icon: 'check' },
  methods: { text: 'Methods', tone: 'teal', icon: 'check' },
  rule: { text: 'Rule', tone: 'amber', icon: 'warning' },
};

/** Every prediction with who answers it, and the card of the model where one does. */
export function ModelCards({ tick }: { tick: string }) {
  const load = useLoad<ModelsView>('models', tick, (signal) => body(api.GET('/api/v1/system/models', { signal })));
  return (
    <Panel flush title="Who answers what">
      <PanelBody load={load} rows={4} quiet>
        {({ items, trouble }) =>
          trouble === null ? (
            <Box component="ul" aria-label="Predictions" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {items.map((prediction) => (
                <Line key={prediction.task} prediction={prediction} />
              ))}
            </Box>
          ) : (
            <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2, overflowWrap: 'anywhere' }}>
              The cards cannot be read now: {trouble}.
            </Typography>
          )
        }
      </PanelBody>
    </Panel>
  );
}

function Line({ prediction }: { prediction: Prediction }) {
  const { task, question, answered_by: by, version, trouble } = prediction;
  const look = LOOKS[by] ?? { text: by, tone: 'neutral' as const, icon: 'dot' as const };
  return (
    <Box component="li" data-prediction={task} data-answered-by={by} sx={(theme) => ({ borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      <Box component="details" sx={{ '& > summary': { cursor: 'pointer', px: 2.5, py: 1.25, fontSize: '0.875rem' } }}>
        <summary>
          <Box component="span" sx={{ mr: 1.5, fontWeight: 550 }}>
            {question}
          </Box>
          <Pill look={look} text={by === 'rule' || version === null ? look.text : `${look.text} ${version}`} />
          {trouble !== null && (
            <Box component="span" sx={(theme) => ({ display: 'block', mt: 0.5, color: theme.vars!.palette.tone.red.fg, overflowWrap: 'anywhere' })}>
              {version === null ? '' : `${version} `}cannot be used, so the rule answers: {trouble}
            </Box>
          )}
        </summary>
        <Facts prediction={prediction} />
      </Box>
    </Box>
  );
}

function Facts({ prediction: { task, asked_by: asker, answered_by: by, rule, card } }: { prediction: Prediction }) {
  const facts: [string, string, boolean?][] = [
    ['Name', task, true],
    ['Asked by', asker ?? 'the command line alone'],
    ...(card === null ? [] : ofCard(card)),
    ...(by === 'methods' ? ([['Methods', 'plain ones of the program, without training: each is tried on the past of the channel that is shown, and only one that beats repeating the last week is shown']] as [string, string][]) : []),
    [by === 'rule' ? 'The rule' : 'Rule that stands in', rule],
  ];
  return (
    <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: '150px minmax(0, 1fr)' }, columnGap: 2, rowGap: 0.75, m: 0, px: 2.5, pb: 2, fontSize: '0.875rem' }}>
      {facts.map(([name, value, mono]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', ...(mono ? { fontFamily: MONO, fontSize: '0.78rem' } : {}) }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function ofCard(card: ModelCard): [string, string, boolean?][] {
  return [
    ['Made of', card.summary],
    ['Learned from', `${card.data}, ${card.data_rows.toLocaleString()} rows`],
    ['Licence of the data', card.licence ?? 'none stated: the weights may not be passed on'],
    ['Judged by', card.split || 'not noted'],
    ['Figures', figuresOf(card.figures) || 'none noted'],
    ['Trained', card.trained_at === null ? 'when is not noted' : absolute(card.trained_at)],
    ['By', `version ${card.code} of the program, seed ${card.seed}`],
    ['Data SHA-256', card.data_hash, true],
    ['Model SHA-256', card.model_hash, true],
    ['Weights SHA-256', card.weights_hash, true],
  ];
}
