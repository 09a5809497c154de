import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState } from 'react';
import { Link } from 'react-router';

import { ErrorPanel } from '../../components/common/ErrorPanel';
import { CostEstimate } from '../../components/forms/CostEstimate';
import { Field } from '../../components/forms/Field';
import { SubmitButton } from '../../components/forms/SubmitButton';
import { api, body, type ChannelView, type Estimate, type Idea } from '../../services/api';
import { asApiError, type ApiError } from '../../services/problem';
import { useIdeaStore } from '../../stores/ideaStore';
import { useUiStore } from '../../stores/uiStore';
import { fittingChannel } from '../../utils/ideas';
import { callKey } from '../../utils/id';
import { useLoad } from '../../utils/useLoad';
import { useChannels } from '../parts/useChannels';

type Props = { idea: Idea; /** True before the idea leaves its list; false where it stays after all. */ onDecide: (on: boolean) => void; onClose: () => void };

/** Which channel makes a video of it. Stays open until the gateway has taken the request. */
export function AcceptDialog({ idea, onDecide, onClose }: Props) {
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const load = useChannels();
  const channels = load.data;
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="xs">
      <DialogTitle id={titleId}>Make a video of it</DialogTitle>
      {channels !== null && channels.length > 0 ? (
        <AcceptForm idea={idea} channels={channels} busy={busy} setBusy={setBusy} onDecide={onDecide} onClose={onClose} />
      ) : (
        <>
          <DialogContent>
            {channels !== null && (
              <Typography variant="body2" color="textSecondary">
                A video belongs to a channel: make one first. Its voice, look and budget are the video’s.
              </Typography>
            )}
            {channels === null && load.error && <ErrorPanel error={load.error} onRetry={load.reload} compact />}
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2.5 }}>
            <Button onClick={onClose} color="inherit">
              Close
            </Button>
            {channels !== null && (
              <Button component={Link} to="/channels/new" variant="contained">
                Make a channel
              </Button>
            )}
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

type FormProps = Props & { channels: readonly ChannelView[]; busy: boolean; setBusy: (busy: boolean) => void };

function AcceptForm({ idea, channels, busy, setBusy, onDecide, onClose }: FormProps) {
  const remembered = useUiStore((state) => state.ideaChannel);
  const setIdeaChannel = useUiStore((state) => state.setIdeaChannel);
  const toast = useUiStore((state) => state.toast);
  const offline = useUiStore((state) => state.connection.state === 'offline');
  const accept = useIdeaStore((state) => state.accept);
  const [id, setId] = useState(() => fittingChannel(channels, idea, remembered));
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const call = useRef<{ channel: string; key: string } | null>(null);
  const channel = channels.find((each) => each.id === id);
  const submit = async () => {
    setTried(true);
    if (!channel) return;
    // Sent again for the same channel it keeps its key, so that a lost answer makes no second video.
    if (call.current?.channel !== id) call.current = { channel: id, key: callKey() };
    setBusy(true);
    setError(null);
    onDecide(true);
    try {
      const videoId = await accept(idea.id, { channel_id: id }, call.current.key);
      setIdeaChannel(id);
      toast(`${idea.topic} is queued for ${channel.name}`, 'success', undefined, { to: `/videos/${videoId}`, text: 'Open the video' });
      onClose();
    } catch (thrown) {
      onDecide(false);
      setError(asApiError(thrown));
      setBusy(false);
    }
  };
  const complaint = tried && !channel ? 'Choose a channel' : error?.field('channel_id');
  return (
    <form
      aria-label="Make a video of it"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography variant="body2" sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>
          {idea.topic}
        </Typography>
        <Field
          label="Channel"
          name="channel"
          required
          value={channel ? id : ''}
          options={channels.map(({ id: value, name, niche }) => ({ value, text: niche === '' ? name : `${name} (${niche})` }))}
          onValue={setId}
          complaint={complaint}
          hint={channel?.status === 'paused' ? 'This channel is paused: the video waits until it is resumed' : undefined}
        />
        <EstimateOf id={channel?.id ?? ''} />
        {error && <ErrorPanel error={error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button onClick={onClose} disabled={busy} color="inherit">
          Not now
        </Button>
        <SubmitButton text="Make the video" busy={busy} disabled={offline} />
      </DialogActions>
    </form>
  );
}

function EstimateOf({ id }: { id: string }) {
  const load = useLoad<Estimate | null>(`estimate ${id}`, 0, async (signal) => (id === '' ? null : body(api.POST('/api/v1/videos/estimate', { body: { channel_id: id }, signal }))));
  return <CostEstimate estimate={load.data} error={load.error} />;
}
