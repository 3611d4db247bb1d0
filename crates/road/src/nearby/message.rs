//! The messages inside the channel, byte by byte as `docs/nearby.md` lists them.
//!
//! A message that says who shares what has one size, whatever it says, so that its length tells nobody anything.

use countersign_wire::limits::PAIRING_BYTES_MAX;
use countersign_wire::nearby::{PIECE_BYTES, TAGS_PER_FRAME};

use super::ask::{Fault, Proof, Tag};

const TAGS: u8 = 1;
const PROOFS: u8 = 2;
const SETTLED: u8 = 3;
const PIECE: u8 = 4;
const OVER: u8 = 5;
const BYE: u8 = 6;
const LEG: u8 = 7;
const PAIRED: u8 = 8;

const PROOF_BYTES: usize = 32 + 64;

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Message {
    /// Tags, a frame of them; whether another frame follows.
    Tags(Vec<Tag>, bool),
    /// What proves the tags of the frame with the same number.
    Proofs(Vec<Proof>),
    /// Which tags of the called's frame with the same number both have settled on.
    Settled([u8; TAGS_PER_FRAME / 8]),
    /// A piece of a bundle; whether it is the bundle's last.
    Piece(Vec<u8>, bool),
    /// The turn is over; it had so many bundles.
    Over(u32),
    /// There is nobody to talk to at the other end.
    Bye,
    /// A message of pairing; empty where there is none, or none since the last.
    Leg(Vec<u8>),
    /// Paired: what follows is a talk like any other.
    Paired,
}

impl Message {
    /// Its bytes.
    pub(super) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Tags(tags, more) => [&[TAGS, u8::from(*more)], tags.as_flattened()].concat(),
            Self::Proofs(proofs) => {
                let mut bytes = vec![PROOFS];
                for proof in proofs {
                    bytes.extend_from_slice(&proof.device);
                    bytes.extend_from_slice(&proof.signature);
                }
                bytes
            }
            Self::Settled(bits) => [&[SETTLED][..], bits].concat(),
            Self::Piece(piece, last) => [&[PIECE, u8::from(*last)], &piece[..]].concat(),
            Self::Over(count) => [&[OVER][..], &count.to_be_bytes()].concat(),
            Self::Bye => vec![BYE],
            Self::Leg(leg) => [&[LEG][..], leg].concat(),
            Self::Paired => vec![PAIRED],
        }
    }

    /// Reads a message; every one has one encoding.
    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        let (kind, rest) = bytes.split_first().ok_or(Fault::Wrong)?;
        match (*kind, rest) {
            (TAGS, [more @ (0 | 1), tags @ ..]) => {
                let (tags, []) = tags.as_chunks::<32>() else {
                    return Err(Fault::Wrong);
                };
                whole(tags.len())?;
                Ok(Self::Tags(tags.to_vec(), *more == 1))
            }
            (PROOFS, proofs) => {
                let (proofs, []) = proofs.as_chunks::<PROOF_BYTES>() else {
                    return Err(Fault::Wrong);
                };
                whole(proofs.len())?;
                Ok(Self::Proofs(proofs.iter().map(proof).collect()))
            }
            (SETTLED, bits) => {
                let bits = bits.try_into().map_err(|_| Fault::Wrong)?;
                Ok(Self::Settled(bits))
            }
            (PIECE, [last @ (0 | 1), piece @ ..]) => {
                // Many small pieces would cost more than they carry.
                let right = match *last {
                    1 => (1..=PIECE_BYTES).contains(&piece.len()),
                    _ => piece.len() == PIECE_BYTES,
                };
                let piece = right.then(|| piece.to_vec()).ok_or(Fault::Wrong)?;
                Ok(Self::Piece(piece, *last == 1))
            }
            (OVER, count) => {
                let count = count.try_into().map_err(|_| Fault::Wrong)?;
                Ok(Self::Over(u32::from_be_bytes(count)))
            }
            (BYE, []) => Ok(Self::Bye),
            (LEG, leg) if leg.len() <= PAIRING_BYTES_MAX => Ok(Self::Leg(leg.to_vec())),
            (PAIRED, []) => Ok(Self::Paired),
            _ => Err(Fault::Wrong),
        }
    }
}

fn whole(frame: usize) -> Result<(), Fault> {
    if frame == TAGS_PER_FRAME {
        Ok(())
    } else {
        Err(Fault::Wrong)
    }
}

fn proof(bytes: &[u8; PROOF_BYTES]) -> Proof {
    let mut proof = Proof {
        device: [0; 32],
        signature: [0; 64],
    };
    let (device, signature) = bytes.split_at(32);
    proof.device.copy_from_slice(device);
    proof.signature.copy_from_slice(signature);
    proof
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of_each() -> Vec<Message> {
        let proof = Proof {
            device: [3; 32],
            signature: [4; 64],
        };
        vec![
            Message::Tags(vec![[7; 32]; TAGS_PER_FRAME], true),
            Message::Proofs(vec![proof; TAGS_PER_FRAME]),
            Message::Settled([0, 1, 2, 3, 4, 5, 6, 7]),
            Message::Piece(vec![5; PIECE_BYTES], false),
            Message::Piece(vec![5; 1], true),
            Message::Over(7),
            Message::Bye,
            Message::Leg(vec![8; PAIRING_BYTES_MAX]),
            Message::Paired,
        ]
    }

    #[test]
    fn a_message_comes_back_as_it_was_written() {
        for message in one_of_each() {
            assert_eq!(Message::decode(&message.encode()), Ok(message));
        }
    }

    #[test]
    fn a_message_of_another_length_is_refused() {
        for message in one_of_each() {
            let bytes = message.encode();
            let longer = [&bytes[..], &[0]].concat();
            let piece = matches!(message, Message::Piece(_, true));
            assert!(piece || Message::decode(&longer).is_err(), "{message:?}");
            let shorter = &bytes[..bytes.len() - 1];
            let leg = matches!(message, Message::Leg(_));
            assert!(leg || Message::decode(shorter).is_err(), "{message:?}");
        }
        assert!(Message::decode(&[PIECE, 2, 9]).is_err());
        assert!(Message::decode(&[0]).is_err());
    }

    #[test]
    fn the_largest_message_fits_into_the_channel() {
        let longest = one_of_each().iter().map(|it| it.encode().len()).max();
        assert!(longest.is_some_and(|it| it + 16 <= countersign_wire::nearby::MESSAGE_BYTES_MAX));
    }
}
