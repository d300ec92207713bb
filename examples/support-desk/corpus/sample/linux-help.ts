import type { SampleThread } from "./sample-thread.ts";

/** Questions about running Linux, written for this sample. */
export const linuxHelpThreads: readonly SampleThread[] = [
  {
    subject: "Laptop does not boot after kernel upgrade",
    question:
      "My laptop won't boot since I installed the new kernel. It stops with a kernel panic, unable to mount the root filesystem. This is urgent, I need the machine by tomorrow. How do I get the old kernel back?",
    answers: [
      "Choose the previous kernel in the boot menu, it is still installed. Once you are in, rebuild the initial ramdisk for the new kernel, because it most likely lacks the driver for your disk. Then run the boot loader's install command again.",
      "I had the same kernel panic. The root filesystem was given as a device name that had changed. Put the UUID of the partition into the boot loader's configuration and the new kernel boots.",
    ],
  },
  {
    subject: "Sound card is silent",
    question:
      "The sound card is detected and the driver module is loaded, but I hear nothing. Does anyone know what to check? The mixer shows the card.",
    answers: [
      "The mixer starts with every channel muted. Open the mixer, unmute Master and PCM, and raise both. Store the levels afterwards so that they survive a reboot.",
      "Check that your user is in the audio group. Without it the sound device cannot be opened and programs stay silent without an error.",
    ],
  },
  {
    subject: "Cannot mount USB disk as normal user",
    question:
      "As root I can mount the USB disk, as a normal user I get permission denied. The disk has a FAT filesystem. What do I have to put into fstab?",
    answers: [
      "Add the option user to the line of the disk in fstab, and uid with your user id so that the files belong to you. FAT knows no owners, therefore the mount option decides.",
      "You may use pmount instead, which mounts removable disks for users of the plugdev group, and leave fstab alone.",
    ],
  },
  {
    subject: "Network is slow between two machines",
    question:
      "Copying files over the network between two Linux machines runs at 200 kB per second. Both have 100 Mbit cards on the same switch. Ping is fine. Any ideas?",
    answers: [
      "That smells like a duplex mismatch. One card runs half duplex and the switch full duplex, so you see collisions. Set both network cards to auto negotiation and look at the error counters.",
      "Swap the cable before anything else. A bad pair lets ping through and ruins every large transfer over the network.",
    ],
  },
  {
    subject: "Screen resolution stuck at 800x600",
    question:
      "After installing, the X server only offers 800x600. The graphics card and the monitor can do more. Which part of the configuration do I have to change?",
    answers: [
      "The X server did not learn the sync ranges of your monitor and stays on the safe side. Put HorizSync and VertRefresh from the monitor's manual into the configuration and the higher resolutions appear.",
      "Look into the log of the X server. If it says that it fell back to the vesa driver, install the driver for your graphics card first.",
    ],
  },
  {
    subject: "Printer prints garbage",
    question:
      "Every document comes out of the printer as pages of PostScript source. Printing worked on the old distribution. What is wrong with my print queue?",
    answers: [
      "Your print queue sends PostScript raw to a printer that does not speak it. Choose the model of the printer in the queue's settings, so that the filter translates the document.",
      "Delete the queue and create it again. During the upgrade the filter was removed and the old queue still points to it.",
    ],
  },
  {
    subject: "Cron job does not run",
    question:
      "I have a backup script in my crontab that works from the shell and does nothing from cron. No mail, no log. How can I find out why the cron job fails?",
    answers: [
      "Cron runs the script with a very short PATH and without your shell's profile. Give full paths to all commands in the script, and redirect its output to a file so that you see the error.",
      "Check that the last line of the crontab ends with a newline. Cron ignores an unfinished line without any message. You can reach me at +353 1 555 0199 if that does not help.",
    ],
  },
];
