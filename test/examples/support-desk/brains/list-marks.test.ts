import { expect, it } from "vitest";
import { withoutFooters, withoutListMarks, withoutTag } from "../../../../examples/support-desk/brains/list-marks.ts";
import { aMail } from "../a-mail.ts";

it.each([
  ["Re: [ILUG] Disk full", "Disk full"],
  ["[SAdev] Re: Fwd: AW: Disk  full", "Disk full"],
  ["RE: Re[2]: Disk full", "Disk full"],
  ["Regarding disks", "Regarding disks"],
  ["Re:", ""],
])("makes of %j %j", (subject, plain) => {
  expect(withoutTag(subject)).toBe(plain);
});

it("cuts off the footers of mailing lists, also quoted ones, and keeps what follows", () => {
  const footer = `${"_".repeat(47)}\nRazor-users mailing list\n[address]\nhttps://lists.example.org/listinfo/razor-users`;
  const quoted = footer.replace(/^/gm, "> ");
  expect(withoutFooters(`above\n${footer}`)).toBe("above");
  expect(withoutFooters(`${quoted}\n\nbelow`)).toBe("below");
});

it("cuts off the sponsors' notes of SourceForge", () => {
  const note = `${"-".repeat(55)}\nThis sf.net email is sponsored by:ThinkGeek\nWelcome to geek heaven.\nhttp://thinkgeek.com/sf`;
  expect(withoutFooters(`text\n${note}`)).toBe("text");
});

it("leaves no trace of the list in a mail of the Irish Linux users", () => {
  const footer =
    "-- \nIrish Linux Users' Group: [address]\nhttp://www.linux.ie/mailman/listinfo/ilug for (un)subscription information.\nList maintainer: [address]";
  const mail = withoutListMarks(aMail({ subject: "[ILUG] Sound", body: `No sound.\n\n${footer}` }));
  expect(`${mail.subject} ${mail.body}`).not.toMatch(/ilug|linux|list/i);
});

it("keeps a text without marks as it is", () => {
  expect(withoutFooters("a_b\n\n- one\n- two")).toBe("a_b\n\n- one\n- two");
});
