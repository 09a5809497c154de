// The browser's own player: the gateway serves ranges, so seeking costs one request.

import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useEffect, useState, type RefObject } from 'react';

import type { Artifact } from '../../services/api';
import { bytes } from '../../utils/format';
import { Icon } from './Icon';

export type Cue = { startMs: number; endMs: number; text: string };

type Props = {
  video: Artifact | undefined;
  poster: string | undefined;
  captions: readonly Cue[];
  language: string;
  title: string;
  aspect: string;
  videoRef: RefObject<HTMLVideoElement | null>;
  onTime?: (ms: number) => void;
};

export function VideoPlayer({ video, poster, captions, language, title, aspect, videoRef, onTime }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  useCaptions(videoRef, captions, language, video?.url);
  const shape = { aspectRatio: aspect.replace(':', ' / '), maxHeight: '70vh', maxWidth: '100%', width: '100%', borderRadius: '12px', display: 'block', margin: '0 auto' };
  if (!video) return <Placeholder shape={shape} poster={poster} title={title} />;
  if (broken === video.url) return <Broken video={video} shape={shape} />;
  return (
    // The captions are a text track that is filled by script, so that no second file is fetched.
    // eslint-disable-next-line jsx-a11y/media-has-caption
    <Box
      component="video"
      ref={videoRef}
      key={video.url}
      src={video.url}
      {...(poster ? { poster } : {})}
      controls
      playsInline
      preload="metadata"
      aria-label={`Video: ${title}`}
      onError={() => setBroken(video.url)}
      onTimeUpdate={(event) => onTime?.(event.currentTarget.currentTime * 1000)}
      sx={{ ...shape, backgroundColor: '#000', objectFit: 'contain' }}
    />
  );
}

/** Words are drawn into the picture already: the track is offered, not shown. */
function useCaptions(videoRef: Props['videoRef'], captions: readonly Cue[], language: string, url: string | undefined) {
  useEffect(() => {
    const video = videoRef.current;
    if (!video || url === undefined || captions.length === 0) return;
    const track = [...video.textTracks].find((each) => each.kind === 'captions') ?? video.addTextTrack('captions', 'Captions', language);
    track.mode = 'hidden';
    for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
    for (const { startMs, endMs, text } of captions) track.addCue(new VTTCue(startMs / 1000, endMs / 1000, text));
    track.mode = 'disabled';
  }, [videoRef, captions, language, url]);
}

function Placeholder({ shape, poster, title }: { shape: object; poster: string | undefined; title: string }) {
  if (poster) return <Box component="img" src={poster} alt={`Thumbnail: ${title}`} sx={{ ...shape, objectFit: 'cover' }} />;
  return (
    <Box
      sx={(theme) => ({
        ...shape,
        display: 'grid',
        placeContent: 'center',
        justifyItems: 'center',
        gap: 1,
        p: 3,
        textAlign: 'center',
        color: theme.vars!.palette.text.secondary,
        border: `1px dashed ${theme.vars!.palette.surface.hairline}`,
        backgroundColor: theme.vars!.palette.surface.sunken,
      })}
    >
      <Icon name="render" sx={{ fontSize: 34 }} />
      <Typography variant="body2">The picture appears here once it is rendered.</Typography>
    </Box>
  );
}

function Broken({ video, shape }: { video: Artifact; shape: object }) {
  return (
    <Box role="alert" sx={(theme) => ({ ...shape, display: 'grid', placeContent: 'center', p: 3, textAlign: 'center', backgroundColor: theme.vars!.palette.surface.sunken })}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        This browser cannot play the file.
      </Typography>
      <Typography variant="caption">
        {video.media_type}, {bytes(video.bytes)}
      </Typography>
      <Link href={`${video.url}?download=true`} variant="body2">
        Download it
      </Link>
    </Box>
  );
}
