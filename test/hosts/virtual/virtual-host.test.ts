import { describe, it } from "vitest";
import { hostConformance } from "../../../src/hosts/conformance/host-conformance.ts";
import { virtualHost } from "../../../src/hosts/virtual/virtual-host.ts";

describe("the virtual host", () => {
  hostConformance(() => virtualHost(), it);
});
