import { configure } from '@testing-library/react';

// On a busy machine a second, the default, can pass without the test having had a turn.
configure({ asyncUtilTimeout: 15_000 });
