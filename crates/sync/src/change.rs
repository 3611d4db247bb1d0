//! The Automerge change that carries an act: made from the act alone.
//!
//! Automerge panics on hostile changes, inflates without limit, and accepts changes after which a document cannot be
//! loaded again (reference/engine.md §2.1). So no change ever comes from outside: acts travel, and an act determines
//! its change to the last byte. Actor, place and start come from its header, the one dependency is the change of its
//! device's act before, the one operation puts the act under its id, time is 0.
//!
//! Causes across devices stand in the act's `parents`, which are signed; a change does not repeat them.

use std::num::NonZeroU64;

use automerge::legacy::{Key, ObjectId, Op, OpType, SortedVec};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ScalarValue};
use countersign_domain::{ActId, AgreementId, Header};
use countersign_seal::actor_id;

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
