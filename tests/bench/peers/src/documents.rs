//! The work of the benches as Automerge documents: what a good citizen would make of the same agreement.
//!
//! Records are nested maps by id, texts are plain values (performance.md §1: among the shapes that people use, the one
//! that loads and travels best), what is signed with us is a blob of 300 bytes. Two actors, about 850 rounds.

use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, AutomergeError, ObjType, ROOT, ReadDoc, ScalarValue};
use serde::Deserialize;

/// One thing that somebody says.
#[derive(Deserialize, Clone)]
pub struct Said {
    pub by: String,
    pub kind: String,
    pub part: usize,
    pub words: String,
}

/// What the bench wrote down.
#[derive(Deserialize)]
pub struct Work {
    pub history: Vec<Said>,
    pub week: Vec<Said>,
}

/// The two devices' copies.
pub struct Copies {
    pub client: AutoCommit,
    pub keyworker: AutoCommit,
    said: usize,
}

/// Changes in a round: 3,000 in 850.
const ROUND: usize = 4;

impl Copies {
    pub fn begin() -> Result<Self, AutomergeError> {
        let mut client = AutoCommit::new().with_actor(ActorId::from([1; 16]));
        for map in ["parts", "checkins", "contacts", "acts"] {
            client.put_object(ROOT, map, ObjType::Map)?;
        }
        client.commit();
        let keyworker = client.fork().with_actor(ActorId::from([2; 16]));
        let said = 0;
        Ok(Self {
            client,
            keyworker,
            said,
        })
    }

    /// Says all this, level again after each round.
    pub fn live(&mut self, history: &[Said]) -> Result<(), AutomergeError> {
        for round in history.chunks(ROUND) {
            self.say(round)?;
            self.level()?;
        }
        Ok(())
    }

    pub fn level(&mut self) -> Result<(), AutomergeError> {
        self.client.merge(&mut self.keyworker)?;
        self.keyworker.merge(&mut self.client)?;
        Ok(())
    }

    /// Says all this, each in their own copy.
    pub fn say(&mut self, all: &[Said]) -> Result<(), AutomergeError> {
        for said in all {
            self.said += 1;
            let document = match said.by.as_str() {
                "client" => &mut self.client,
                _ => &mut self.keyworker,
            };
            write(document, said, self.said)?;
            document.commit();
        }
        Ok(())
    }
}

fn write(document: &mut AutoCommit, said: &Said, number: usize) -> Result<(), AutomergeError> {
    let name = format!("{number:06}");
    let time = 1_800_000_000 + i64::try_from(number).unwrap_or(0) * 20_000;
    let words = said.words.as_str();
    match said.kind.as_str() {
        "edit" => {
            let parts = map(document, "parts")?;
            let name = format!("part-{}", said.part);
            if let Some((_, part)) = document.get(&parts, name.as_str())? {
                document.put(&part, "words", words)?;
            }
        }
        "signed" => {
            let acts = map(document, "acts")?;
            document.put(&acts, name.as_str(), ScalarValue::Bytes(noise(number, 300)))?;
        }
        "checkin" => {
            let checkins = map(document, "checkins")?;
            let one = document.put_object(&checkins, name.as_str(), ObjType::Map)?;
            document.put(&one, "at", time)?;
            document.put(&one, "sleep", 4)?;
            document.put(&one, "calm", 6)?;
            document.put(&one, "words", words)?;
        }
        "contact" => {
            let contacts = map(document, "contacts")?;
            let one = document.put_object(&contacts, name.as_str(), ObjType::Map)?;
            document.put(&one, "at", time)?;
            document.put(&one, "whom", "The housing office")?;
            document.put(&one, "words", words)?;
        }
        _ => {
            let parts = map(document, "parts")?;
            let name = format!("part-{}", said.part);
            let one = document.put_object(&parts, name.as_str(), ObjType::Map)?;
            document.put(&one, "kind", said.kind.as_str())?;
            document.put(&one, "by", said.by.as_str())?;
            document.put(&one, "at", time)?;
            document.put(&one, "words", words)?;
        }
    }
    Ok(())
}

fn map(document: &AutoCommit, name: &str) -> Result<automerge::ObjId, AutomergeError> {
    let found = document.get(ROOT, name)?;
    Ok(found.map_or(ROOT, |(_, id)| id))
}

/// Bytes as signatures and hashes are: they cannot be made smaller.
fn noise(seed: usize, length: usize) -> Vec<u8> {
    let mut state = seed as u64;
    let mut bytes = Vec::new();
    while bytes.len() < length {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend((mixed ^ (mixed >> 31)).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}
