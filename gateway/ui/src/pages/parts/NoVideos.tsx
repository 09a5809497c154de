import Button from '@mui/material/Button';
import { Link } from 'react-router';

import { EmptyState } from '../../components/common/EmptyState';
import { Icon } from '../../components/common/Icon';

export function NoVideos() {
  return (
    <EmptyState
      kind="never"
      title="No video yet"
      text="Give a channel a topic and a brief; script, voice, pictures, captions and the cut follow by themselves."
      action={
        <Button component={Link} to="/videos/new" variant="contained" startIcon={<Icon name="plus" />}>
          Make the first video
        </Button>
      }
    />
  );
}
