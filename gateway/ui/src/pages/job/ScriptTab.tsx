import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { EmptyState } from '../../components/common/EmptyState';
import { Panel } from '../../components/common/Panel';
import { clock } from '../../utils/format';
import { sentenceAt, type ScriptText, type Sentence } from './outputs';
import type { Revision } from './revision';
import { RevisionDiff } from './RevisionDiff';

type Props = { script: ScriptText | null; /** Null where there was none. */ revision: Revision | null; timeMs: number; onSeek: (ms: number) => void };

/** What is said, sentence by sentence; the one that is being said is marked, and a press goes to it in the video. */
export function ScriptTab({ script, revision, timeMs, onSeek }: Props) {
  if (!script) {
    return (
      <Panel flush title="Script">
        <EmptyState kind="never" icon="script" title="Not written yet" text="The first step writes it from the brief." />
      </Panel>
    );
  }
  const said = timeMs > 0 ? sentenceAt(script.sentences, timeMs) : -1;
  const text = (
    <Panel title="Script">
      <Typography variant="body2" color="textSecondary">
        {script.description}
      </Typography>
      <Box component="ol" lang={script.language} sx={{ listStyle: 'none', m: 0, mt: 2, p: 0, display: 'grid', gap: 0.25 }}>
        {script.sentences.map((sentence, index) => (
          <Line key={index} sentence={sentence} said={index === said} onSeek={onSeek} />
        ))}
      </Box>
      <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 2 }}>
        Written by {script.writer}
        {script.tags.length > 0 && `. Tags: ${script.tags.join(', ')}`}
      </Typography>
    </Panel>
  );
  return (
    <>
      {text}
      {revision && revision.changes.length > 0 && <RevisionDiff revision={revision} language={script.language} />}
    </>
  );
}

function Line({ sentence, said, onSeek }: { sentence: Sentence; said: boolean; onSeek: (ms: number) => void }) {
  const { startMs } = sentence;
  return (
    <Box
      component="li"
      aria-current={said ? 'true' : undefined}
      sx={(theme) => ({
        display: 'grid',
        gridTemplateColumns: '52px minmax(0, 1fr)',
        gap: 1,
        alignItems: 'baseline',
        px: 1,
        py: 0.5,
        borderRadius: '8px',
        backgroundColor: said ? theme.vars!.palette.surface.selected : 'transparent',
      })}
    >
      {startMs === null ? (
        <span />
      ) : (
        <Box
          component="button"
          type="button"
          aria-label={`Play from ${clock(startMs)}`}
          onClick={() => onSeek(startMs)}
          sx={{ minHeight: 24, p: 0, border: 0, background: 'none', font: 'inherit', fontSize: '0.8125rem', textAlign: 'left', cursor: 'pointer', color: 'primary.main', '&:hover': { textDecoration: 'underline' } }}
        >
          {clock(startMs)}
        </Box>
      )}
      <Typography sx={{ fontWeight: sentence.role === 'hook' ? 600 : 400, overflowWrap: 'anywhere' }}>{sentence.text}</Typography>
    </Box>
  );
}
