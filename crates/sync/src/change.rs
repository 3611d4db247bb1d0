//! The Automerge change that carries an act: made from the act alone, and read without Automerge.
//!
//! Automerge panics on hostile changes, inflates without limit, and accepts changes after which a document cannot be
//! loaded again (reference/engine.md §2.1). So no change that came from outside is ever given to it. An act determines
//! its change to the last byte: actor, place and start come from its header, the one dependency is the change of its
//! device's act before, the one operation puts the act under its id, time is 0. What arrives is read just far enough
//! to find the act in it; the change is then made anew and must be the same bytes. That refuses compressed chunks, run
//! lengths in the millions, other operations, other keys and foreign actors in one comparison, without allocating.
//!
//! Causes across devices stand in the act's `parents`, which are signed; a change does not repeat them.

use std::num::NonZeroU64;

use automerge::legacy::{Key, ObjectId, Op, OpType, SortedVec};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ScalarValue};
use countersign_domain::{ActId, AgreementId, Header};
use countersign_seal::actor_id;
use countersign_wire::limits::{HEADER_BYTES_MAX, SIGNED_ACT_BYTES_MAX};

/// The bytes of a change that carries the largest act: act, key, actor, dependency, head and columns.
pub(crate) const CHANGE_BYTES_MAX: usize = SIGNED_ACT_BYTES_MAX + 512;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHUNK_CHANGE: u8 = 1;
/// Columns of an operation that puts bytes under a key, in their order; any other column is refused.
const COLUMN_VALUE: u64 = 0x57;
const COLUMNS: [u64; 6] = [0x15, 0x34, 0x42, 0x56, COLUMN_VALUE, 0x70];

/// The change cannot be one that an honest app writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the change is not one that this app writes")]
pub(crate) struct NotOurChange;

/// The act that a change claims to carry, and the change that it claims to follow. Nothing is checked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Carried<'b> {
    /// The signed act.
    pub(crate) signed: &'b [u8],
    /// The change of the device's act before.
    pub(crate) after: Option<[u8; 32]>,
}

/// Makes the change of an act.
pub(crate) fn make(
    agreement: AgreementId,
    id: ActId,
    header: &Header,
    signed: &[u8],
    after: Option<[u8; 32]>,
) -> Change {
    let actor = actor_id(
        header.device.as_bytes(),
        agreement.as_bytes(),
        header.incarnation.as_bytes(),
    );
    // A header's seq is at most 2³¹ − 2 (`countersign_domain::encode::SEQ_MAX`).
    let place = NonZeroU64::MIN.saturating_add(header.seq);
    ExpandedChange {
        operations: vec![Op {
            action: OpType::Put(ScalarValue::Bytes(signed.to_vec())),
            obj: ObjectId::Root,
            key: Key::Map(id.to_string().into()),
            pred: SortedVec::new(),
            insert: false,
        }],
        actor_id: ActorId::from(&actor[..]),
        hash: None,
        seq: place.get(),
        start_op: place,
        time: 0,
        message: None,
        deps: after.map(ChangeHash).into_iter().collect(),
        extra_bytes: Vec::new(),
        author: None,
    }
    .into()
}

/// Finds the act in a change that arrived. Allocates nothing; every length is checked against what is there.
pub(crate) fn read(bytes: &[u8]) -> Result<Carried<'_>, NotOurChange> {
    if bytes.len() > CHANGE_BYTES_MAX {
        return Err(NotOurChange);
    }
    let mut rest = Rest(bytes);
    if rest.take(4)? != MAGIC {
        return Err(NotOurChange);
    }
    rest.take(4)?; // the checksum; comparing with the change made anew checks it
    if rest.take(1)? != [CHUNK_CHANGE] || rest.number()? != rest.0.len() as u64 {
        return Err(NotOurChange);
    }
    let after = match rest.number()? {
        0 => None,
        1 => Some(rest.take(32)?.try_into().map_err(|_| NotOurChange)?),
        _ => return Err(NotOurChange),
    };
    rest.sized()?; // actor
    rest.number()?; // seq
    rest.number()?; // start
    rest.number()?; // time; 0 reads alike signed and unsigned
    rest.sized()?; // message
    if rest.number()? != 0 {
        return Err(NotOurChange); // other actors
    }
    let signed = rest.value_column()?;
    if signed.len() > SIGNED_ACT_BYTES_MAX {
        return Err(NotOurChange);
    }
    Ok(Carried { signed, after })
}

/// What is left of the bytes.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], NotOurChange> {
        let (head, tail) = self.0.split_at_checked(length).ok_or(NotOurChange)?;
        self.0 = tail;
        Ok(head)
    }

    fn sized(&mut self) -> Result<&'b [u8], NotOurChange> {
        let length = usize::try_from(self.number()?).map_err(|_| NotOurChange)?;
        self.take(length)
    }

    /// A LEB128 number of at most five bytes: no count or length of ours has more.
    fn number(&mut self) -> Result<u64, NotOurChange> {
        let mut value = 0;
        for shift in [0, 7, 14, 21, 28] {
            let [byte] = *self.take(1)? else {
                return Err(NotOurChange);
            };
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(NotOurChange)
    }

    /// Reads which columns there are, and gives the one with the values.
    fn value_column(&mut self) -> Result<&'b [u8], NotOurChange> {
        let count = self.number()?;
        if count > COLUMNS.len() as u64 {
            return Err(NotOurChange);
        }
        let (mut before, mut length) = (0usize, None);
        for _ in 0..count {
            let column = self.number()?;
            let bytes = usize::try_from(self.number()?).map_err(|_| NotOurChange)?;
            if !COLUMNS.contains(&column) || bytes > HEADER_BYTES_MAX + CHANGE_BYTES_MAX {
                return Err(NotOurChange);
            }
            if column == COLUMN_VALUE {
                length = Some(bytes);
            } else if length.is_none() {
                before += bytes;
            }
        }
        self.take(before)?;
        self.take(length.ok_or(NotOurChange)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use countersign_domain::encode;
    use countersign_domain::{Claimed, Deed, DeviceId, Effect, Incarnation, Role, Subject};
    use proptest::prelude::*;

    fn header(seq: u64) -> Header {
        Header {
            agreement: Some(ActId([1; 32])),
            author: Role::Client,
            device: DeviceId([2; 32]),
            incarnation: Incarnation([3; 16]),
            seq,
            prev: None,
            parents: Vec::new(),
            continues: None,
            waiting: Vec::new(),
            effect: Effect::TakesAway,
            subject: Subject::All,
            deed: Deed::Pause,
            claimed: Claimed(0),
            commitment: None,
        }
    }

    fn sample(seq: u64, after: Option<[u8; 32]>) -> (Vec<u8>, Vec<u8>) {
        let header = header(seq);
        let mut signed = encode::header(&header);
        signed.extend([0; 64]);
        let change = make(ActId([1; 32]), ActId([9; 32]), &header, &signed, after);
        (signed, change.raw_bytes().to_vec())
    }

    proptest! {
        #[test]
        fn a_change_gives_back_the_act_it_was_made_of(
            seq in 0..encode::SEQ_MAX, after in proptest::option::of(any::<[u8; 32]>()),
        ) {
            let (signed, bytes) = sample(seq, after);
            prop_assert_eq!(read(&bytes), Ok(Carried { signed: &signed, after }));
            prop_assert!(Change::from_bytes(bytes).is_ok());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn a_changed_byte_is_read_without_a_panic(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let (_, mut bytes) = sample(3, Some([4; 32]));
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read(&bytes);
        }
    }

    #[test]
    fn the_largest_act_fits_into_the_largest_change() {
        let header = header(encode::SEQ_MAX);
        let signed = vec![0xff; SIGNED_ACT_BYTES_MAX];
        let change = make(
            ActId([1; 32]),
            ActId([9; 32]),
            &header,
            &signed,
            Some([7; 32]),
        );
        assert!(change.raw_bytes().len() <= CHANGE_BYTES_MAX);
        assert!(read(change.raw_bytes()).is_ok());
    }
}
