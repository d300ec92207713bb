// What a host is: the rules that every host holds to, for whoever writes one.
export { HOST_RULES, hostConformance } from "./hosts/conformance/host-conformance.ts";
export type { HostRule } from "./hosts/conformance/host-rule.ts";
export type { Host, Placement, Session, Waiting } from "./kernel/port.ts";

// What a journal is, likewise.
export { JOURNAL_RULES, journalConformance } from "./hosts/conformance/journal-conformance.ts";
export type { JournalPlace, JournalRule } from "./hosts/conformance/journal-rule.ts";
