import type { SampleThread } from "./sample-thread.ts";

/** Questions about a mail program, written for this sample. */
export const mailClientThreads: readonly SampleThread[] = [
  {
    subject: "Folder shows wrong unread count",
    question:
      "The folder list shows unread messages in folders where I have read everything. Rescanning the folder does not help. How is the unread count kept?",
    answers: [
      "The count comes from the unseen sequence of the folder. Another program removed messages without updating the sequence. Pack the folder, that renumbers the messages and cleans the sequence.",
      "There is a button to mark the whole folder as read. It empties the unseen sequence and the folder list follows with the next scan.",
    ],
  },
  {
    subject: "Window focus jumps while typing a reply",
    question:
      "When new mail arrives while I write a reply, the focus jumps to the message window and my typing triggers commands. Can the focus stay in the reply window?",
    answers: [
      "Set the preference for the focus policy to explicit. The message window then never takes the focus by itself, also not when new mail arrives.",
      "This was fixed in the current version. The background check raised the message window by accident, and your window manager gave it the focus.",
    ],
  },
  {
    subject: "Attachments do not open",
    question:
      "A click on a PDF attachment in a message only shows an error about a missing viewer. The viewer is installed. Where does the mail client look up viewers for attachments?",
    answers: [
      "It reads the mailcap file in your home directory. Add a line with the type of the attachment and the command of the viewer, then restart the client.",
      "Save the attachment and look at its type. Many senders call everything octet-stream, and then the client cannot know the viewer.",
    ],
  },
  {
    subject: "Signature appended twice",
    question:
      "My signature stands twice at the end of each message I send, once before and once after the quoted text. Which setting of the composer does that?",
    answers: [
      "Both the composer's template and the automatic signature are on. Remove the signature line from the template for replies and one signature remains.",
      "If you use another editor for composing, it has a signature option of its own. Switch off one of the two.",
    ],
  },
  {
    subject: "Search by sender in all folders",
    question:
      "Is there a way to search all folders for messages of one sender? The pick dialog only searches the folder that is open, and I have ninety folders.",
    answers: [
      "The full text index searches all folders at once. Build the index over night, then use the search dialog with the sender field.",
      "A small shell loop over the folders with the pick command does it as well. It prints folder and message number, which you can paste into the client.",
    ],
  },
  {
    subject: "Messages are sorted wrong",
    question:
      "After sorting a folder by date some messages land at the very top, though they are new. Their date header has a strange time zone. How does the client sort messages?",
    answers: [
      "The sort command reads the date header. What it cannot read counts as the epoch and goes to the top of the folder. Sort by the time of delivery instead.",
      "Add the unknown time zone to the table of the client. I did so for three zones, and the sort order of my folders is right since.",
    ],
  },
  {
    subject: "Client freezes while fetching mail",
    question:
      "The mail client window freezes for as long as the incorporation of new mail takes, sometimes a minute. Can the client fetch in the background?",
    answers: [
      "Turn on background processing in the preferences. A second process then fetches the mail and tells the window when the folder has changed.",
      "Let a separate program fetch the mail and only incorporate from the local spool. That takes a moment, and the client window does not freeze.",
    ],
  },
];
