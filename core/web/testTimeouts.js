import { configure } from '@testing-library/react';

// Long, because these timeouts only detect a hang: on a busy machine the default of one second can
// pass before the test runs.
configure({ asyncUtilTimeout: 120_000 });
