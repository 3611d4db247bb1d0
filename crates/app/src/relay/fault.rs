//! What people are told of a relay that did not do what was asked.

use countersign_road::{Fault, Refused};

use crate::error::Code;

/// The code of a fault, whatever was asked.
pub(super) fn code_of(fault: Fault) -> Code {
    match fault {
        Fault::NoWay => Code::RelayNoWay,
        Fault::TooSlow => Code::RelaySlow,
        Fault::NotARelay => Code::RelayNotOurs,
        Fault::Redirected => Code::RelaySentAway,
        Fault::OtherKey => Code::RelayOtherKey,
        Fault::Unvouched => Code::RelayUnvouched,
        Fault::Clock => Code::RelayClock,
        Fault::Malformed => Code::RelayGarbled,
        Fault::Later { .. } => Code::RelayBusy,
        Fault::Refused(refused) => code_of_refusal(refused),
    }
}

fn code_of_refusal(refused: Refused) -> Code {
    match refused {
        Refused::UnknownKey => Code::RelayGone,
        Refused::SideFull => Code::RelaySideFull,
        Refused::NoMoreMailboxes => Code::RelayNoMore,
        Refused::MailboxFull => Code::RelayFull,
        Refused::TooLarge => Code::RelayTooLarge,
        Refused::NotAllowed
        | Refused::Taken
        | Refused::WrongId
        | Refused::Fault
        | Refused::Other => Code::RelayTrouble,
    }
}

/// Whether it is about the way there, and so about every mailbox at that address.
pub(super) fn is_of_the_way(code: Code) -> bool {
    matches!(
        code,
        Code::RelayNoWay
            | Code::RelaySlow
            | Code::RelayNotOurs
            | Code::RelaySentAway
            | Code::RelayOtherKey
            | Code::RelayUnvouched
            | Code::RelayClock
            | Code::RelayGarbled
            | Code::RelayBusy
    )
}

/// What people are told of a bundle that came and could not be taken in. What waits for something or lies aside is told
/// there; what is sealed for others may be for another device of the two, and is nobody's trouble.
pub(super) fn code_of_bundle(problem: Code) -> Option<Code> {
    let bad = matches!(
        problem,
        Code::NotABundle | Code::BundleCut | Code::BundleChanged | Code::BundleUnknownAgreement
    );
    if problem == Code::BundleNewer {
        Some(Code::RelayNewer)
    } else {
        bad.then_some(Code::RelayBadBundle)
    }
}

/// Whether it is about a bundle that came, and so over with the next good one.
pub(super) fn is_of_a_bundle(code: Code) -> bool {
    matches!(code, Code::RelayBadBundle | Code::RelayNewer)
}

/// A code as the vault keeps it.
pub(super) fn text_of(code: Code) -> String {
    serde_json::to_string(&code).unwrap_or_default()
}

/// The code that the vault kept; none, or one of a newer app, is none.
pub(super) fn read(text: &str) -> Option<Code> {
    serde_json::from_str(text).ok()
}
