import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Components are built from props; only pages and stores call services. Types, and errors as values, may be named. */
const COMPONENTS_STAND_ALONE = {
  patterns: [
    {
      group: ['**/pages/**', '**/services/*', '!**/services/problem'],
      allowTypeImports: true,
      message: 'components take what they show as props or from a store',
    },
  ],
};

export default tseslint.config(
  { ignores: ['dist', 'src/generated', 'e2e/.out'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, 'jsx-a11y': a11y },
    settings: { 'jsx-a11y': { polymorphicPropName: 'component' } },
    rules: {
      ...a11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-console': 'error',
    },
  },
  { files: ['src/components/**/*.{ts,tsx}'], rules: { '@typescript-eslint/no-restricted-imports': ['error', COMPONENTS_STAND_ALONE] } },
);
