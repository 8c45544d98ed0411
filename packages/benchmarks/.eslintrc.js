module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The plugin as it is deployed is what is measured.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
