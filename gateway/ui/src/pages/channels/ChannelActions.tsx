import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { Icon } from '../../components/common/Icon';
import type { ChannelView } from '../../services/api';
import { asApiError } from '../../services/problem';
import { useChannelStore } from '../../stores/channelStore';
import { useUiStore } from '../../stores/uiStore';
import { DeleteChannel } from './DeleteChannel';

/** What can be done with a channel from a list. */
export function ChannelActions({ channel }: { channel: ChannelView }) {
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [deleting, setDeleting] = useState(false);
  const { setPaused } = useChannelStore.getState();
  const toast = useUiStore((state) => state.toast);
  const paused = channel.status === 'paused';
  const close = () => setAnchor(null);
  const pause = async (on: boolean) => {
    close();
    try {
      await setPaused(channel.id, on);
      if (on) toast(`${channel.name} starts no more videos`, 'success', () => void pause(false));
      else toast(`${channel.name} starts videos again`, 'success');
    } catch (error) {
      toast(asApiError(error).detail ?? asApiError(error).message, 'error');
    }
  };
  return (
    <>
      <IconButton size="small" aria-label={`Actions for ${channel.name}`} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        <Icon name="more" sx={{ strokeWidth: 2.6 }} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem onClick={() => void navigate(`/videos/new?channel=${channel.id}`)}>New video</MenuItem>
        <MenuItem onClick={() => void navigate(`/videos?channel_id=${channel.id}`)}>Its videos</MenuItem>
        <MenuItem onClick={() => void navigate(`/channels/${channel.id}/settings`)}>Settings</MenuItem>
        <MenuItem onClick={() => void pause(!paused)}>{paused ? 'Resume' : 'Pause'}</MenuItem>
        <MenuItem
          onClick={() => {
            close();
            setDeleting(true);
          }}
          sx={{ color: 'error.main' }}
        >
          Delete
        </MenuItem>
      </Menu>
      {deleting && <DeleteChannel channel={channel} onClose={() => setDeleting(false)} />}
    </>
  );
}
