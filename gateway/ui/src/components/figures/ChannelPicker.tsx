import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';

import { Icon } from '../common/Icon';

type Props = {
  channels: readonly { id: string; name: string }[];
  /** Ids; none: all channels. */
  chosen: readonly string[];
  onChosen: (ids: string[]) => void;
  /** One at most. */
  single?: boolean;
};

/** Channels by name. Where several may be chosen it stays open. */
export function ChannelPicker({ channels, chosen, onChosen, single = false }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const options = [...channels, ...chosen.filter((id) => !channels.some((channel) => channel.id === id)).map((id) => ({ id, name: id }))];
  const close = () => setAnchor(null);
  const pick = (id: string) => {
    if (single) {
      onChosen([id]);
      close();
    } else {
      onChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
    }
  };
  return (
    <>
      <Button color="inherit" variant="outlined" size="small" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)} startIcon={<Icon name="channels" sx={{ fontSize: 16 }} />} sx={{ maxWidth: 280 }}>
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{label(options, chosen)}</span>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close} slotProps={{ paper: { sx: { maxHeight: 420 } } }}>
        <Choice
          text="All channels"
          on={chosen.length === 0}
          single
          onPick={() => {
            onChosen([]);
            close();
          }}
        />
        {options.map(({ id, name }) => (
          <Choice key={id} text={name} on={chosen.includes(id)} single={single} onPick={() => pick(id)} />
        ))}
      </Menu>
    </>
  );
}

function label(options: Props['channels'], chosen: readonly string[]): string {
  if (chosen.length === 0) return 'All channels';
  if (chosen.length > 2) return `${chosen.length} channels`;
  return chosen.map((id) => options.find((option) => option.id === id)?.name ?? id).join(', ');
}

type ChoiceProps = { text: string; on: boolean; single: boolean; onPick: () => void; autoFocus?: boolean; tabIndex?: number };

/** What the menu adds to its items goes through. */
function Choice({ text, on, single, onPick, ...rest }: ChoiceProps) {
  return (
    <MenuItem {...rest} role={single ? 'menuitemradio' : 'menuitemcheckbox'} aria-checked={on} onClick={onPick} sx={{ gap: 1.25, fontSize: '0.9rem' }}>
      <Icon name="check" sx={{ visibility: on ? 'visible' : 'hidden' }} />
      {text}
    </MenuItem>
  );
}
