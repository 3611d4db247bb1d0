//! Which message of a pairing something is, for the name of the file that it is carried in.
//!
//! Whoever carries four files between two devices sees by their names which comes when. A name says nothing about who.

use countersign_wire::{AddedByKit, Countersigned, Invite, Offer, Request, Welcome};

/// The name of the file for a message between two people; `None` for anything else.
pub(crate) fn pairing_file(bytes: &[u8]) -> Option<String> {
    let number = match Leg::of(bytes)? {
        Leg::Invite => 1,
        Leg::Request => 2,
        Leg::Offer => 3,
        Leg::Welcome => 4,
        Leg::Word | Leg::Addition => return None,
    };
    Some(format!("connect-{number}-of-4.txt"))
}

/// The same where a device is added. By an earlier one of the same person the new device gives its own word before it is
/// welcomed; by the kit its word is the last message.
pub(crate) fn device_file(bytes: &[u8]) -> Option<String> {
    let (number, of) = match Leg::of(bytes)? {
        Leg::Invite => (1, 5),
        Leg::Request => (2, 5),
        Leg::Offer => (3, 5),
        Leg::Word => (4, 5),
        Leg::Welcome => (5, 5),
        Leg::Addition => (4, 4),
    };
    Some(format!("device-{number}-of-{of}.txt"))
}

enum Leg {
    Invite,
    Request,
    Offer,
    Word,
    Welcome,
    Addition,
}

impl Leg {
    fn of(bytes: &[u8]) -> Option<Self> {
        if Invite::decode(bytes).is_ok() {
            Some(Self::Invite)
        } else if Request::decode(bytes).is_ok() {
            Some(Self::Request)
        } else if Offer::decode(bytes).is_ok() {
            Some(Self::Offer)
        } else if Countersigned::decode(bytes).is_ok() {
            Some(Self::Word)
        } else if Welcome::decode(bytes).is_ok() {
            Some(Self::Welcome)
        } else if AddedByKit::decode(bytes).is_ok() {
            Some(Self::Addition)
        } else {
            None
        }
    }
}
