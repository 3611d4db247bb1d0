//! Pairing, one step at a time: what to carry, what to compare, what to type next.

use countersign_app::view::{Pairing, PairingStep, Picture};

use super::word::day_of;
use crate::pick::short;

/// Where a pairing stands and what comes next.
pub(crate) fn pairing(pairing: &Pairing) -> String {
    let id = short(&pairing.agreement.0);
    match &pairing.next {
        PairingStep::NotStarted => format!("No invite is open.\nNext: countersign invite {id}"),
        PairingStep::TakeRequest { invite } => format!(
            "Code (until {}):\n{}\n\nOn the other device: countersign join --code …\nThen here: countersign invite {id} --request …",
            day_of(invite.until),
            invite.code
        ),
        PairingStep::CompareThenWelcome { offer, pictures } => format!(
            "Offer, to carry to the other device:\n{offer}\n\n{}\nThe same on both? Then here: countersign invite {id} --same\nNot the same: countersign invite {id} --differ",
            seven(pictures)
        ),
        PairingStep::CarryWelcome { welcome } => format!(
            "Welcome, to carry to the other device:\n{welcome}\n\nThis side is done. On the other device: countersign join {id} --welcome …"
        ),
        PairingStep::TakeOffer { request } => format!(
            "Request, to carry to the other device:\n{request}\n\nThen here: countersign join {id} --offer …"
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

fn seven(pictures: &[Picture]) -> String {
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
