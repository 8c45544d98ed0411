/**
 * Node, with fewer tests: in each file, what follows the first failure is
 * skipped, and so is what asks whether huge input makes the engine hang. Those
 * take seconds each, for every mutant, and others say what the engine answers.
 */
const { TestEnvironment } = require('jest-environment-node');

const ABOUT_HUGE_INPUT = [
  /^where problems are survives /,
  /^analyzeExposure more classes of tokens than can be tried/,
];

module.exports = class FewerTests extends TestEnvironment {
  hasFailed = false;

  async handleTestEvent(event) {
    if (event.name === 'test_fn_failure') {
      this.hasFailed = true;
    } else if (event.name === 'test_start') {
      const name = fullName(event.test);
      if (this.hasFailed || ABOUT_HUGE_INPUT.some(tests => tests.test(name))) {
        event.test.mode = 'skip';
      }
    } else if (event.name === 'test_skip') {
      // Stryker takes it for running still, and all that follows for its work.
      this.global.__stryker__.currentTestId = undefined;
    }
  }
};

/** The name by which the runner knows the test too. */
function fullName({ name, parent }) {
  // Jest's outermost block has a name that isn't shown.
  return parent?.parent ? `${fullName(parent)} ${name}` : name;
}
