module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  // It judges by its own rules: a bug shared with what it tests would hide both.
  restrictedImportPatterns: ['@internal/backstage-plugin-*', '**/plugins/**'],
});
