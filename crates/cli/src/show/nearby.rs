//! What happens while nearby is open, a line or two for each.

use countersign_app::error::Error;
use countersign_app::view::NearbyEvent;

use super::exchange::taken_in;

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
