// Colours, type and shapes. Every colour is a css variable with a light and a dark value; nothing else may name one.

import { createTheme } from '@mui/material/styles';

export type ToneName = 'neutral' | 'indigo' | 'amber' | 'violet' | 'teal' | 'green' | 'red';
/** `fg` is readable on `bg`; `solid` is for bars and dots, three to one against the page. */
export type Tone = { fg: string; bg: string; solid: string };

/** Series colours, in the order in which charts take them: each three to one against page and panel, in both modes. */
export const CHART_COLOURS = ['indigo', 'amber', 'teal', 'violet', 'green', 'red', 'blue', 'slate'] as const;
export type ChartColour = (typeof CHART_COLOURS)[number];

declare module '@mui/material/styles' {
  interface Palette {
    tone: Record<ToneName, Tone>;
    chart: Record<ChartColour, string>;
    surface: { sunken: string; hairline: string; focus: string; selected: string };
  }
  interface PaletteOptions {
    tone?: Record<ToneName, Tone>;
    chart?: Record<ChartColour, string>;
    surface?: { sunken: string; hairline: string; focus: string; selected: string };
  }
}

export const light = {
  primary: { main: '#4a3fd6', dark: '#3a31b8', light: '#6f66e6', contrastText: '#ffffff' },
  error: { main: '#b3202f' },
  warning: { main: '#8a5300' },
  success: { main: '#17613a' },
  info: { main: '#3a31b8' },
  background: { default: '#f5f5f8', paper: '#ffffff' },
  text: { primary: '#17181f', secondary: '#595b6b' },
  divider: '#e3e4eb',
  surface: { sunken: '#eeeef3', hairline: '#e3e4eb', focus: '#4a3fd6', selected: '#e9e7fd' },
  tone: {
    neutral: { fg: '#4a4c5c', bg: '#e9eaf0', solid: '#83859a' },
    indigo: { fg: '#3a31b8', bg: '#e9e7fd', solid: '#5a4ff0' },
    amber: { fg: '#744700', bg: '#fcefd6', solid: '#c27a08' },
    violet: { fg: '#74269f', bg: '#f4e7fb', solid: '#a13fd6' },
    teal: { fg: '#0a595f', bg: '#dbf2f2', solid: '#128791' },
    green: { fg: '#155c36', bg: '#dcf3e4', solid: '#1f9156' },
    red: { fg: '#9c1828', bg: '#fde5e7', solid: '#d93a4a' },
  },
  chart: { indigo: '#5a4ff0', amber: '#b86e00', teal: '#0f8a94', violet: '#a13fd6', green: '#1f8a50', red: '#d93a4a', blue: '#1d7ac9', slate: '#6e7187' },
};

export const dark = {
  primary: { main: '#aaa3ff', dark: '#8f86ff', light: '#c8c3ff', contrastText: '#15142c' },
  error: { main: '#ffa3aa' },
  warning: { main: '#f6c878' },
  success: { main: '#93e0b2' },
  info: { main: '#c0baff' },
  background: { default: '#101117', paper: '#181a22' },
  text: { primary: '#ecedf3', secondary: '#a6a9bb' },
  divider: '#2a2d39',
  surface: { sunken: '#13141b', hairline: '#2a2d39', focus: '#aaa3ff', selected: '#26244a' },
  tone: {
    neutral: { fg: '#c5c7d5', bg: '#282b37', solid: '#7b7e92' },
    indigo: { fg: '#c4beff', bg: '#28264f', solid: '#8f86ff' },
    amber: { fg: '#f6c878', bg: '#392b12', solid: '#d99a35' },
    violet: { fg: '#e1b8f6', bg: '#362043', solid: '#bb6ae8' },
    teal: { fg: '#8fe1e5', bg: '#12363a', solid: '#2fb3bd' },
    green: { fg: '#96e2b4', bg: '#14372a', solid: '#3cc07e' },
    red: { fg: '#ffb3b8', bg: '#441a21', solid: '#ef6470' },
  },
  chart: { indigo: '#9a92ff', amber: '#e0a23c', teal: '#35bcc6', violet: '#c77ff0', green: '#48c786', red: '#f2727d', blue: '#62b1f5', slate: '#9396ab' },
};

const FAMILY = "'Geist Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const MONO = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace";

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-theme' },
  colorSchemes: { light: { palette: light }, dark: { palette: dark } },
  shape: { borderRadius: 10 },
  typography: {
    fontFamily: FAMILY,
    fontSize: 14,
    h1: { fontSize: '1.625rem', lineHeight: 1.25, fontWeight: 600, letterSpacing: '-0.022em' },
    h2: { fontSize: '1.0625rem', lineHeight: 1.35, fontWeight: 600, letterSpacing: '-0.01em' },
    h3: { fontSize: '0.9375rem', lineHeight: 1.4, fontWeight: 600 },
    body1: { fontSize: '0.9375rem', lineHeight: 1.55 },
    body2: { fontSize: '0.875rem', lineHeight: 1.5 },
    caption: { fontSize: '0.8125rem', lineHeight: 1.45 },
    button: { textTransform: 'none', fontWeight: 550, letterSpacing: 0, fontSize: '0.875rem' },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: (theme) => ({
        body: { fontFeatureSettings: "'tnum', 'cv11'", overflowX: 'hidden' },
        ':focus-visible': { outline: `2px solid ${theme.vars!.palette.surface.focus}`, outlineOffset: 2 },
        'main:focus': { outline: 'none' },
        code: { fontFamily: MONO, fontSize: '0.86em' },
      }),
    },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: {
        root: {
          borderRadius: 8,
          minHeight: 36,
          paddingInline: 14,
          whiteSpace: 'nowrap',
          '&.MuiButton-outlined.MuiButton-colorInherit': { borderColor: 'color-mix(in srgb, currentColor 32%, transparent)' },
        },
        sizeSmall: { minHeight: 32, paddingInline: 10 },
      },
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 8, padding: 8 } } },
    MuiPaper: { defaultProps: { elevation: 0 } },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiOutlinedInput: { styleOverrides: { root: ({ theme }) => ({ backgroundColor: theme.vars!.palette.background.paper }) } },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 14 } } },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 400 } },
    MuiLink: { defaultProps: { underline: 'hover' } },
    MuiTab: { styleOverrides: { root: { minHeight: 44, paddingInline: 14, textTransform: 'none' } } },
  },
});
