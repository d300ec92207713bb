import type { SampleThread } from "./sample-thread.ts";

/** Questions about installing and building packages, written for this sample. */
export const packagesThreads: readonly SampleThread[] = [
  {
    subject: "Dependency conflict on upgrade",
    question:
      "The upgrade refuses to install the new player because of a conflict between two versions of the codec library. Removing the library would remove twenty packages. How do I solve the dependency?",
    answers: [
      "The two packages come from different repositories. Disable one repository, downgrade the codec library to the version of the other, and the upgrade finds a solution.",
      "Use the dist-upgrade command, it may replace packages to resolve a conflict, the plain upgrade may not. Read the list of packages that it wants to remove before you agree.",
    ],
  },
  {
    subject: "Signature of repository not valid",
    question:
      "Since yesterday the package manager says that the signature of the repository is not valid and refuses to update the list of packages. Was the repository hacked?",
    answers: [
      "No, the key of the repository expired and was replaced. Import the new key, check its fingerprint on the web site, and update the package list again.",
      "If you are behind a proxy, it may serve an old signature with a new package list. Clear the cache of the proxy and try once more.",
    ],
  },
  {
    subject: "How to rebuild a source package",
    question:
      "I would like to rebuild a source package with one more configure option. Where do I change the spec file, and how do I keep the next update from overwriting my build?",
    answers: [
      "Install the source package, add the option to the configure line of the spec file, raise the release number, and rebuild. A release higher than the one in the repository is not overwritten.",
      "Build the package in a clean chroot, otherwise it picks up libraries that you happen to have and the dependencies come out wrong.",
    ],
  },
  {
    subject: "Package database corrupted",
    question:
      "The machine lost power during an update and now every query of the package database hangs. Please help, it is a production server. Ticket #48211 has the details.",
    answers: [
      "Remove the lock files of the package database and rebuild it with the rebuild command. Take a copy of the database directory first. The list of installed packages survives that.",
      "After the rebuild verify all packages, because the update that was interrupted left some half installed. Reinstall those that fail.",
    ],
  },
  {
    subject: "Mirror is out of date",
    question:
      "The mirror I use is three weeks behind. Is there a list of mirrors with their age, or a way to let the package manager choose the freshest mirror?",
    answers: [
      "The status page lists every mirror with the time of its last sync. Pick two near you and put both into the sources, the package manager takes the newer package.",
      "Ours was behind because of a full disk and is synced again since this morning. Sorry for the trouble, just run the update once more.",
    ],
  },
  {
    subject: "Missing package for media player plugin",
    question:
      "Since the last release the package with the skins for the media player is gone from the repository. Did it get a new name, or do I have to build the package on my own?",
    answers: [
      "The skins were taken out of the upstream source, therefore the package disappeared. If there is enough demand I will make a separate package for them.",
      "Until there is a new package you can copy the skins from the old one. Unpack it with the archive tool, you do not have to install it.",
    ],
  },
  {
    subject: "Hold a package at its version",
    question:
      "An update of the database package broke my application. I went back to the old version. How can I pin the package so that the next upgrade leaves it alone? No rush.",
    answers: [
      "Put the package on hold, the upgrade then skips it and says so. Do not forget to release the hold, since security updates are skipped as well.",
      "Pin it by version in the preferences file with a priority above one thousand. That even allows a downgrade, which a hold does not.",
    ],
  },
];
