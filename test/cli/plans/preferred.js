import { agent } from "troupe";

export const plan = agent("other", { work: () => 1 });
const preferred = agent("preferred", { work: () => 2 });
export { preferred as default };
