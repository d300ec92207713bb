import { assign } from "xstate";
import { start } from "../../machines/supervision/advance.ts";
import { takeTurn } from "../../machines/supervision/group.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import { type Machines, REAL } from "../exploration/shown-driver.ts";

/**
 * No public pattern of this release is over before all its children are. So that a join that is met early can be shown
 * on the real machine and the real kernel, a parallel is made to want only its first outcome.
 */
export const FIRST_ONE_WINS: Machines = {
  ...REAL,
  supervisor: supervisorMachine.provide({
    actions: {
      begin: assign(({ context, event }) =>
        event.type !== "START"
          ? {}
          : takeTurn(context.group, (it) => {
              start(it, event);
              const { course } = it.group;
              if (course.kind === "parallel") it.group.course = { ...course, state: { ...course.state, missing: 1 } };
            }),
      ),
    },
  }),
};
