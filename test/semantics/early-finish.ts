import { assign } from "xstate";
import { start } from "../../machines/supervision/advance.ts";
import { takeTurn } from "../../machines/supervision/group.ts";
import { supervisorMachine } from "../../machines/supervisor.machine.ts";
import { type Machines, REAL } from "../exploration/shown-driver.ts";

/**
 * The one public pattern that is over before all its children are, the vote, is a pool: it stops them all at once. So
 * that the order in which others would be stopped can be shown on the real machine and the real kernel, a parallel is
 * made to want only its first outcome.
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
