import Link from '@mui/material/Link';
import { useState } from 'react';
import { Link as RouterLink, useLocation } from 'react-router';

import { Field } from '../components/forms/Field';
import { PasswordField } from '../components/forms/PasswordField';
import { useAuthStore } from '../stores/authStore';
import { AuthForm } from './AuthForm';

export default function Register() {
  const register = useAuthStore((state) => state.register);
  const { state } = useLocation();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <AuthForm
      title="Create the owner’s account"
      lead="The first account owns this installation; afterwards the owner invites others."
      submit="Create the account"
      onSubmit={() => register(email.trim(), password, name)}
      footer={
        <>
          Have an account already?{' '}
          <Link component={RouterLink} to="/login" state={state} underline="always">
            Sign in
          </Link>
        </>
      }
    >
      {(error) => (
        <>
          <Field label="Name" name="name" autoComplete="name" value={name} onValue={setName} hint="As others will see it" complaint={error?.field('name')} />
          <Field label="E-mail" name="email" type="email" autoComplete="username" required value={email} onValue={setEmail} complaint={error?.field('email')} />
          <PasswordField isNew value={password} onValue={setPassword} complaint={error?.field('password')} />
        </>
      )}
    </AuthForm>
  );
}
