import type { Driver } from "../../src/kernel/driver.ts";
import { createKernel, type Kernel, type Setting } from "../../src/kernel/kernel.ts";
import { stepDriver } from "../../src/kernel/step-driver.ts";
import { layOut } from "../../src/plan/layout.ts";
import type { AnyPlan } from "../../src/plan/plan.ts";
import { erasedSpec } from "./rehearse.ts";

/** A kernel before its first letter, without a host. */
export function kernelOf(
  plan: AnyPlan,
  input: unknown,
  driver: Driver = stepDriver(),
  setting: Partial<Setting> = {},
): Kernel {
  return createKernel(
    {
      runId: "r",
      seed: 0,
      layout: layOut(erasedSpec(plan)),
      input,
      budget: {},
      bound: undefined,
      startedAt: 0,
      graceMs: 50,
      deadlineMs: undefined,
      escalationMs: undefined,
      isUnattended: false,
      ...setting,
    },
    { driver, withdraw: () => {} },
  );
}

/** Lets a kernel go on until it rests. */
export function settle(kernel: Kernel): Kernel {
  while (kernel.step(64));
  return kernel;
}
