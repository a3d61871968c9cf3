import { ClockTool } from './ClockTool.jsx';
import { Faults } from './Faults.jsx';

/** What a person can do to the box. */
export function Tools() {
  return (
    <>
      <ClockTool />
      <Faults />
    </>
  );
}
