import { configure } from '@testing-library/react';

// Long, since these limits decide nothing: on a busy machine the default of a second can pass before
// the test has had a turn.
configure({ asyncUtilTimeout: 120_000 });
