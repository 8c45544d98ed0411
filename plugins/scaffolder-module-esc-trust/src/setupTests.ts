import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The scaffolder's whole form is rendered, which takes a while on a busy
// machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });

// It scrolls up on every page; jsdom can't.
window.scrollTo = () => {};
