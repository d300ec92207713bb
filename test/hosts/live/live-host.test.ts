import { describe, it } from "vitest";
import { hostConformance } from "../../../src/hosts/conformance/host-conformance.ts";
import { liveHost } from "../../../src/hosts/live/live-host.ts";

describe("the live host", () => {
  hostConformance(liveHost, it);
});
