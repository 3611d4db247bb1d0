//! What can go wrong, as stable codes with two sentences each: what happened, and what to do.
//!
//! Faces switch on the code and never on text. The command line prints these sentences; the window keeps the same
//! English in `ui/src/text/en/errors.ftl`, and `tests/bindings.rs` holds the two against each other. No error carries
//! a secret, a name or words of the journal; what a room said is left behind when its error becomes a code.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which kind of trouble a code is; the command line's exit code follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Asked in a way that has no sense.
    Usage,
    /// What was typed or came in does not do.
    Input,
    /// The rules say no.
    Rules,
    /// Kept aside.
    Aside,
    /// Locked, or the key does not fit.
    Locked,
    /// The disk or the device.
    World,
}

/// One row per code: its meaning for us, its family, what happened, what to do. `{n}` stands for the figure.
macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident, $family:ident, $what:literal, $remedy:literal;)*) => {
        /// A stable name of something that can go wrong.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS,
        )]
        #[serde(rename_all = "camelCase")]
        pub enum Code {
            $($(#[$doc])* $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// Its family.
            #[must_use]
            pub fn family(self) -> Family {
                match self {
                    $(Self::$code => Family::$family,)*
                }
            }

            /// What happened, in one or two plain English sentences.
            #[must_use]
            pub fn what(self) -> &'static str {
                match self {
                    $(Self::$code => $what,)*
                }
            }

            /// What to do about it.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self {
                    $(Self::$code => $remedy,)*
                }
            }
        }
    };
}

codes! {
    /// The passphrase or kit opened nothing.
    WrongPassphrase, Locked,
        "That passphrase does not fit.",
        "Try again. A wrong try only takes a little longer. Nothing is erased.";
    /// Tries are slowed down; the figure is seconds to wait.
    TooSoon, Locked,
        "There were some wrong tries.",
        "Wait {n} seconds, then try again. Nothing is erased.";
    /// The vault is locked.
    Locked, Locked,
        "Your notes are closed.",
        "Open them with your passphrase.";
    /// Another process has the vault open.
    VaultBusy, World,
        "These notes are open somewhere else on this device.",
        "Close the other window, then try again.";
    /// The vault's files do not fit together.
    VaultDamaged, World,
        "These notes can't be read from this place. Something in the files is damaged.",
        "Don't delete anything. Bring back a backup, or ask someone you trust to help.";
    /// The vault was written by a newer app.
    VaultNewer, World,
        "A newer version of this app wrote these notes.",
        "Update the app, then open them again.";
    /// No such vault here.
    VaultUnknown, Input,
        "These notes are not on this device.",
        "Choose from the list, or create new ones.";
    /// Fewer than 8 characters.
    PassphraseShort, Input,
        "That passphrase is too short.",
        "Use at least 8 characters. Five plain words are easy to keep.";
    /// A name is blank.
    NameMissing, Input,
        "A name is missing.",
        "Write a first name, or any name you like.";
    /// A name has more than 60 characters.
    NameTooLong, Input,
        "That name is too long.",
        "Use at most 60 characters.";
    /// A kit word is not in the list; the figure is its position.
    KitWordUnknown, Input,
        "Word {n} is not one of the recovery words.",
        "Look at the spelling of word {n} on your paper.";
    /// The kit does not fit this vault.
    KitWrong, Locked,
        "These recovery words belong to something else.",
        "Look for the paper that was made with these notes.";
    /// The check words do not fit.
    KitWordsDiffer, Input,
        "Those words are not the same as the ones shown.",
        "Look at your paper again, word by word.";
    /// The kit was checked; its words are on paper only.
    KitDone, Rules,
        "The recovery words were written down before. They are only on paper now.",
        "Look for your paper.";
    /// No space left.
    DiskFull, World,
        "Your device is full. Your words are still here.",
        "Free some space, then try again.";
    /// The folder takes no files.
    FolderReadOnly, World,
        "This folder does not take new files.",
        "Choose another folder, then try again.";
    /// No such folder.
    FolderMissing, World,
        "This folder is not there.",
        "Put the stick back in, or choose another folder.";
    /// The file cannot be read.
    FileUnreadable, World,
        "This file can't be read.",
        "Copy it to this device, then try again.";
    /// A typed code fails its checksum.
    CodeUnreadable, Input,
        "This code can't be read.",
        "Look at it again, letter by letter. Capitals and spaces don't matter.";
    /// The invite is too old.
    CodeExpired, Rules,
        "This code is too old.",
        "Ask for a new code.";
    /// The invite was used.
    CodeUsed, Rules,
        "This code was used before.",
        "Ask for a new code.";
    /// A pairing message is not for this pairing or was changed.
    PairingWrong, Input,
        "This message does not belong here, or something in it was changed.",
        "Copy it again, whole. If it stays like this, start again with a new code.";
    /// A pairing message for another step.
    PairingStep, Rules,
        "This message belongs to another step.",
        "Look at what the other screen asks for now.";
    /// The people said that the pictures differ; the pairing was stopped.
    PicturesDiffer, Rules,
        "The pictures were not the same, so we stopped. Nothing was shared.",
        "Start again with a new code, side by side.";
    /// Both people are here.
    AlreadyPaired, Rules,
        "You two are already connected.",
        "You can go on writing.";
    /// Both say the same role.
    SameRole, Rules,
        "Both of you chose the same role.",
        "One of you says “This is about me”. The other says “I work here”.";
    /// Nobody has joined yet.
    NotPaired, Rules,
        "Nobody else is here yet.",
        "Connect first. You can write before that.";
    /// The file is none of ours.
    NotABundle, Input,
        "This file is something else.",
        "Choose the file whose name ends in .countersign.";
    /// The file ends too early.
    BundleCut, Input,
        "The end of this file is missing.",
        "Copy it again, then open the new copy. What was whole is safe.";
    /// A bundle fails its checks.
    BundleChanged, Input,
        "Something in this file was changed on the way.",
        "Ask for it again. Nothing here has changed.";
    /// Sealed for other devices.
    BundleNotForMe, Input,
        "This file is for somebody else.",
        "Ask for the file that was made for you.";
    /// Signed by a device that is not one of the two people's.
    BundleStranger, Input,
        "A device that we don't know made this file.",
        "Ask who made it. Nothing here has changed.";
    /// For an agreement that is not here.
    BundleUnknownAgreement, Input,
        "This file belongs to an agreement that is not here.",
        "Connect with that person first.";
    /// A newer format.
    BundleNewer, Input,
        "A newer version of this app made this file.",
        "Update the app, then open the file again.";
    /// Over the size limits.
    BundleTooLarge, Input,
        "This file is too large to be safe.",
        "Ask for a new file.";
    /// Larger than a window hands over.
    FileTooLarge, Input,
        "This file is too large for this window. It takes 16 MiB at most.",
        "Ask for a newer, smaller file. The command line can open this one.";
    /// The home folder cannot be made or read; no vault can be listed.
    HomeUnusable, World,
        "The folder for your notes can't be opened.",
        "Look whether the disk is full, or the folder belongs to somebody else. Then try again.";
    /// Its key or an earlier act is not here yet.
    BundleWaits, Aside,
        "This one needs something that has not come yet.",
        "Nothing to do. It opens when the rest is here.";
    /// It could not be taken in and was kept.
    KeptAside, Aside,
        "One message could not be read. The rest is fine.",
        "It is kept aside. You can try it again later.";
    /// Words are blank.
    WordsMissing, Input,
        "There are no words yet.",
        "Write something first.";
    /// Over 8,000 characters.
    WordsTooLong, Input,
        "That is more than fits in one part.",
        "Use at most 8,000 characters, or make two parts.";
    /// A keyworker gave no reason (law 10).
    ReasonMissing, Rules,
        "A reason is missing.",
        "Say why, in plain words. The person you work with can read it.";
    /// A field of this kind of part is blank.
    FieldMissing, Input,
        "Something is not filled in yet.",
        "Fill in what is empty, then try again.";
    /// No calendar day, or out of range.
    DayWrong, Input,
        "This day is not in the calendar.",
        "Write it as year, month, day: 2027-05-03.";
    /// A last day that is over, by this device's clock.
    DayPassed, Input,
        "This last day has passed.",
        "Choose a later day. If it is not past, look at the clock of this device.";
    /// A last day before the first.
    DaysTurned, Input,
        "The last day is before the first.",
        "Change one of the two days.";
    /// No time of day.
    TimeWrong, Input,
        "This is no time of day.",
        "Write it as hours and minutes: 14:30.";
    /// The rules give this to the other role.
    NotYours, Rules,
        "Only the other person can do this.",
        "You can suggest something, or write a reply.";
    /// The version is not open to this answer.
    NothingToAnswer, Rules,
        "There is nothing to answer here now.",
        "Look at the part again. It may have changed.";
    /// No such version.
    VersionUnknown, Input,
        "These words are not here.",
        "Look at the part again.";
    /// No such part.
    PartUnknown, Input,
        "This part is not here.",
        "Go back to the agreement and open it again.";
    /// No such agreement.
    AgreementUnknown, Input,
        "This agreement is not here.",
        "Go back to the list and open it again.";
    /// No such draft or item of the agenda.
    DraftUnknown, Input,
        "This draft or point is not here any more.",
        "Go back and look at the list again.";
    /// A draft was changed while somebody was about to put it forward.
    DraftChanged, Rules,
        "Somebody has changed these words.",
        "Read them again, then go on.";
    /// A living document, or the number of them, is at its limit.
    DraftFull, Rules,
        "There is no more room here.",
        "Finish or drop something first. You can copy the words before.";
    /// Closed is final.
    AgreementClosed, Rules,
        "This agreement has ended.",
        "You can read it. For something new, start a new one.";
    /// The words of the version are not here (law 1).
    WordsNotHere, Rules,
        "The words have not come yet.",
        "You can answer when they are here. Ask for the file again.";
    /// This device was removed.
    DeviceRemoved, Rules,
        "This device was removed from the agreement.",
        "You can read. To say something, use your other device.";
    /// This device has no address that another could reach.
    NearbyNoNetwork, World,
        "This device is in no network.",
        "Join a Wi-Fi, or turn on a hotspot on a phone. A file works too.";
    /// A code led nowhere, or nobody was found: the network keeps devices apart.
    NearbyApart, World,
        "We can't reach the other device here. This network may keep devices apart.",
        "Show the code instead, use a phone's hotspot, or a file.";
    /// The code is of an opening that is over, or of somebody else's device.
    NearbyOldCode, Input,
        "This code does not open that device.",
        "Ask for the code that stands on the other screen now.";
    /// The other device belongs to nobody with whom this vault has an agreement, or was removed.
    NearbyStranger, Rules,
        "The device at the other end is not one that we know. Nothing was sent.",
        "Ask whose device it is. If you two are not connected yet, connect first.";
    /// The connection ended, or nothing came for too long.
    NearbyCut, World,
        "The connection ended too early. What came before that is safe.",
        "Stay close to each other, then open nearby again.";
    /// The other device does not keep to the rules of this talk.
    NearbyWrong, Input,
        "The other device said something that makes no sense. We stopped.",
        "Update the app on both devices, then try again. A file works too.";
    /// The other device has a newer app.
    NearbyNewer, Input,
        "A newer version of this app is on the other device.",
        "Update the app, then try again. A file may work too.";
    /// Nobody who knows the room code was found: another network, or one that keeps devices apart.
    RoomApart, World,
        "We have not found the other device yet.",
        "Are both on the same Wi-Fi or hotspot? If it does not work here, take another way.";
    /// A device was found, and the letters that were typed are not its letters.
    RoomLetters, Input,
        "These letters do not fit the device that we found.",
        "Look at the letters on the other screen again. Then type them once more.";
    /// Many callers did not know the room code.
    RoomGuessed, World,
        "Somebody here tries out letters. We closed the door.",
        "Take another way, or another network.";
    /// The other device ended the pairing, or its page was left.
    RoomLeft, World,
        "The other device stopped connecting.",
        "Look at both screens together. Then show new letters.";
    /// The agreement uses no relay.
    RelayNone, Rules,
        "There is no post box for this agreement.",
        "Choose one first, or take the invitation that the other person shows.";
    /// The card is of another kind, or not one at all.
    RelayCardWrong, Input,
        "This is no invitation for this step.",
        "One invitation is for choosing a post box, another for joining it. Look which one it is.";
    /// The address is not one that may be asked.
    RelayAddressWrong, Input,
        "This is no address of a post box.",
        "Write it as it stands on the invitation. It begins with https.";
    /// A card was asked for somebody who needs none.
    RelayJoined, Rules,
        "The other person is in this post box already.",
        "There is nothing to do. It works.";
    /// No network here, or no way to the address.
    RelayNoWay, World,
        "We can't reach the post box from here.",
        "Look at your network. Your words wait here, and a file works too.";
    /// It took too long.
    RelaySlow, World,
        "The post box takes too long to answer.",
        "We try again later. Your words wait here.";
    /// What answered is no relay: a sign-in page, a proxy.
    RelayNotOurs, World,
        "Something in between gave the answer. The network here may want you to sign in first.",
        "Open any web page and sign in, then try again. A file works too.";
    /// What answered wants to send us elsewhere, which no relay does.
    RelaySentAway, World,
        "Something in between wants to send us somewhere else. We stopped.",
        "The network here may want you to sign in first. A file works too.";
    /// The certificate is not the pinned one.
    RelayOtherKey, World,
        "This is not the post box you chose, or someone reads along. We stopped.",
        "Use nearby or a file. Ask who runs the post box for a new invitation.";
    /// No authority vouches for the certificate and no pin is known.
    RelayUnvouched, World,
        "Nobody vouches for this post box. We stopped.",
        "Ask who runs it for its invitation. That says how to know it.";
    /// The certificate is only good at another time.
    RelayClock, World,
        "The date of this device and the date of the post box don't fit.",
        "Look at the date and time of this device, then try again.";
    /// The answer is not as a relay answers.
    RelayGarbled, World,
        "The post box said something that makes no sense.",
        "We try again later. What is here is safe.";
    /// What came is damaged, or of somebody who does not belong there.
    RelayBadBundle, World,
        "Something came from the post box that is damaged, or not from the two of you.",
        "We left it out. Nothing here has changed, and what is missing comes again. If this stays, use nearby or a file.";
    /// What came has a newer format.
    RelayNewer, World,
        "Something came from the post box that a newer version of this app made.",
        "Update the app. Then it comes again by itself.";
    /// The relay does not know this device's key any more.
    RelayGone, World,
        "This device has no place in the post box any more.",
        "Ask for a new invitation. Nearby and files still work.";
    /// Opening needs a token, and none is known.
    RelayNeedsCard, Rules,
        "This post box opens only with an invitation.",
        "Ask the people who run it for their invitation, and take that.";
    /// The invited key is used, or older than 7 days.
    RelayCardUsed, Rules,
        "This invitation was used before, or is more than 7 days old.",
        "Ask for a new one. If you never used this one, tell the person who made it.";
    /// This key's quota is used up.
    RelayFull, World,
        "Your side of the post box is full. There is still room for the other side.",
        "It empties when the other person fetches. Until then use nearby or a file.";
    /// 16 keys on this side already.
    RelaySideFull, World,
        "You have as many devices in this post box as it takes.",
        "Remove a device that you don't use any more.";
    /// The organisation has as many mailboxes as it may.
    RelayNoMore, World,
        "There are no more post boxes to give out.",
        "Tell the people who run it. Until then use nearby or a file.";
    /// The relay does not take a bundle of this size.
    RelayTooLarge, World,
        "The post box does not take something this large.",
        "Send it nearby or as a file.";
    /// The relay asks to wait.
    RelayBusy, World,
        "The post box has much to do and asks us to wait.",
        "We try again later. Your words wait here.";
    /// A fault of the relay, or a code that means nothing to us.
    RelayTrouble, World,
        "Something is wrong at the post box.",
        "We try again later. If it stays, tell the people who run it.";
    /// An argument has no sense.
    Malformed, Usage,
        "Something was asked in a way we don't understand.",
        "Close the app and open it again. Your words are safe.";
    /// A mistake in the app.
    Broken, World,
        "Something went wrong in the app. What was saved is safe.",
        "Try again. If it stays, close the app and open it.";
}

/// A use case did not do what was asked. Everything typed is still with the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Error {
    /// What went wrong.
    pub code: Code,
    /// Seconds to wait or the position of a word, where the code speaks of one.
    pub figure: Option<u32>,
}

impl Error {
    /// An error whose sentences speak of a figure.
    #[must_use]
    pub fn with_figure(code: Code, figure: u32) -> Self {
        Self {
            code,
            figure: Some(figure),
        }
    }

    /// What happened, with the figure filled in.
    #[must_use]
    pub fn what(&self) -> String {
        self.filled(self.code.what())
    }

    /// What to do, with the figure filled in.
    #[must_use]
    pub fn remedy(&self) -> String {
        self.filled(self.code.remedy())
    }

    fn filled(&self, sentence: &str) -> String {
        sentence.replace("{n}", &self.figure.unwrap_or_default().to_string())
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self { code, figure: None }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.what(), self.remedy())
    }
}

impl std::error::Error for Error {}
