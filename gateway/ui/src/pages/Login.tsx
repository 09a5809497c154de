import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink, useLocation } from 'react-router';

import { Field } from '../components/forms/Field';
import { PasswordField } from '../components/forms/PasswordField';
import { useAuthStore } from '../stores/authStore';
import { AuthForm } from './AuthForm';

export default function Login() {
  const login = useAuthStore((state) => state.login);
  const { state } = useLocation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <AuthForm
      title="Sign in"
      lead="Your channels, your queue, every video as it is made."
      submit="Sign in"
      onSubmit={() => login(email.trim(), password)}
      footer={
        <>
          First time on this machine?{' '}
          <Link component={RouterLink} to="/register" state={state} underline="always">
            Create the owner’s account
          </Link>
        </>
      }
    >
      {(error) => (
        <>
          <Field label="E-mail" name="email" type="email" autoComplete="username" required value={email} onValue={setEmail} complaint={error?.field('email')} />
          <PasswordField value={password} onValue={setPassword} complaint={error?.field('password')} />
        </>
      )}
    </AuthForm>
  );
}
