import { stepDriver } from "../../src/kernel/step-driver.ts";
import { expectDriver } from "./driven.ts";

expectDriver(stepDriver);
