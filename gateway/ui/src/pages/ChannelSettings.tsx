import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { ErrorPanel } from '../components/common/ErrorPanel';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { Field } from '../components/forms/Field';
import { ASPECTS, STYLES, VOICES, withCurrent } from '../components/forms/options';
import { SubmitButton } from '../components/forms/SubmitButton';
import { PageHeader } from '../components/layout/PageHeader';
import type { ChannelView } from '../services/api';
import { asApiError, type ApiError } from '../services/problem';
import { useChannelStore } from '../stores/channelStore';
import { useUiStore } from '../stores/uiStore';
import { useFirstComplaint } from '../utils/useFirstComplaint';
import { useLoad } from '../utils/useLoad';
import { DeleteChannel } from './channels/DeleteChannel';
import { ChannelConflict } from './parts/ChannelConflict';
import { BLANK, channelBody, complaints, formOf, type ChannelForm } from './parts/channelForm';

export default function ChannelSettings() {
  const { id } = useParams();
  return id === undefined ? <NewChannel /> : <ExistingChannel key={id} id={id} />;
}

const BACK = { to: '/channels', text: 'Channels' };

function NewChannel() {
  return (
    <>
      <PageHeader title="New channel" back={BACK} lead="Everything can be changed later, except the id." />
      <Form opened={null} />
    </>
  );
}

function ExistingChannel({ id }: { id: string }) {
  const read = useChannelStore((state) => state.read);
  const load = useLoad(`channel ${id}`, 0, (signal) => read(id, signal));
  const [deleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const name = load.data?.name ?? id;
  return (
    <>
      <PageHeader title={`${name} settings`} back={{ to: `/channels/${id}`, text: name }} lead={<code>{id}</code>}>
        <Button component={Link} to={`/videos/new?channel=${id}`} variant="outlined">
          New video
        </Button>
      </PageHeader>
      <PanelBody load={load} rows={8}>
        {(channel) => (
          <>
            <Form opened={channel} />
            <Panel title="Delete this channel" sx={{ mt: 3, maxWidth: 860 }}>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 2 }}>
                <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 260px' }}>
                  Unfinished videos are cancelled; what is published stays.
                </Typography>
                <Button color="error" variant="outlined" onClick={() => setDeleting(true)}>
                  Delete
                </Button>
              </Box>
            </Panel>
            {deleting && <DeleteChannel channel={channel} onClose={() => setDeleting(false)} onDeleted={() => void navigate('/channels')} />}
          </>
        )}
      </PanelBody>
    </>
  );
}

const MEMBERS = ['id', 'name', 'niche', 'language', 'voice', 'style', 'aspect', 'seconds', 'approval', 'quality_threshold', 'music', 'footage_folder', 'cap_micros'];

function Form({ opened }: { opened: ChannelView | null }) {
  const [base, setBase] = useState(opened);
  const [form, setForm] = useState<ChannelForm>(opened ? formOf(opened) : BLANK);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [theirs, setTheirs] = useState<ChannelView | null>(null);
  const { createOne, replace, read } = useChannelStore.getState();
  const toast = useUiStore((state) => state.toast);
  const navigate = useNavigate();
  const found = complaints(form);
  const formRef = useFirstComplaint(tries > 0 ? `${tries}/${error?.requestId ?? ''}` : null);
  const set = (change: Partial<ChannelForm>) => setForm((old) => ({ ...old, ...change }));
  const complaint = (member: keyof ChannelForm, wire: string = member) => (tries > 0 ? found[member] : undefined) ?? error?.field(wire);

  const save = async (over: ChannelView | null) => {
    setTries(tries + 1);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    setError(null);
    try {
      if (base === null) {
        const made = await createOne(channelBody(form, true));
        toast(`${made.name} is ready`, 'success');
        void navigate('/channels');
        return;
      }
      const saved = await replace(base.id, channelBody(form, false), (over ?? base).version);
      setBase(saved);
      setForm(formOf(saved));
      setTheirs(null);
      toast('Saved', 'success');
    } catch (thrown) {
      const problem = asApiError(thrown);
      if (problem.status === 412 && base !== null) {
        await read(base.id).then(setTheirs, (failed: unknown) => setError(asApiError(failed)));
      } else {
        setError(problem);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box
      component="form"
      ref={formRef}
      noValidate
      aria-label="Channel"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save(null);
      }}
      sx={{ display: 'grid', gap: 3, maxWidth: 860 }}
    >
      {theirs && base && (
        <ChannelConflict
          opened={base}
          theirs={theirs}
          onTheirs={() => {
            setBase(theirs);
            setForm(formOf(theirs));
            setTheirs(null);
          }}
          onMine={() => void save(theirs)}
        />
      )}
      {error && <ErrorPanel error={error} />}
      {error && error.elsewhere(MEMBERS).map((field) => <Typography key={field.pointer} color="error" variant="body2">{`${field.pointer}: ${field.detail}`}</Typography>)}
      <Panel title="Who it is">
        <Grid>
          <Field label="Name" required value={form.name} onValue={(name) => set({ name })} complaint={complaint('name')} slotProps={{ htmlInput: { maxLength: 100 } }} />
          {base === null ? (
            <Field label="Id" value={form.id} onValue={(id) => set({ id })} complaint={complaint('id')} hint="In addresses and on Kafka; made for you if left empty" slotProps={{ htmlInput: { maxLength: 64 } }} />
          ) : (
            <Field label="Language" value={form.language} onValue={(language) => set({ language })} complaint={complaint('language')} hint="A tag such as en or en-GB" />
          )}
          <Field label="Niche" value={form.niche} onValue={(niche) => set({ niche })} complaint={complaint('niche')} hint="What the channel is about, in a few words" sx={{ gridColumn: '1 / -1' }} slotProps={{ htmlInput: { maxLength: 200 } }} />
          {base === null && <Field label="Language" value={form.language} onValue={(language) => set({ language })} complaint={complaint('language')} hint="A tag such as en or en-GB" />}
        </Grid>
      </Panel>
      <Panel title="Voice and look">
        <Grid>
          <Field label="Voice" value={form.voice} onValue={(voice) => set({ voice })} options={withCurrent(VOICES, form.voice)} complaint={complaint('voice')} />
          <Field label="Style" value={form.style} onValue={(style) => set({ style })} options={withCurrent(STYLES, form.style)} complaint={complaint('style')} />
          <Field label="Format" value={form.aspect} onValue={(aspect) => set({ aspect: aspect as ChannelForm['aspect'] })} options={ASPECTS} complaint={complaint('aspect')} />
          <Field label="Length in seconds" value={form.seconds} onValue={(seconds) => set({ seconds })} complaint={complaint('seconds')} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
          <Field label="Folder with your own pictures" value={form.footage} onValue={(footage) => set({ footage })} complaint={complaint('footage', 'footage_folder')} hint="On the machine that renders; used before generated pictures" sx={{ gridColumn: '1 / -1' }} />
          <FormControlLabel control={<Switch checked={form.music} onChange={(event) => set({ music: event.target.checked })} />} label="Music under the speech" />
        </Grid>
      </Panel>
      <Panel title="Money and approval">
        <Grid>
          <Field label="Cap per video, USD" value={form.cap} onValue={(cap) => set({ cap })} complaint={complaint('cap', 'cap_micros')} hint="A video that would cost more stops before it spends" slotProps={{ htmlInput: { inputMode: 'decimal' } }} />
          <Field
            label="Approval"
            value={form.approval}
            onValue={(approval) => set({ approval: approval as ChannelForm['approval'] })}
            options={[
              { value: 'automatic', text: 'Automatic: publish what passes the checks' },
              { value: 'every_video', text: 'A person looks at every video' },
            ]}
            complaint={complaint('approval')}
          />
          <Field label="Least score, 0 to 100" value={form.threshold} onValue={(threshold) => set({ threshold })} complaint={complaint('threshold', 'quality_threshold')} hint="A script below it is revised once. If it or the video stays below, a person is asked before anything is published; 0 asks for nothing" slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
        </Grid>
      </Panel>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <SubmitButton text={base === null ? 'Make the channel' : 'Save'} busy={busy} />
        <Button component={Link} to="/channels" color="inherit">
          Cancel
        </Button>
      </Box>
    </Box>
  );
}

function Grid({ children }: { children: ReactNode }) {
  return <Box sx={{ display: 'grid', gap: 2.25, alignItems: 'start', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>{children}</Box>;
}
