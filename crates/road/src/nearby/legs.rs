//! Two devices that are being paired: each shows its latest message, mine and yours, until one says that it is done.
//!
//! People stand behind every step, so it goes at their pace: where nothing is new, each end waits a while before it
//! speaks. What a message means is the app's to judge; the talk rests on nothing that is said here.

use countersign_seal::End;

use super::ask::{Ask, Fault, Reply};
use super::meet::Room;
use super::message::Message;

/// Turns of one device: more than an honest one takes in ten minutes, which the driver allows.
const TURNS_MAX: u32 = 1_500;

/// Shows messages to and fro, the caller first. Afterwards the talk goes on as any other.
pub(super) async fn pair(room: &mut Room, end: End) -> Result<(), Fault> {
    let (mut said, mut heard) = (Vec::new(), Vec::new());
    let (mut mine, mut news) = (end == End::Caller, true);
    for _ in 0..2 * TURNS_MAX {
        if mine {
            if !news {
                room.line.pause().await;
            }
            news = false;
            match show(room, &heard, &mut said).await? {
                Shown::Leg => {}
                Shown::Paired => return Ok(()),
            }
        } else {
            match room.hear_any().await? {
                Message::Leg(leg) if leg.is_empty() => {}
                Message::Leg(leg) => (heard, news) = (leg, true),
                Message::Paired => return Ok(()),
                Message::Bye => return Err(Fault::Parted),
                Message::Tags(..)
                | Message::Proofs(_)
                | Message::Settled(_)
                | Message::Piece(..)
                | Message::Over(_) => return Err(Fault::Wrong),
            }
        }
        mine = !mine;
    }
    Err(Fault::Cut)
}

enum Shown {
    Leg,
    Paired,
}

/// This end's turn: what it shows follows from what it was shown. The same is not said twice.
async fn show(room: &mut Room, heard: &[u8], said: &mut Vec<u8>) -> Result<Shown, Fault> {
    match room.line.ask(Ask::Leg(heard.to_vec())).await {
        Reply::Leg(leg) => {
            let again = leg == *said;
            room.say(&Message::Leg(if again { Vec::new() } else { leg.clone() }))
                .await?;
            *said = leg;
            Ok(Shown::Leg)
        }
        Reply::Paired => {
            room.say(&Message::Paired).await?;
            Ok(Shown::Paired)
        }
        Reply::Tags(_)
        | Reply::Proofs(_)
        | Reply::Judged(_)
        | Reply::Bundles(_)
        | Reply::Taken
        | Reply::Stopped => {
            room.say(&Message::Bye).await?;
            Err(Fault::Stopped)
        }
    }
}
