import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useRef, useState } from 'react';

import { Icon } from '../common/Icon';
import { Field } from './Field';

type Props = { value: string; onValue: (value: string) => void; complaint?: string | undefined };

export const MOST_CHARACTERS = 20_000;
const MOST_BYTES = 4 * MOST_CHARACTERS;

/** Text, or a text file dropped on it or chosen. */
export function BriefField({ value, onValue, complaint }: Props) {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const picker = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    setOver(false);
    if (!file) return;
    const text = file.size > MOST_BYTES ? null : await file.text();
    if (text === null || text.length > MOST_CHARACTERS) return setRefused(`${file.name} is longer than ${MOST_CHARACTERS.toLocaleString()} characters`);
    if (text.includes('\0')) return setRefused(`${file.name} is not a text file`);
    setRefused(undefined);
    onValue(text);
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
      sx={(theme) => ({ borderRadius: '10px', outline: over ? `2px dashed ${theme.vars!.palette.primary.main}` : 'none', outlineOffset: 4 })}
    >
      <Field
        label="Brief"
        name="brief"
        value={value}
        onValue={(text) => {
          setRefused(undefined);
          onValue(text);
        }}
        multiline
        minRows={9}
        maxRows={24}
        hint={`The video keeps its sentences and numbers. ${value.length.toLocaleString()} of ${MOST_CHARACTERS.toLocaleString()} characters.`}
        complaint={refused ?? complaint ?? (value.length > MOST_CHARACTERS ? `At most ${MOST_CHARACTERS.toLocaleString()} characters` : undefined)}
      />
      <input
        ref={picker}
        type="file"
        accept=".txt,.md,text/plain,text/markdown"
        hidden
        aria-label="Brief file"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button size="small" color="inherit" onClick={() => picker.current?.click()} startIcon={<Icon name="file" sx={{ fontSize: 18 }} />} sx={{ mt: 0.5 }}>
        Choose a text file, or drop it here
      </Button>
    </Box>
  );
}
