import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useMemo, type RefObject } from 'react';

import { Icon } from '../../components/common/Icon';
import { Panel } from '../../components/common/Panel';
import { VideoPlayer } from '../../components/common/VideoPlayer';
import type { Artifact, StageView, VideoView } from '../../services/api';
import { bytes } from '../../utils/format';
import { downloadUrl } from './FilesTab';
import { captionsOf, scriptOf } from './outputs';

type Props = { video: VideoView; files: readonly Artifact[]; stages: readonly StageView[]; videoRef: RefObject<HTMLVideoElement | null>; onTime: (ms: number) => void };

export const filmOf = (files: readonly Artifact[]) => byStage(files, 'render', 'video/') ?? files.find((file) => file.media_type.startsWith('video/'));
export const pictureOf = (files: readonly Artifact[]) => byStage(files, 'thumbnail', 'image/');

const byStage = (files: readonly Artifact[], stage: Artifact['stage'], kind: string) => files.find((file) => file.stage === stage && file.media_type.startsWith(kind));

/** The film, or the place where it will be; its files to save below. */
export function Preview({ video, files, stages, videoRef, onTime }: Props) {
  const film = filmOf(files);
  const picture = pictureOf(files);
  const captions = useMemo(() => captionsOf(stages), [stages]);
  const subtitles = files.find((file) => file.stage === 'captions');
  const saves: [string, Artifact | undefined][] = [
    ['Video', film],
    ['Thumbnail', picture],
    ['Captions', subtitles],
  ];
  return (
    // On a small screen an empty frame would only stand in the way of the timeline.
    <Panel sx={film || picture ? {} : { display: { xs: 'none', lg: 'block' } }}>
      <VideoPlayer video={film} poster={picture?.url} captions={captions} language={scriptOf(stages)?.language ?? 'en'} title={video.title ?? video.topic} aspect={video.aspect} videoRef={videoRef} onTime={onTime} />
      {film && (
        <Box role="group" aria-label="Save" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mt: 2 }}>
          {saves.map(
            ([name, file]) =>
              file && (
                <Button key={name} href={downloadUrl(file)} download={file.name} size="small" variant="outlined" color="inherit" startIcon={<Icon name="download" sx={{ fontSize: 16 }} />} title={bytes(file.bytes)}>
                  {name}
                </Button>
              ),
          )}
        </Box>
      )}
    </Panel>
  );
}
