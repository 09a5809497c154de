import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link, useSearchParams } from 'react-router';

/** The next page of a list has an address of its own, so the browser's own way back leads to the page before. */
export function Pages({ next }: { next: string | null }) {
  const [params] = useSearchParams();
  const here = params.get('cursor');
  if (here === null && next === null) return null;
  const to = (cursor: string | null) => {
    const other = new URLSearchParams(params);
    if (cursor === null) other.delete('cursor');
    else other.set('cursor', cursor);
    return { search: other.toString() };
  };
  return (
    <Box component="nav" aria-label="Pages" sx={(theme) => ({ display: 'flex', justifyContent: 'center', gap: 1, p: 1.5, borderTop: `1px solid ${theme.vars!.palette.surface.hairline}` })}>
      {here !== null && (
        <Button component={Link} to={to(null)} color="inherit">
          First page
        </Button>
      )}
      {next !== null && (
        <Button component={Link} to={to(next)}>
          Next page
        </Button>
      )}
    </Box>
  );
}
