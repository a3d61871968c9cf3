import { ClockTool } from './ClockTool.jsx';
import { Faults } from './Faults.jsx';

/** The tools that control the box. */
export function Tools() {
  return (
    <>
      <ClockTool />
      <Faults />
    </>
  );
}
