//! After two devices have met: each hands the other what it lacks, turn by turn, until neither has anything new.
//!
//! They speak in turns so that the one who answers has taken in what came, and nothing goes over the air twice. Receipts
//! travel as anything else does. It comes to rest, because nothing is sent for a receipt alone.

use countersign_seal::End;
use countersign_wire::limits::ENVELOPE_BYTES_MAX;
use countersign_wire::nearby::{PIECE_BYTES, TURN_BUNDLES_MAX, TURN_BYTES_MAX, TURNS_MAX};

use super::ask::{Ask, Fault, Reply, Tell};
use super::meet::Room;
use super::message::Message;

/// How many bundles are taken in together.
const LOT_MAX: usize = 64;

/// How many bytes of bundles are held before they are taken in.
const HELD_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Takes turns; the caller begins. After two empty turns, one of each, both are level.
pub(super) async fn level(room: &mut Room, end: End, places: &[usize]) -> Result<(), Fault> {
    let mut mine = end == End::Caller;
    let (mut first, mut quiet) = (true, false);
    for _ in 0..2 * TURNS_MAX {
        let empty = if mine {
            let empty = hand_over(room, places, first).await?;
            first = false;
            empty
        } else {
            take_over(room).await?
        };
        if empty && quiet {
            return Ok(());
        }
        quiet = empty;
        mine = !mine;
    }
    // What is left after so many turns is new since; it goes the next time.
    Ok(())
}

/// This end's turn. Whether there was nothing to say.
async fn hand_over(room: &mut Room, places: &[usize], first: bool) -> Result<bool, Fault> {
    let ask = Ask::Bundles {
        places: places.to_vec(),
        first,
    };
    let Reply::Bundles(bundles) = room.line.ask(ask).await else {
        return Err(Fault::Stopped);
    };
    let count = u32::try_from(bundles.len()).map_err(|_| Fault::Stopped)?;
    for bundle in &bundles {
        let pieces = bundle.chunks(PIECE_BYTES);
        let last = pieces.len();
        for (at, piece) in (1..).zip(pieces) {
            let message = Message::Piece(piece.to_vec(), at == last);
            room.say(&message).await?;
        }
    }
    room.say(&Message::Over(count)).await?;
    if count > 0 {
        room.line.tell(Tell::Handed).await;
    }
    Ok(count == 0)
}

/// What has come in one turn and is not taken in yet.
#[derive(Default)]
struct Basket {
    bundle: Vec<u8>,
    whole: Vec<Vec<u8>>,
    held: usize,
    bundles: usize,
    bytes: usize,
}

impl Basket {
    fn put(&mut self, piece: &[u8], last: bool) -> Result<(), Fault> {
        self.bytes += piece.len();
        self.held += piece.len();
        self.bundle.extend_from_slice(piece);
        if self.bytes > TURN_BYTES_MAX || self.bundle.len() > ENVELOPE_BYTES_MAX {
            return Err(Fault::Wrong);
        }
        if last {
            self.bundles += 1;
            self.whole.push(std::mem::take(&mut self.bundle));
        }
        if self.bundles > TURN_BUNDLES_MAX {
            return Err(Fault::Wrong);
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.whole.len() >= LOT_MAX || self.held >= HELD_BYTES_MAX
    }
}

/// The other end's turn. Whether it had nothing to say.
async fn take_over(room: &mut Room) -> Result<bool, Fault> {
    let mut basket = Basket::default();
    loop {
        match room.hear().await? {
            Message::Piece(piece, last) => {
                basket.put(&piece, last)?;
                if basket.is_full() {
                    take_in(room, &mut basket).await?;
                }
            }
            Message::Over(count) => {
                let told = usize::try_from(count).ok() == Some(basket.bundles);
                if !told || !basket.bundle.is_empty() {
                    return Err(Fault::Wrong);
                }
                take_in(room, &mut basket).await?;
                return Ok(count == 0);
            }
            Message::Tags(..)
            | Message::Proofs(_)
            | Message::Settled(_)
            | Message::Bye
            | Message::Leg(_)
            | Message::Paired => return Err(Fault::Wrong),
        }
    }
}

async fn take_in(room: &mut Room, basket: &mut Basket) -> Result<(), Fault> {
    basket.held = basket.bundle.len();
    if basket.whole.is_empty() {
        return Ok(());
    }
    let whole = std::mem::take(&mut basket.whole);
    match room.line.ask(Ask::TakeIn(whole)).await {
        Reply::Taken => Ok(()),
        Reply::Tags(_)
        | Reply::Proofs(_)
        | Reply::Judged(_)
        | Reply::Bundles(_)
        | Reply::Leg(_)
        | Reply::Paired
        | Reply::Stopped => Err(Fault::Stopped),
    }
}
