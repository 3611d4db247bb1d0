//! What happens while nearby is open, a line or two for each.

use countersign_app::error::Error;
use countersign_app::view::{NearbyEvent, PairingStep};

use super::exchange::taken_in;
use super::pairing::seven;

/// What happened; empty where there is nothing to say.
pub(crate) fn nearby(event: &NearbyEvent) -> String {
    match event {
        NearbyEvent::Started { code, looking } => {
            let looks = match looking {
                true => "Nearby is open. Looking for devices in this network.",
                false => "Nearby is open. This device can be called by its code only.",
            };
            let code = &code.code;
            format!(
                "{looks}\nWhere the network keeps devices apart, on the other device:\ncountersign nearby --code {code}"
            )
        }
        NearbyEvent::Room {
            letters,
            code,
            looking,
        } => room(letters.as_deref(), &code.code, *looking),
        NearbyEvent::Pairing { pairing } => step(&pairing.next),
        NearbyEvent::Found => "A device with this app is near.".to_owned(),
        NearbyEvent::Connected { who, own, .. } => match own {
            true => "Connected with another device of yours.".to_owned(),
            false => format!("Connected with {who}."),
        },
        NearbyEvent::TookIn { arrival, .. } => taken_in(arrival),
        NearbyEvent::Sent { acts, .. } => {
            format!("Handed over: {acts} acts. Whether they have them, countersign status says.")
        }
        NearbyEvent::Done { .. } => "Both devices are level.".to_owned(),
        NearbyEvent::Fault { code, .. } => Error::from(*code).to_string(),
        NearbyEvent::Closed => "Nearby is closed.".to_owned(),
    }
}

/// What to type on the other device; nothing where it was typed here.
fn room(letters: Option<&str>, code: &str, looking: bool) -> String {
    let Some(letters) = letters else {
        return match looking {
            true => "Looking for the other device in this network.",
            false => "Calling the other device.",
        }
        .to_owned();
    };
    format!(
        "On the other device:\ncountersign join --nearby {letters}\nWhere the network keeps devices apart:\ncountersign join --nearby {code}\nThis is open for ten minutes."
    )
}

/// What two people who are being connected have to know at this step.
fn step(next: &PairingStep) -> String {
    match next {
        PairingStep::CompareThenWelcome { pictures, .. } | PairingStep::Compare { pictures } => {
            seven(pictures)
        }
        PairingStep::TakeRequest { .. } | PairingStep::TakeOffer { .. } => {
            "The other device is here.".to_owned()
        }
        PairingStep::CarryWelcome { .. } | PairingStep::TakeWelcome => {
            "Waiting until the other person says it, too.".to_owned()
        }
        PairingStep::Done => "You two are connected.".to_owned(),
        PairingStep::NotStarted => "The pairing stopped. Nothing was shared.".to_owned(),
    }
}
