import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { useState } from 'react';

import { Icon } from '../common/Icon';
import { Field } from './Field';

type Props = { value: string; onValue: (value: string) => void; isNew?: boolean; complaint?: string | undefined };

/** Allows pasting and password managers; can be shown. */
export function PasswordField({ value, onValue, isNew = false, complaint }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field
      label="Password"
      name="password"
      type={shown ? 'text' : 'password'}
      value={value}
      onValue={onValue}
      required
      autoComplete={isNew ? 'new-password' : 'current-password'}
      hint={isNew ? 'At least 10 characters' : undefined}
      complaint={complaint}
      slotProps={{
        htmlInput: isNew ? { minLength: 10, maxLength: 128 } : {},
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton size="small" edge="end" aria-label={shown ? 'Hide the password' : 'Show the password'} aria-pressed={shown} onClick={() => setShown(!shown)}>
                <Icon name="eye" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
