//! Devices as they are added, one step at a time, and how one came.

use countersign_app::view::Added;
use countersign_app::{AddedBy, DevicePairing};

use super::pairing::seven;
use super::word::day_of;
use crate::pick::short;

/// How a device was added, to stand behind it.
pub(crate) fn added(added: &Added) -> String {
    let day = day_of(added.stamp.claimed);
    match added.by {
        AddedBy::Device => format!("  added {day}"),
        AddedBy::Kit => format!("  added {day} with the recovery words"),
    }
}

/// Where the adding of a further device of one's own stands and what comes next. `file` is where the message to carry was written.
pub(crate) fn device_pairing(pairing: &DevicePairing, file: &str) -> String {
    match pairing {
        DevicePairing::TakeRequest { invite } => format!(
            "Code (until {}):\n{}\n\nOn the new device: countersign device join --code …\nThen here: countersign device add --request @FILE",
            day_of(invite.until),
            invite.code
        ),
        DevicePairing::TakeWord { pictures, .. } => format!(
            "Offer, to carry to the new device:\n{file}\n\nThere: countersign device join --offer @FILE\n\n{}\nThe same on both? Then here, with its word: countersign device add --word @FILE\nNot the same: countersign device add --differ",
            seven(pictures)
        ),
        DevicePairing::CarryWelcome { .. } => format!(
            "It is one of your devices now. Welcome, to carry to it:\n{file}\n\nThere: countersign device join --welcome @FILE\nThen carry a bundle over: countersign send"
        ),
        DevicePairing::TakeOffer { .. } => format!(
            "Request, to carry to the earlier device:\n{file}\n\nThere: countersign device add --request @FILE\nThen here: countersign device join --offer @FILE"
        ),
        DevicePairing::Compare { pictures } => format!(
            "{}\nThe same on both? Then here: countersign device join --same\nNot the same: countersign device join --differ",
            seven(pictures)
        ),
        DevicePairing::TakeWelcome { .. } => format!(
            "This device's word, to carry to the earlier device:\n{file}\n\nThere: countersign device add --word @FILE\nThen here: countersign device join --welcome @FILE"
        ),
        DevicePairing::Done { agreement }
        | DevicePairing::CarryAddition { agreement, .. }
        | DevicePairing::Returned { agreement } => format!(
            "Agreement {} is here. Its acts come with the earlier device's next bundle: countersign receive",
            short(&agreement.0)
        ),
    }
}

/// The same where the recovery words add the device and the other person's meets it.
pub(crate) fn returning(pairing: &DevicePairing, file: &str) -> String {
    match pairing {
        DevicePairing::TakeRequest { invite } => format!(
            "Code (until {}):\n{}\n\nOn the other person's new device: countersign device join --kit --code …\nThen here: countersign device add --kit --request @FILE",
            day_of(invite.until),
            invite.code
        ),
        DevicePairing::TakeWord { pictures, .. } => format!(
            "Offer, to carry to the new device:\n{file}\n\nThere: countersign device join --offer @FILE\n\n{}\nThe same on both? Then here, with what it gives: countersign device add --kit --word @FILE\nNot the same: countersign device add --differ",
            seven(pictures)
        ),
        DevicePairing::TakeOffer { .. } => format!(
            "Request, to carry to the other person's device:\n{file}\n\nThere: countersign device add --kit --request @FILE\nThen here: countersign device join --offer @FILE"
        ),
        DevicePairing::Compare { pictures } => format!(
            "{}\nThe same on both? Then here, with your recovery words: countersign device join --same --kit-file FILE\nNot the same: countersign device join --differ",
            seven(pictures)
        ),
        DevicePairing::CarryAddition {
            agreement,
            same_words,
            ..
        } => format!(
            "Your recovery words added this device to agreement {}. To carry to the other person's device:\n{file}\n\nThere: countersign device add --kit --word @FILE\nThen take their bundle here: countersign receive\nThen remove what you lost: countersign device list, countersign device remove\n{}",
            short(&agreement.0),
            papers(*same_words)
        ),
        DevicePairing::Returned { agreement } => format!(
            "Their new device is in agreement {}, and the history says so. Carry a bundle over: countersign send\nIf you two use a relay, give it a new place: countersign relay drop, countersign relay add",
            short(&agreement.0)
        ),
        DevicePairing::CarryWelcome { .. }
        | DevicePairing::TakeWelcome { .. }
        | DevicePairing::Done { .. } => device_pairing(pairing, file),
    }
}

fn papers(same_words: bool) -> &'static str {
    if same_words {
        "The words that you typed open this vault too from now on. The ones that were made with it open nothing."
    } else {
        "Keep both papers: the words that you typed are for this agreement, the ones made with this vault for the rest."
    }
}
