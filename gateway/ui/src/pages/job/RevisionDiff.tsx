import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

import { Panel } from '../../components/common/Panel';
import { score, type Line, type Revision } from './revision';

const SIGNS = { kept: '', added: '+', left: '−' } as const;
const WORDS = { kept: '', added: 'added: ', left: 'left out: ' } as const;

/** The script before and after its revision, sentence by sentence. */
export function RevisionDiff({ revision, language }: { revision: Revision; language: string }) {
  const { before, after, title, lines } = revision;
  return (
    <Panel title="What the revision changed" sx={{ mt: 3 }}>
      <Typography variant="body2" color="textSecondary">
        The first script scored {score(before)}, this one {score(after)}. The tab “Checks” names the reasons.
      </Typography>
      {title && (
        <Box component="ol" aria-label="Title before and after" sx={LIST}>
          <Row line={{ kind: 'left', text: title.before }} />
          <Row line={{ kind: 'added', text: title.after }} />
        </Box>
      )}
      {lines.length > 0 && (
        <Box component="ol" aria-label="Sentences before and after" lang={language} sx={LIST}>
          {lines.map((line, index) => (
            <Row key={index} line={line} />
          ))}
        </Box>
      )}
    </Panel>
  );
}

const LIST = { listStyle: 'none', m: 0, mt: 2, p: 0, display: 'grid', gap: 0.25 };

function Row({ line: { kind, text } }: { line: Line }) {
  return (
    <Box
      component="li"
      data-line={kind}
      sx={(theme) => {
        const tone = kind === 'kept' ? null : theme.vars!.palette.tone[kind === 'added' ? 'green' : 'red'];
        return { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', gap: 1, px: 1, py: 0.5, borderRadius: '8px', color: tone?.fg ?? 'text.primary', backgroundColor: tone?.bg ?? 'transparent' };
      }}
    >
      <span aria-hidden="true">{SIGNS[kind]}</span>
      <Typography component={kind === 'added' ? 'ins' : kind === 'left' ? 'del' : 'span'} sx={{ overflowWrap: 'anywhere', textDecoration: kind === 'left' ? 'line-through' : 'none' }}>
        {WORDS[kind] && <Box component="span" sx={HIDDEN}>{WORDS[kind]}</Box>}
        {text}
      </Typography>
    </Box>
  );
}

/** Heard, not seen: colour and sign say it to the eye. */
const HIDDEN = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' } as const;
