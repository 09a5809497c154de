import Button, { type ButtonProps } from '@mui/material/Button';
import { useState } from 'react';

import { ConfirmDialog } from '../../components/common/ConfirmDialog';
import { Icon, type IconName } from '../../components/common/Icon';
import { Field } from '../../components/forms/Field';
import type { StageView, VideoAction, VideoView } from '../../services/api';
import { asApiError } from '../../services/problem';
import { useUiStore } from '../../stores/uiStore';
import { STAGES } from '../../stores/videoParts';
import { words } from '../../utils/format';
import { act, type Order } from './act';

type Look = { text: string; icon: IconName; color: ButtonProps['color']; main?: boolean };

const LOOKS: Record<VideoAction, Look> = {
  approve: { text: 'Approve', icon: 'check', color: 'primary', main: true },
  retry: { text: 'Retry', icon: 'retry', color: 'primary', main: true },
  resume: { text: 'Resume', icon: 'play', color: 'primary', main: true },
  pause: { text: 'Pause', icon: 'pause', color: 'inherit' },
  reject: { text: 'Reject', icon: 'close', color: 'error' },
  cancel: { text: 'Cancel', icon: 'stop', color: 'error' },
};

const ORDER = Object.keys(LOOKS) as VideoAction[];

/** What may be done now, as the gateway says; nothing is guessed from the status. */
export function Actions({ video }: { video: VideoView }) {
  const [asked, setAsked] = useState<VideoAction | null>(null);
  const offline = useUiStore((state) => state.connection.state === 'offline');
  const toast = useUiStore((state) => state.toast);
  const now = async (action: 'pause' | 'resume') => {
    try {
      await act(video.video_id, { action });
      if (action === 'pause') toast('Paused', 'success', () => void now('resume'));
      else toast('It goes on', 'success');
    } catch (error) {
      toast(asApiError(error).detail ?? asApiError(error).message, 'error');
    }
  };
  return (
    <>
      {ORDER.filter((action) => video.actions.includes(action)).map((action) => {
        const { text, icon, color, main } = LOOKS[action];
        const press = action === 'pause' || action === 'resume' ? () => void now(action) : () => setAsked(action);
        return (
          <Button key={action} variant={main ? 'contained' : 'outlined'} color={color ?? 'inherit'} disabled={offline} startIcon={<Icon name={icon} sx={{ fontSize: 18 }} />} onClick={press}>
            {text}
          </Button>
        );
      })}
      {asked && <Ask action={asked} video={video} onClose={() => setAsked(null)} />}
    </>
  );
}

function Ask({ action, video, onClose }: { action: VideoAction; video: VideoView; onClose: () => void }) {
  const toast = useUiStore((state) => state.toast);
  const [from, setFrom] = useState('');
  const send = async (order: Order, done: string) => {
    await act(video.video_id, order);
    toast(done, 'success');
  };
  switch (action) {
    case 'cancel':
      return <ConfirmDialog danger title="Cancel this video?" text="It stops where it is. What it cost so far stays in the ledger; it can be retried later." confirm="Cancel the video" onConfirm={() => send({ action }, 'Cancelled')} onClose={onClose} />;
    case 'approve':
      return <ConfirmDialog title="Publish this video?" text={`“${video.title ?? video.topic}” goes out as it is.`} confirm="Approve and publish" onConfirm={() => send({ action }, 'Approved; it is being published')} onClose={onClose} />;
    case 'reject':
      return <ConfirmDialog danger title="Reject this video?" text="It is not published. The reason is kept in its history." confirm="Reject" reason="Why it is not good enough" onConfirm={(reason) => send({ action, reason }, 'Rejected')} onClose={onClose} />;
    case 'retry':
      return <ConfirmDialog title="Try again?" text={<RetryFrom video={video} from={from} onFrom={setFrom} />} confirm="Retry" onConfirm={() => send({ action, from: from as StageView['stage'] | '' }, 'Queued again')} onClose={onClose} />;
    default:
      return null;
  }
}

/** Only steps that were reached when the question was asked can be a new start. */
function RetryFrom({ video, from, onFrom }: { video: VideoView; from: string; onFrom: (from: string) => void }) {
  const [reached] = useState(() => STAGES.slice(0, video.stage_index + 1));
  const options = [{ value: '', text: 'Where it stopped' }, ...reached.map((stage, place) => ({ value: stage, text: place === 0 ? `${words(stage)}: everything anew` : words(stage) }))];
  return (
    <>
      What is done is kept; steps from the chosen one on run again and cost again.
      <Field label="Start from" value={from} onValue={onFrom} options={options} sx={{ mt: 2 }} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }} />
    </>
  );
}
