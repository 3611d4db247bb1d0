//! One living document: an Automerge document that is made of judged changes, and nothing else.
//!
//! The changes, in the small form in which they travel, are the truth; the Automerge document is made from them when
//! it is needed. It begins with a change that follows from its name, so both people's devices write into the same
//! texts without having met. Automerge runs behind `catch_unwind`, on a copy; the copy is saved, loaded again and read
//! before it becomes the document.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::legacy::{Key, ObjectId, Op, OpType, SortedVec};
use automerge::{Automerge, Change, ChangeHash, ExpandedChange, ObjType, ReadDoc};
use countersign_domain::Role;
use countersign_seal::living_beginning;
use countersign_wire::limits::{LIVING_DOCUMENT_BYTES_MAX, LIVING_WAITING_MAX};
use countersign_wire::{LivingKind, LivingOp};

use super::judge::{Judged, Not, actor};
use super::made::{Made, Makings, Past, Place};
use super::read::{Actor, Read, kept};
use crate::received::Reason;

/// Whose each device is: those of the two people, kits left out.
pub(crate) type Owners = BTreeMap<[u8; 32], Role>;

/// The two operations that every document begins with.
const BEGINNING_OPS: u64 = 2;

/// A change that is in the document.
#[derive(Clone)]
struct Entered {
    read: Read,
    hash: ChangeHash,
    past: Past,
    /// The number of its last operation.
    last: u64,
}

/// What one person has in a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Load {
    pub(crate) bytes: usize,
    pub(crate) ops: u64,
    pub(crate) items: usize,
    pub(crate) writers: usize,
}

/// A living document.
#[derive(Clone)]
pub(crate) struct Document {
    id: [u8; 32],
    kind: LivingKind,
    automerge: Automerge,
    begun: ChangeHash,
    entered: Vec<Entered>,
    by_id: BTreeMap<[u8; 32], usize>,
    seqs: BTreeMap<Actor, u64>,
    writers: BTreeMap<Actor, Role>,
    loads: BTreeMap<Role, Load>,
    makings: Makings,
    waiting: Vec<Read>,
}

/// What became of the changes that were put into a document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Put {
    /// How many are new in it.
    pub(crate) new: usize,
    /// It is not as it was: something is new in it, or waits.
    pub(crate) changed: bool,
}

impl Document {
    /// A document with nothing but its beginning.
    pub(crate) fn begin(id: [u8; 32], kind: LivingKind) -> Result<Self, Reason> {
        let (change, makings) = beginning(id, kind);
        let begun = change.hash();
        let automerge = walled(|| {
            let mut automerge = Automerge::new();
            automerge.apply_changes([change]).ok()?;
            Some(automerge)
        })?;
        Ok(Self {
            id,
            kind,
            automerge,
            begun,
            entered: Vec::new(),
            by_id: BTreeMap::new(),
            seqs: BTreeMap::new(),
            writers: BTreeMap::new(),
            loads: BTreeMap::new(),
            makings,
            waiting: Vec::new(),
        })
    }

    /// Makes a document from its row.
    pub(crate) fn open(
        id: [u8; 32],
        kind: LivingKind,
        row: &[u8],
        owners: &Owners,
    ) -> Result<Self, Reason> {
        let mut document = Self::begin(id, kind)?;
        let mut rest = row;
        let mut reads = Vec::new();
        while let Some((length, more)) = rest.split_first_chunk::<4>() {
            let length = u32::from_be_bytes(*length) as usize;
            let (bytes, more) = more.split_at_checked(length).ok_or(Reason::BadLiving)?;
            reads.push(kept(bytes)?);
            rest = more;
        }
        document.put(reads, owners)?;
        Ok(document)
    }

    /// What is kept of it: its changes in an order that follows causes, then those that wait.
    pub(crate) fn row(&self) -> Vec<u8> {
        let entered = self.entered.iter().map(|entered| &entered.read);
        let mut row = Vec::new();
        for read in entered.chain(&self.waiting) {
            // A change has at most 32 KiB.
            row.extend((read.bytes.len() as u32).to_be_bytes());
            row.extend(&read.bytes);
        }
        row
    }

    /// Judges and enters changes, and those that waited for them. After an error the document is of no use.
    pub(crate) fn put(&mut self, reads: Vec<Read>, owners: &Owners) -> Result<Put, Reason> {
        let mut left = std::mem::take(&mut self.waiting);
        let waited = left.len();
        left.extend(reads);
        let mut put = Put::default();
        let mut changes = Vec::new();
        loop {
            let before = put.new;
            let mut later = Vec::new();
            for read in left {
                let owner = owners.get(&read.change.device).copied();
                match owner.map_or(Err(Not::Yet), |role| self.judge(&read, role)) {
                    Ok(judged) => {
                        changes.push(self.enter(read, judged)?);
                        put.new += 1;
                    }
                    Err(Not::Yet) => later.push(read),
                    Err(Not::Known | Not::Free | Not::Room) => {}
                    Err(Not::Honest) => return Err(Reason::BadLiving),
                }
            }
            left = later;
            if put.new == before {
                break;
            }
        }
        self.keep_waiting(left, owners);
        put.changed = put.new > 0 || self.waiting.len() != waited;
        if put.new > 0 {
            self.apply(changes)?;
            self.check()?;
        }
        Ok(put)
    }

    /// Notes a change as entered, and gives the Automerge change that is made of it.
    fn enter(&mut self, read: Read, judged: Judged) -> Result<Change, Reason> {
        let Judged {
            role,
            operations,
            makings,
            past,
            parents,
            last,
        } = judged;
        let weight = operations.len() as u64;
        let change: Change = ExpandedChange {
            operations,
            actor_id: actor(read.actor),
            hash: None,
            seq: read.change.seq,
            start_op: NonZeroU64::new(read.change.start).ok_or(Reason::BadLiving)?,
            time: 0,
            message: None,
            deps: parents,
            extra_bytes: Vec::new(),
            author: None,
        }
        .into();
        let hash = change.hash();
        let load = self.loads.entry(role).or_default();
        load.bytes += read.bytes.len();
        load.ops += weight;
        let adds = read
            .change
            .ops
            .iter()
            .filter(|op| **op == LivingOp::AddItem);
        load.items += adds.count();
        load.writers += usize::from(self.writers.insert(read.actor, role).is_none());
        self.makings.extend(makings);
        self.seqs.insert(read.actor, read.change.seq);
        self.by_id.insert(read.id, self.entered.len());
        self.entered.push(Entered {
            read,
            hash,
            past,
            last,
        });
        Ok(change)
    }

    /// Hands changes to Automerge, all at once: it walks through the whole document for each call.
    fn apply(&mut self, changes: Vec<Change>) -> Result<(), Reason> {
        let hashes: Vec<ChangeHash> = changes.iter().map(Change::hash).collect();
        let automerge = &mut self.automerge;
        walled(|| {
            automerge.apply_changes(changes).ok()?;
            // "Applied" is not "in it": a change whose past is missing is taken without a word.
            let each = hashes.iter();
            each.map(|hash| automerge.get_change_by_hash(hash).map(|_| ()))
                .collect()
        })
    }

    /// What waits is kept within limits for each person; what does not fit is asked for again.
    fn keep_waiting(&mut self, left: Vec<Read>, owners: &Owners) {
        let mut sums: BTreeMap<Option<Role>, (usize, usize)> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for read in left {
            let (count, bytes) = sums
                .entry(owners.get(&read.change.device).copied())
                .or_default();
            let fits = *count < LIVING_WAITING_MAX / 2
                && *bytes + read.bytes.len() <= LIVING_DOCUMENT_BYTES_MAX / 2;
            if fits && seen.insert(read.id) {
                *count += 1;
                *bytes += read.bytes.len();
                self.waiting.push(read);
            }
        }
    }

    /// Saves, loads again, and reads everything once.
    fn check(&self) -> Result<(), Reason> {
        walled(|| {
            let again = Automerge::load(&self.automerge.save()).ok()?;
            let same = again.get_heads() == self.automerge.get_heads();
            (same && again.get_missing_deps(&[]).is_empty()).then_some(())
        })?;
        self.readable().map(|_| ())
    }

    /// The past that the parents give, their Automerge names, and the number of their last operation.
    pub(super) fn past_of(
        &self,
        parents: &[[u8; 32]],
    ) -> Result<(Past, Vec<ChangeHash>, u64), Not> {
        let mut past = Past::from([(self.beginning(), 1)]);
        let (mut hashes, mut last) = (BTreeSet::new(), BEGINNING_OPS);
        for parent in parents {
            let entered = self.by_id.get(parent).and_then(|at| self.entered.get(*at));
            let entered = entered.ok_or(Not::Yet)?;
            for (actor, seq) in &entered.past {
                let known = past.entry(*actor).or_default();
                *known = (*known).max(*seq);
            }
            last = last.max(entered.last);
            if !hashes.insert(entered.hash) {
                return Err(Not::Honest);
            }
        }
        if hashes.is_empty() {
            hashes.insert(self.begun);
        }
        Ok((past, hashes.into_iter().collect(), last))
    }

    pub(crate) fn id(&self) -> [u8; 32] {
        self.id
    }

    pub(crate) fn kind(&self) -> LivingKind {
        self.kind
    }

    /// The actor of its beginning.
    pub(crate) fn beginning(&self) -> Actor {
        living_beginning(&self.id)
    }

    pub(super) fn automerge(&self) -> &Automerge {
        &self.automerge
    }

    pub(super) fn has(&self, id: &[u8; 32]) -> bool {
        self.by_id.contains_key(id)
    }

    pub(super) fn last_seq(&self, actor: &Actor) -> u64 {
        self.seqs.get(actor).copied().unwrap_or(0)
    }

    /// What one person has in it.
    pub(super) fn load(&self, role: Role) -> Load {
        self.loads.get(&role).copied().unwrap_or_default()
    }

    pub(super) fn writer(&self, actor: &Actor) -> Option<Role> {
        self.writers.get(actor).copied()
    }

    pub(super) fn made(&self, place: Place, past: &Past) -> Option<(Made, u64)> {
        self.makings.found(place, past)
    }

    /// Every item that was ever added.
    pub(super) fn items(&self) -> impl Iterator<Item = (Place, Role)> {
        self.makings.items()
    }

    /// The name of a change, by its Automerge hash.
    pub(super) fn name_of(&self, hash: &ChangeHash) -> Option<[u8; 32]> {
        let found = self.entered.iter().rfind(|entered| entered.hash == *hash);
        found.map(|entered| entered.read.id)
    }

    /// How far this copy has come: the last change of each writer.
    pub(crate) fn have(&self) -> &BTreeMap<Actor, u64> {
        &self.seqs
    }

    /// Changes in an order that follows causes.
    pub(crate) fn changes(&self) -> impl Iterator<Item = &Read> {
        self.entered.iter().map(|entered| &entered.read)
    }

    /// The actors of a device, one for each of its lives that wrote here.
    pub(super) fn actors_of(&self, device: &[u8; 32]) -> BTreeSet<Actor> {
        let theirs = self.changes().filter(|read| read.change.device == *device);
        theirs.map(|read| read.actor).collect()
    }

    /// Who has written in it.
    pub(crate) fn writers(&self) -> BTreeSet<Role> {
        self.writers.values().copied().collect()
    }

    /// Who began it: the writer of the first change that is here.
    pub(crate) fn begun_by(&self) -> Option<Role> {
        let first = self.entered.first()?;
        self.writer(&first.read.actor)
    }
}

/// The change that a document begins with, and what it makes.
fn beginning(id: [u8; 32], kind: LivingKind) -> (Change, Makings) {
    let first = living_beginning(&id);
    let made = match kind {
        LivingKind::Agenda => [
            ("items", ObjType::Map, Made::Items),
            ("musts", ObjType::Map, Made::Musts),
        ],
        LivingKind::Draft => [
            ("title", ObjType::Text, Made::Text),
            ("words", ObjType::Text, Made::Text),
        ],
    };
    let mut makings = Makings::default();
    let mut operations = Vec::new();
    for (counter, (key, kind, made)) in (1..).zip(made) {
        makings.put((first, counter), 1, made, 1);
        operations.push(Op {
            action: OpType::Make(kind),
            obj: ObjectId::Root,
            key: Key::Map(key.into()),
            pred: SortedVec::new(),
            insert: false,
        });
    }
    let change = ExpandedChange {
        operations,
        actor_id: actor(first),
        hash: None,
        seq: 1,
        start_op: NonZeroU64::MIN,
        time: 0,
        message: None,
        deps: Vec::new(),
        extra_bytes: Vec::new(),
        author: None,
    };
    (change.into(), makings)
}

/// Runs Automerge so that a panic of its becomes a reason.
pub(super) fn walled<T>(run: impl FnOnce() -> Option<T>) -> Result<T, Reason> {
    catch_unwind(AssertUnwindSafe(run))
        .ok()
        .flatten()
        .ok_or(Reason::BadLiving)
}
