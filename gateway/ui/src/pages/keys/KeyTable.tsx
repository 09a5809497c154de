import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';

import { ConfirmDialog } from '../../components/common/ConfirmDialog';
import { Table, type Column } from '../../components/common/Table';
import { Time } from '../../components/common/Time';
import { api, body, type ApiKey } from '../../services/api';
import { useUiStore } from '../../stores/uiStore';
import { absolute } from '../../utils/format';

export function KeyTable({ keys, onRevoked }: { keys: readonly ApiKey[]; onRevoked: () => void }) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const toast = useUiStore((state) => state.toast);
  const columns: Column<ApiKey>[] = [
    { key: 'name', head: 'Key', heads: true, cell: (key) => <Name apiKey={key} /> },
    { key: 'scopes', head: 'Opens', wide: true, cell: ({ scopes }) => scopes.map((scope) => <code key={scope}>{scope}</code>) },
    { key: 'used', head: 'Last used', align: 'right', cell: ({ last_used_at: at }) => (at === null ? 'Never' : <Time value={at} />) },
    { key: 'made', head: 'Made', align: 'right', wide: true, cell: ({ created_at: at }) => <Time value={at} /> },
    { key: 'ends', head: 'Ends', align: 'right', wide: true, cell: ({ expires_at: at }) => (at === null ? 'When revoked' : <Ends at={at} />) },
    {
      key: 'actions',
      head: 'Actions',
      align: 'right',
      width: 90,
      cell: (key) => (
        <Button size="small" color="error" aria-label={`Revoke ${key.name}`} onClick={() => setRevoking(key)}>
          Revoke
        </Button>
      ),
    },
  ];
  const revoke = async (key: ApiKey) => {
    await body(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: key.id } } }));
    toast(`${key.name} opens nothing any more`, 'success');
    onRevoked();
  };
  return (
    <>
      <Table label="API keys" columns={columns} rows={keys} rowKey={({ id }) => id} />
      {revoking && (
        <ConfirmDialog
          danger
          title={`Revoke ${revoking.name}?`}
          text="Programs that use it are refused from now on. It cannot be taken back; a new key can be made at any time."
          confirm="Revoke the key"
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  );
}

function Name({ apiKey: { name, id } }: { apiKey: ApiKey }) {
  return (
    <Box sx={{ minWidth: 120 }}>
      <Box sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{name}</Box>
      <Box component="code" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {id}
      </Box>
    </Box>
  );
}

function Ends({ at }: { at: string }) {
  return Date.parse(at) <= Date.now() ? <span title={absolute(at)}>Ended</span> : <Time value={at} />;
}
