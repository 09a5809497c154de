// Line drawings on a 24 grid. Decoration only: the words beside an icon say what it means.

import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

const PATHS = {
  home: 'M4 11.2 12 4l8 7.2M6.2 9.6V20h11.6V9.6M10 20v-5.6h4V20',
  videos: 'M3.8 6.2h16.4v11.6H3.8zM10.4 9.4v5.2l4.4-2.6z',
  channels: 'M4 7.5h16M4 12h16M4 16.5h16M7 5.6v3.8M16 10.1v3.8M10 14.6v3.8',
  system: 'M3.5 12h4l2.2-6.5 4.4 13 2.2-6.5h4.2',
  analytics: 'M4 20h16M6.5 16.5v-4M11 16.5V8M15.5 16.5v-6M20 16.5V5',
  idea: 'M9.2 17.2h5.6M10 20.2h4M9.2 17.2c0-1.9-3-3.5-3-7.4a5.8 5.8 0 0 1 11.6 0c0 3.9-3 5.5-3 7.4',
  key: 'M8.2 11.2a4 4 0 1 1-.1 8 4 4 0 0 1 .1-8zM11 12.6l8.5-8.5M16 7.5l2.8 2.8',
  table: 'M4 5.5h16v13H4zM4 10h16M4 14.3h16M10 5.5v13',
  chart: 'M4 19.5h16M4.5 15.5l4.5-5 4 3 6.5-8',
  pin: 'M9 4h6l-.8 6 3.3 3.2H6.5L9.8 10zM12 13.2V20',
  copy: 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4',
  calendar: 'M4.5 6h15v13.5h-15zM4.5 10.2h15M8.5 3.8v3.4M15.5 3.8v3.4',
  rise: 'M6 17 17 6.5M9 6.5h8v8',
  fall: 'M6 7l11 10.5M17 9.5v8H9',
  level: 'M5 12h14M14.5 7.5 19 12l-4.5 4.5',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM12 2.5v2.2M12 19.3v2.2M2.5 12h2.2M19.3 12h2.2M5.3 5.3l1.5 1.5M17.2 17.2l1.5 1.5M18.7 5.3l-1.5 1.5M6.8 17.2l-1.5 1.5',
  moon: 'M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2z',
  screen: 'M3.5 5h17v11.5h-17zM9 20h6M12 16.5V20',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8M12 16.6v.1',
  user: 'M12 12.2a3.9 3.9 0 1 0 0-7.8 3.9 3.9 0 0 0 0 7.8zM4.8 20c.8-3.4 3.6-5.2 7.2-5.2s6.4 1.8 7.2 5.2',
  search: 'M10.8 4.5a6.3 6.3 0 1 1 0 12.6 6.3 6.3 0 0 1 0-12.6zM15.4 15.4l4.6 4.6',
  check: 'M5 12.6l4.6 4.6L19 7.4',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 7.5V12l3 2',
  pause: 'M8.5 6v12M15.5 6v12',
  play: 'M8 5.5v13l10.5-6.5z',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 4v4.4h-4.4',
  stop: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM6.2 6.2l11.6 11.6',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.4M12 17v.1',
  eye: 'M2.8 12c2-4 5.3-6 9.2-6s7.2 2 9.2 6c-2 4-5.3 6-9.2 6s-7.2-2-9.2-6zM12 9.4a2.6 2.6 0 1 1 0 5.2 2.6 2.6 0 0 1 0-5.2z',
  up: 'M12 19V6M6.5 11.5 12 6l5.5 5.5',
  more: 'M5.5 12h.1M12 12h.1M18.5 12h.1',
  chevron: 'M9.5 6l6 6-6 6',
  back: 'M14.5 6l-6 6 6 6',
  file: 'M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4',
  script: 'M5.5 4.5h13v15h-13zM8.5 8.5h7M8.5 12h7M8.5 15.5h4',
  script_check: 'M5.5 4.5h13v15h-13zM8.5 12.3l2.3 2.3 4.4-5',
  voice: 'M12 3.8a2.8 2.8 0 0 1 2.8 2.8v4.6a2.8 2.8 0 0 1-5.6 0V6.6A2.8 2.8 0 0 1 12 3.8zM6 11.4a6 6 0 0 0 12 0M12 17.4v3',
  footage: 'M4 5h16v14H4zM4 15.5l4.4-4.6 4 4 2.8-2.6 4.8 4.4M15.5 8.6v.1',
  captions: 'M3.8 5.5h16.4v13H3.8zM7 14.8h4.4M13.4 14.8H17M7 11.4h2.4M11.6 11.4H17',
  render: 'M4 4.8h16v14.4H4zM4 8.6h16M4 15.4h16M8 4.8v3.8M12 4.8v3.8M16 4.8v3.8M8 15.4v3.8M12 15.4v3.8M16 15.4v3.8',
  video_check: 'M3.8 6.2h16.4v11.6H3.8zM9 12l2.2 2.2 4-4.6',
  thumbnail: 'M4.5 4.5h15v15h-15zM8 15.5l3-3.4 2.4 2.4 1.6-1.6 2 2.6M14.6 8.8v.1',
  approval: 'M8.6 20.2H5.2v-8.4h3.4M8.6 11.8l3-7.3c1.6 0 2.5 1 2.5 2.6v3h4.1c1.2 0 2 1.1 1.7 2.2l-1.4 6c-.2.9-1 1.6-2 1.6H8.6z',
  publish: 'M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15',
  dot: 'M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
  out: 'M13.5 4.5h-8v15h8M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  download: 'M12 4.5v11M7.5 11 12 15.5 16.5 11M4.5 19.5h15',
} as const;

export type IconName = keyof typeof PATHS;

/** The icon of a stage; stages that this page has not heard of get a dot. */
export const stageIcon = (stage: string): IconName => (stage in PATHS ? (stage as IconName) : 'dot');

export function Icon({ name, sx, ...rest }: { name: IconName } & Omit<SvgIconProps, 'children'>) {
  return (
    <SvgIcon
      viewBox="0 0 24 24"
      aria-hidden
      {...rest}
      sx={[{ fontSize: 20, fill: 'none', stroke: 'currentColor', strokeWidth: 1.7, strokeLinecap: 'round', strokeLinejoin: 'round' }, ...(Array.isArray(sx) ? sx : [sx])]}
    >
      <path d={PATHS[name]} />
    </SvgIcon>
  );
}
