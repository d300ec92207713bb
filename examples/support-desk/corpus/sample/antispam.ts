import type { SampleThread } from "./sample-thread.ts";

/** Questions about filtering spam, written for this sample. */
export const antispamThreads: readonly SampleThread[] = [
  {
    subject: "False positives on newsletters",
    question:
      "The filter marks the newsletter of our supplier as spam each week with a score just above the threshold. Should I raise the threshold or is there a better way?",
    answers: [
      "Leave the threshold and put the sender of the newsletter on the whitelist. A higher threshold lets real spam through for everybody.",
      "Feed a few of these newsletters to the learner as ham. The statistical rule then pulls the score down and the false positives stop.",
    ],
  },
  {
    subject: "Filter is slow on large messages",
    question:
      "Messages with big attachments take a minute in the spam filter and the mail queue fills up. Can I make the filter skip large messages?",
    answers: [
      "Set a size limit in the procmail recipe and do not send messages above 250 kB to the filter. Spam that large hardly exists.",
      "Run the filter as a daemon. Starting the whole interpreter with all rules for each message costs more than the scanning itself.",
    ],
  },
  {
    subject: "Checksum server does not answer",
    question:
      "Reports to the checksum server time out since this morning and every message waits for ten seconds. Is the server down? Are there others?",
    answers: [
      "The catalogue server was down for maintenance and is back. Run the discovery command, so that your agent learns the new list of servers.",
      "Lower the timeout of the network checks to three seconds. A checksum that comes late is worth less than a mail queue that moves.",
    ],
  },
  {
    subject: "How much mail to train the Bayesian classifier",
    question:
      "How many messages does the Bayesian classifier need before its scores can be trusted? I have 300 spam messages and only 80 ham messages.",
    answers: [
      "It starts to score after 200 messages of each kind. Your ham is too little, so save all wanted mail for a week and train on that.",
      "Keep the two about equal and recent. A classifier trained on last year's spam is wrong about this year's. Mine needed 1000 messages of both.",
    ],
  },
  {
    subject: "Rule for forged headers hits our own mail",
    question:
      "Mail from our own web form gets points from the rule on forged Received headers. The rule is right in general, how do I exempt one host?",
    answers: [
      "List the host as trusted in the configuration. The rule only looks at Received headers beyond the trusted hosts and your form scores zero again.",
      "Better fix the form, it writes a Received header with a name that does not resolve. Other people's spam filters will hit the rule as well.",
    ],
  },
  {
    subject: "Whitelist does not work",
    question:
      "I am annoyed. I put a friend's address (pat@example.net) on the whitelist and the filter still tags his mail as spam. This is useless, what is wrong with the whitelist?",
    answers: [
      "The whitelist compares the From header, and your friend's mail comes through a list that rewrites it. Put the address that the filter sees on the whitelist, it stands in the report.",
      "Restart the daemon after you change the whitelist. It reads the configuration of the filter only once.",
    ],
  },
  {
    subject: "Reporting spam without revealing my address",
    question:
      "When I report spam to the network, does the report contain my own address? I would like to report, but not to tell spammers that the address is alive.",
    answers: [
      "Only a signature of the body is reported, no header. Nobody can find your address from the signature, so report as much spam as you like.",
      "If the spam has your address in its body, the signature changes and the report is useless, but nothing of it is revealed.",
    ],
  },
];
