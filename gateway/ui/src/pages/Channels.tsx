import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Link as RouterLink, useNavigate } from 'react-router';

import { ConfirmDialog } from '../components/common/ConfirmDialog';
import { EmptyState } from '../components/common/EmptyState';
import { Icon } from '../components/common/Icon';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { ChannelChip } from '../components/common/StatusChip';
import { Table, type Column } from '../components/common/Table';
import { Time } from '../components/common/Time';
import { PageHeader } from '../components/layout/PageHeader';
import type { ChannelView } from '../services/api';
import { asApiError } from '../services/problem';
import { useChannelStore } from '../stores/channelStore';
import { useUiStore } from '../stores/uiStore';
import { money } from '../utils/format';
import { useChannels } from './parts/useChannels';

export default function Channels() {
  const load = useChannels();
  const next = useChannelStore((state) => state.next);
  const loadMore = useChannelStore((state) => state.loadMore);
  const toast = useUiStore((state) => state.toast);
  return (
    <>
      <PageHeader title="Channels" lead="What each one sounds and looks like, who approves, what a video may cost.">
        <Button component={RouterLink} to="/channels/new" variant="contained" startIcon={<Icon name="plus" />}>
          New channel
        </Button>
      </PageHeader>
      <Panel flush>
        <PanelBody load={load} rows={4} rowHeight={60}>
          {(channels) => (channels.length === 0 ? <NoChannels /> : <Table label="Channels" columns={COLUMNS} rows={channels} rowKey={(channel) => channel.id} minWidth={480} />)}
        </PanelBody>
        {next !== null && (
          <Box sx={{ display: 'grid', placeItems: 'center', p: 1.5 }}>
            <Button onClick={() => loadMore().catch((error: unknown) => toast(asApiError(error).message, 'error'))}>Show more channels</Button>
          </Box>
        )}
      </Panel>
    </>
  );
}

function NoChannels() {
  return (
    <EmptyState
      kind="never"
      icon="channels"
      title="No channel yet"
      text="A channel holds the voice, the look, the length and the budget of its videos."
      action={
        <Button component={RouterLink} to="/channels/new" variant="contained" startIcon={<Icon name="plus" />}>
          Make a channel
        </Button>
      }
    />
  );
}

const COLUMNS: Column<ChannelView>[] = [
  { key: 'name', head: 'Channel', cell: (channel) => <Name channel={channel} /> },
  { key: 'status', head: 'Status', width: 120, cell: (channel) => <ChannelChip status={channel.status} /> },
  { key: 'format', head: 'Format', wide: true, cell: (channel) => `${channel.aspect}, ${channel.seconds} s` },
  { key: 'approval', head: 'Approval', wide: true, cell: (channel) => (channel.approval === 'automatic' ? 'Automatic' : 'Every video') },
  { key: 'cap', head: 'Cap per video', align: 'right', wide: true, cell: (channel) => money(channel.cap_micros, channel.currency) },
  { key: 'changed', head: 'Changed', align: 'right', wide: true, cell: (channel) => <Time value={channel.updated_at} /> },
  { key: 'actions', head: 'Actions', width: 64, align: 'right', cell: (channel) => <Actions channel={channel} /> },
];

function Name({ channel }: { channel: ChannelView }) {
  return (
    <Box sx={{ minWidth: 120 }}>
      <Link component={RouterLink} to={`/channels/${channel.id}/settings`} color="text.primary" sx={{ fontWeight: 550 }}>
        {channel.name}
      </Link>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', overflowWrap: 'anywhere' }}>{channel.niche || channel.id}</Box>
    </Box>
  );
}

function Actions({ channel }: { channel: ChannelView }) {
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

export function DeleteChannel({ channel, onClose, onDeleted }: { channel: ChannelView; onClose: () => void; onDeleted?: () => void }) {
  const { archive, read } = useChannelStore.getState();
  const toast = useUiStore((state) => state.toast);
  const confirm = async () => {
    try {
      await archive(channel.id, channel.version);
    } catch (error) {
      // Somebody changed it meanwhile: read it, so that the next press names the version that is there.
      if (asApiError(error).status === 412) await read(channel.id);
      throw error;
    }
    toast(`${channel.name} is deleted; its history stays`, 'success');
    onDeleted?.();
  };
  return (
    <ConfirmDialog
      danger
      title={`Delete ${channel.name}?`}
      text="Its unfinished videos are cancelled and it takes no more requests. What it has published stays where it is."
      confirm="Delete the channel"
      typed={channel.id}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}
