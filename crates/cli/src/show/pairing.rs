//! Pairing, one step at a time: what to carry, what to compare, what to type next.

use countersign_app::view::{Pairing, PairingStep, Picture};

use super::word::day_of;
use crate::pick::short;

/// Longest message that is shown to be typed; a longer one is carried as a file.
const TYPED_MAX: usize = 400;

/// The message to carry at this step, if it is too long to be typed.
pub(crate) fn carried_as_file(pairing: &Pairing) -> bool {
    message(&pairing.next).is_some_and(|message| message.len() > TYPED_MAX)
}

fn message(step: &PairingStep) -> Option<&str> {
    match step {
        PairingStep::CompareThenWelcome { offer, .. } => Some(offer),
        PairingStep::CarryWelcome { welcome } => Some(welcome),
        PairingStep::TakeOffer { request } => Some(request),
        PairingStep::NotStarted
        | PairingStep::TakeRequest { .. }
        | PairingStep::Compare { .. }
        | PairingStep::TakeWelcome
        | PairingStep::Done => None,
    }
}

/// Where a pairing stands and what comes next. `file` is where the message to carry was written.
pub(crate) fn pairing(pairing: &Pairing, file: Option<&str>) -> String {
    let id = short(&pairing.agreement.0);
    let message = match (file, message(&pairing.next)) {
        (Some(file), _) => file,
        (None, Some(message)) => message,
        (None, None) => "",
    };
    match &pairing.next {
        PairingStep::NotStarted => format!("No invite is open.\nNext: countersign invite {id}"),
        PairingStep::TakeRequest { invite } => format!(
            "Code (until {}):\n{}\n\nOn the other device: countersign join --code …\nThen here: countersign invite {id} --request @FILE",
            day_of(invite.until),
            invite.code
        ),
        PairingStep::CompareThenWelcome { pictures, .. } => format!(
            "Offer, to carry to the other device:\n{message}\n\nThere: countersign join --offer @FILE\n\n{}\nThe same on both? Then here: countersign invite {id} --same\nNot the same: countersign invite {id} --differ",
            seven(pictures)
        ),
        PairingStep::CarryWelcome { .. } => format!(
            "Welcome, to carry to the other device:\n{message}\n\nThis side is done. There: countersign join --welcome …"
        ),
        PairingStep::TakeOffer { .. } => format!(
            "Request, to carry to the other device:\n{message}\n\nThere: countersign invite --request @FILE\nThen here: countersign join {id} --offer @FILE"
        ),
        PairingStep::Compare { pictures } => format!(
            "{}\nThe same on both? Then here: countersign join {id} --same\nNot the same: countersign join {id} --differ",
            seven(pictures)
        ),
        PairingStep::TakeWelcome => {
            format!("Next, with the welcome of the other device: countersign join {id} --welcome …")
        }
        PairingStep::Done => format!("You two are connected. Agreement {id}."),
    }
}

/// The pictures, to be read aloud.
pub(super) fn seven(pictures: &[Picture]) -> String {
    let lines: Vec<String> = pictures
        .iter()
        .enumerate()
        .map(|(index, picture)| format!("  {}. {}  {}", index + 1, picture.symbol, picture.name))
        .collect();
    format!(
        "Seven pictures. Both read them aloud:\n{}\n",
        lines.join("\n")
    )
}
