import Button from '@mui/material/Button';
import { useState } from 'react';

import { EmptyState } from '../components/common/EmptyState';
import { Icon } from '../components/common/Icon';
import { Panel } from '../components/common/Panel';
import { PanelBody } from '../components/common/PanelBody';
import { PageHeader } from '../components/layout/PageHeader';
import { api, body, type ApiKey, type NewApiKey } from '../services/api';
import { useUiStore } from '../stores/uiStore';
import { useLoad } from '../utils/useLoad';
import { KeyForm } from './keys/KeyForm';
import { KeyTable } from './keys/KeyTable';
import { NewKey } from './keys/NewKey';

/** Keys with which programs read the figures. */
export default function ApiKeys() {
  const tick = useUiStore((state) => state.tick);
  const load = useLoad<ApiKey[]>('api-keys', tick, async (signal) => (await body(api.GET('/api/v1/api-keys', { signal }))).items);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKey | null>(null);
  const none = load.data?.length === 0;
  const begin = (
    <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setMaking(true)}>
      New key
    </Button>
  );
  return (
    <>
      <PageHeader title="API keys" lead="For programs that read the figures. A key opens what its scope names, and nothing else.">
        {!making && !none && load.error?.status !== 403 && begin}
      </PageHeader>
      {made && <NewKey made={made} onClose={() => setMade(null)} />}
      {making && (
        <KeyForm
          onClose={() => setMaking(false)}
          onMade={(key) => {
            setMaking(false);
            setMade(key);
            load.reload();
          }}
        />
      )}
      <Panel flush title="Keys">
        <PanelBody load={load} rows={3} rowHeight={52}>
          {(keys) =>
            keys.length === 0 ? (
              <EmptyState kind="never" icon="key" title="No key yet" text="A spreadsheet, a notebook or another service reads the analytics with a key of its own, which can be revoked alone." action={making ? undefined : begin} />
            ) : (
              <KeyTable keys={keys} onRevoked={load.reload} />
            )
          }
        </PanelBody>
      </Panel>
    </>
  );
}
