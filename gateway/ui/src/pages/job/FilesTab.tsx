import Button from '@mui/material/Button';
import Box from '@mui/material/Box';

import { EmptyState } from '../../components/common/EmptyState';
import { Icon } from '../../components/common/Icon';
import { Panel } from '../../components/common/Panel';
import { PanelBody } from '../../components/common/PanelBody';
import { Table, type Column } from '../../components/common/Table';
import type { Artifact } from '../../services/api';
import type { Loaded } from '../../utils/useLoad';
import { bytes, words } from '../../utils/format';

const COLUMNS: Column<Artifact>[] = [
  { key: 'name', head: 'File', cell: (file) => <Name file={file} /> },
  { key: 'stage', head: 'Made by', wide: true, cell: (file) => words(file.stage) },
  { key: 'size', head: 'Size', align: 'right', cell: (file) => <span title={`${file.bytes.toLocaleString()} bytes`}>{bytes(file.bytes)}</span> },
  { key: 'get', head: 'Download', width: 120, align: 'right', cell: (file) => <Download file={file} /> },
];

/** Every file that the steps made, as it lies in the store. */
export function FilesTab({ load }: { load: Loaded<Artifact[]> }) {
  return (
    <Panel flush title="Files">
      <PanelBody load={load} rows={5}>
        {(files) =>
          files.length === 0 ? (
            <EmptyState kind="never" icon="file" title="No file yet" text="The voice makes the first one." />
          ) : (
            <Table label="Files" columns={COLUMNS} rows={files} rowKey={(file) => `${file.stage}/${file.name}`} minWidth={320} />
          )
        }
      </PanelBody>
    </Panel>
  );
}

function Name({ file }: { file: Artifact }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ fontWeight: 550, overflowWrap: 'anywhere' }}>{file.name}</Box>
      <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{file.media_type}</Box>
    </Box>
  );
}

export const downloadUrl = (file: Artifact) => `${file.url}?download=true`;

function Download({ file }: { file: Artifact }) {
  return (
    <Button href={downloadUrl(file)} download={file.name} size="small" aria-label={`Download ${file.name}`} startIcon={<Icon name="download" sx={{ fontSize: 17 }} />}>
      Save
    </Button>
  );
}
