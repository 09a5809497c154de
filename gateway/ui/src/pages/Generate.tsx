import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { EmptyState } from '../components/common/EmptyState';
import { ErrorPanel } from '../components/common/ErrorPanel';
import { Panel } from '../components/common/Panel';
import { BriefField, MOST_CHARACTERS } from '../components/forms/BriefField';
import { CostEstimate } from '../components/forms/CostEstimate';
import { Field } from '../components/forms/Field';
import { ASPECTS, secondsComplaint, STYLES, VOICES, withCurrent } from '../components/forms/options';
import { SubmitButton } from '../components/forms/SubmitButton';
import { PageHeader } from '../components/layout/PageHeader';
import { api, body, type ChannelView, type Estimate, type GenerateBody } from '../services/api';
import { asApiError, type ApiError } from '../services/problem';
import { useUiStore } from '../stores/uiStore';
import { useVideoStore } from '../stores/videoStore';
import { callKey } from '../utils/id';
import { useFirstComplaint } from '../utils/useFirstComplaint';
import { useLoad } from '../utils/useLoad';
import { useChannels } from './parts/useChannels';

type Form = { channel: string; topic: string; brief: string; seconds: string; aspect: string; voice: string; style: string };

const MEMBERS = ['channel_id', 'topic', 'brief', 'seconds', 'aspect', 'voice', 'style'];
const ESTIMATE_PAUSE_MS = 350;

export default function Generate() {
  const load = useChannels();
  const channels = load.data;
  return (
    <>
      <PageHeader title="New video" back={{ to: '/videos', text: 'Videos' }} lead="What is left empty follows the channel’s settings." />
      {load.error && channels === null && <ErrorPanel error={load.error} onRetry={load.reload} />}
      {channels !== null && channels.length === 0 && (
        <EmptyState
          kind="never"
          icon="channels"
          title="A video belongs to a channel"
          text="Make a channel first: its voice, look and budget are the video’s."
          action={
            <Button component={Link} to="/channels/new" variant="contained">
              Make a channel
            </Button>
          }
        />
      )}
      {channels !== null && channels.length > 0 && <GenerateForm channels={channels} />}
    </>
  );
}

function GenerateForm({ channels }: { channels: readonly ChannelView[] }) {
  const [params] = useSearchParams();
  const [form, setForm] = useState<Form>({ channel: params.get('channel') ?? (channels.length === 1 ? channels[0]!.id : ''), topic: '', brief: '', seconds: '', aspect: '', voice: '', style: '' });
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const call = useRef<{ key: string; json: string } | null>(null);
  const offline = useUiStore((state) => state.connection.state === 'offline');
  const toast = useUiStore((state) => state.toast);
  const navigate = useNavigate();
  const channel = channels.find((each) => each.id === form.channel);
  const set = (change: Partial<Form>) => setForm((old) => ({ ...old, ...change }));
  const found = complaints(form);
  const formRef = useFirstComplaint(tries > 0 ? `${tries}/${error?.requestId ?? ''}` : null);
  const complaint = (member: keyof Form, wire: string = member) => (tries > 0 ? found[member] : undefined) ?? error?.field(wire);

  const submit = async () => {
    setTries(tries + 1);
    if (Object.keys(found).length > 0) return;
    const input = requestOf(form);
    const json = JSON.stringify(input);
    // The same request sent again keeps its key, so that a lost answer makes no second video.
    if (call.current?.json !== json) call.current = { key: callKey(), json };
    setBusy(true);
    setError(null);
    try {
      const view = await body(api.POST('/api/v1/videos/generate', { params: { header: { 'Idempotency-Key': call.current.key } }, body: input }));
      useVideoStore.getState().snapshots([view]);
      toast('The video is queued', 'success');
      void navigate(`/videos/${view.video_id}`);
    } catch (thrown) {
      setError(asApiError(thrown));
      setBusy(false);
    }
  };

  return (
    <Box
      component="form"
      ref={formRef}
      noValidate
      aria-label="New video"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
      sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: { xs: 'minmax(0,1fr)', lg: 'minmax(0, 1fr) 320px' } }}
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {error && <ErrorPanel error={error} />}
        {error && error.elsewhere(MEMBERS).map((field) => <Typography key={field.pointer} color="error" variant="body2">{`${field.pointer}: ${field.detail}`}</Typography>)}
        <Panel title="What it is about">
          <Box sx={{ display: 'grid', gap: 2.25 }}>
            <Field label="Channel" name="channel" required value={form.channel} options={channels.map((each) => ({ value: each.id, text: each.name }))} onValue={(id) => set({ channel: id })} complaint={complaint('channel', 'channel_id')} hint={channel?.status === 'paused' ? 'This channel is paused: the video waits until it is resumed' : undefined} />
            <Field label="Topic" name="topic" required value={form.topic} onValue={(topic) => set({ topic })} complaint={complaint('topic')} hint="In a few words; it becomes the title’s core" slotProps={{ htmlInput: { maxLength: 300 } }} />
            <BriefField value={form.brief} onValue={(brief) => set({ brief })} complaint={complaint('brief')} />
          </Box>
        </Panel>
      </Box>
      <Box sx={{ display: 'grid', gap: 3, position: { lg: 'sticky' }, top: 24 }}>
        <Panel title="How it is made">
          <Box sx={{ display: 'grid', gap: 2.25 }}>
            <Field label="Length in seconds" name="seconds" value={form.seconds} onValue={(seconds) => set({ seconds })} complaint={complaint('seconds')} placeholder={channel ? String(channel.seconds) : ''} slotProps={{ htmlInput: { inputMode: 'numeric' }, inputLabel: { shrink: true } }} />
            <Choice label="Format" value={form.aspect} usual={channel?.aspect} options={ASPECTS} onValue={(aspect) => set({ aspect })} complaint={complaint('aspect')} />
            <Choice label="Voice" value={form.voice} usual={channel?.voice} options={VOICES} onValue={(voice) => set({ voice })} complaint={complaint('voice')} />
            <Choice label="Style" value={form.style} usual={channel?.style} options={STYLES} onValue={(style) => set({ style })} complaint={complaint('style')} />
          </Box>
        </Panel>
        <Panel>
          <EstimateBox form={form} />
          <Box sx={{ display: 'grid', mt: 2 }}>
            <SubmitButton text="Make the video" busy={busy} disabled={offline} />
          </Box>
        </Panel>
      </Box>
    </Box>
  );
}

type ChoiceProps = { label: string; value: string; usual: string | undefined; options: readonly { value: string; text: string }[]; onValue: (value: string) => void; complaint: string | undefined };

function Choice({ label, value, usual, options, onValue, complaint }: ChoiceProps) {
  const name = options.find((option) => option.value === usual)?.text ?? usual;
  const all = [{ value: '', text: name ? `As the channel: ${name}` : 'As the channel' }, ...withCurrent(options, value)];
  return <Field label={label} value={value} options={all} onValue={onValue} complaint={complaint} slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }} />;
}

function EstimateBox({ form }: { form: Form }) {
  const wanted = form.channel !== '' && secondsOk(form.seconds) ? JSON.stringify([form.channel, form.aspect, form.seconds]) : '';
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), ESTIMATE_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const load = useLoad<Estimate | null>('estimate', settled, async (signal) => {
    if (settled === '') return null;
    const input = { channel_id: form.channel, ...optional('aspect', form.aspect as ChannelView['aspect']), ...(form.seconds === '' ? {} : { seconds: Number(form.seconds) }) };
    return body(api.POST('/api/v1/videos/estimate', { body: input, signal }));
  });
  return <CostEstimate estimate={load.data} error={load.error} />;
}

const secondsOk = (text: string) => text.trim() === '' || secondsComplaint(text) === undefined;

function complaints(form: Form): Partial<Record<keyof Form, string>> {
  const found: Partial<Record<keyof Form, string>> = {};
  if (form.channel === '') found.channel = 'Choose a channel';
  if (form.topic.trim() === '') found.topic = 'A topic is needed';
  if (form.brief.length > MOST_CHARACTERS) found.brief = `At most ${MOST_CHARACTERS.toLocaleString()} characters`;
  if (!secondsOk(form.seconds)) found.seconds = secondsComplaint(form.seconds)!;
  return found;
}

/** What is left empty is left out: the channel decides. */
function requestOf(form: Form): GenerateBody {
  return {
    channel_id: form.channel,
    topic: form.topic.trim(),
    ...optional('brief', form.brief.trim()),
    ...optional('aspect', form.aspect as ChannelView['aspect']),
    ...(form.seconds.trim() === '' ? {} : { seconds: Number(form.seconds) }),
    ...optional('voice', form.voice),
    ...optional('style', form.style),
  };
}

function optional<K extends string, V extends string>(name: K, value: V): { [name in K]?: V } {
  return value === '' ? {} : ({ [name]: value } as { [name in K]?: V });
}
