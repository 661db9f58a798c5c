import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef2fb',
  '#dbe4f6',
  '#b8c8ec',
  '#8fa8e0',
  '#6d8cd6',
  '#5577cd',
  '#3f65c2',
  '#2f55b0',
  '#26468f',
  '#1d366e',
];
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#eff1f4',
  '#e3e6eb',
  '#d3d8df',
  '#b6bdc8',
  '#8d96a4',
  '#697281',
  '#4d5665',
  '#333b48',
  '#1c222c',
];
const dark: MantineColorsTuple = [
  '#dde1e7',
  '#bcc3cd',
  '#9aa3b0',
  '#6c7685',
  '#414956',
  '#313843',
  '#232932',
  '#171b22',
  '#12161c',
  '#0c0f13',
];

/** The list itself scrolls: nobody could reach an area inside it by keys. */
const list = {
  defaultProps: { withScrollArea: false },
  styles: { options: { maxHeight: 220, overflowY: 'auto' } },
} as const;

/** One accent, one grey; what colours mean is in `tones.ts`. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, gray, dark },
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    Autocomplete: list,
    Select: list,
    TagsInput: list,
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true } },
  },
});

/** Mantine's quiet text is too pale to be read by everybody: these keep 4.5 : 1 on every background. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1c222c',
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#626c7b',
    '--mantine-color-error': '#b3261e',
    '--baton-surface': '#f7f8fa',
    '--baton-line': '#e3e6eb',
    '--baton-chosen': '#eef2fb',
    '--baton-good': '#1f7a4d',
    '--baton-care': '#8a5a00',
    '--baton-bad': '#b3261e',
    '--baton-busy': '#2f55b0',
    '--baton-quiet': '#697281',
  },
  dark: {
    '--mantine-color-dimmed': '#a4adba',
    '--mantine-color-placeholder': '#97a1af',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': '#9db4ea',
    '--baton-surface': '#12161c',
    '--baton-line': '#2a313b',
    '--baton-chosen': '#1f2a45',
    '--baton-good': '#5cc48d',
    '--baton-care': '#e0b25c',
    '--baton-bad': '#ff9d94',
    '--baton-busy': '#8fa8e0',
    '--baton-quiet': '#8d96a4',
  },
});
