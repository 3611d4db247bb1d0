//! P1 and P2: how many bytes travel, for a week and for a fresh device. The peers do the same in `peers/`.
//!
//! Prints what takes how much of them, and writes the work (`work.json`) and our figures (`ours.json`) into a folder, in
//! which `scripts/bench --peers` lets the peers do the same work.

use std::fs;
use std::path::Path;

use countersign_seal::{DeviceKeys, open_envelope, pack_bundle, unwrap};
use countersign_wire::{BundleFile, Envelope};
use serde_json::{Value, json};

use crate::cast::{Outcome, Person};
use crate::fresh;
use crate::years::Years;

/// Acts of the history, and of both in the week.
const HISTORY: usize = 3_000;
const WEEK: usize = 120;
const KEY_SECONDS: i64 = 31 * 24 * 3_600;

/// What travelled in some files.
#[derive(Default)]
struct Travelled {
    files: usize,
    bytes: usize,
    bundles: usize,
    wraps: usize,
}

impl Travelled {
    fn add(&mut self, file: &[u8]) -> Outcome<()> {
        self.files += 1;
        self.bytes += file.len();
        for envelope in BundleFile::open(file)? {
            self.bundles += 1;
            self.wraps += Envelope::decode(envelope?)?.wraps.len();
        }
        Ok(())
    }
}

/// Lives the history and the week, and writes both down.
pub(crate) fn write(folder: &Path) -> Outcome<()> {
    let mut years = Years::begin()?;
    let mut early = years.magda.copy()?;
    years.live_until(HISTORY)?;
    let history = listed(&mut years);
    let whole = fresh::whole_history(&mut early, &mut years.karin)?;
    let mut first = Travelled::default();
    first.add(&whole)?;
    let week = week(&mut years, 0)?;
    let said = listed(&mut years);
    let key_week = week_again(&mut years)?;
    for (name, travelled) in [
        ("fresh device", &first),
        ("a week", &week),
        ("a week with new keys", &key_week),
    ] {
        show(name, travelled);
    }
    where_bytes_go(&mut years)?;
    let figures = json!({
        "fresh": first.bytes, "week": week.bytes, "key_week": key_week.bytes,
    });
    let work = json!({ "history": history, "week": said });
    fs::create_dir_all(folder)?;
    fs::write(folder.join("work.json"), work.to_string())?;
    fs::write(folder.join("ours.json"), figures.to_string())?;
    Ok(())
}

fn listed(years: &mut Years) -> Vec<Value> {
    let said = years.said.drain(..);
    said.map(|said| said.to_json()).collect()
}

/// A week apart, and then level again: until each knows that the other has everything.
fn week(years: &mut Years, waits: i64) -> Outcome<Travelled> {
    years.magda.carry_to(&mut years.karin)?;
    years.karin.carry_to(&mut years.magda)?;
    years.magda.carry_to(&mut years.karin)?;
    years.magda.time_passes(waits);
    years.karin.time_passes(waits);
    years.say(WEEK)?;
    let mut travelled = Travelled::default();
    carry(&mut years.magda, &mut years.karin, &mut travelled)?;
    carry(&mut years.karin, &mut years.magda, &mut travelled)?;
    carry(&mut years.magda, &mut years.karin, &mut travelled)?;
    Ok(travelled)
}

/// A week in which both make a new sending key.
fn week_again(years: &mut Years) -> Outcome<Travelled> {
    week(years, KEY_SECONDS)
}

fn carry(from: &mut Person, to: &mut Person, travelled: &mut Travelled) -> Outcome<()> {
    let file = from.file()?;
    travelled.add(&file)?;
    to.app.receive_file(&file)?;
    Ok(())
}

/// Where the bytes of Karin's week go: opened with Magda's keys, and packed again.
fn where_bytes_go(years: &mut Years) -> Outcome<()> {
    years.karin.time_passes(KEY_SECONDS);
    years.say(WEEK)?;
    let file = years.karin.file()?;
    years.magda.app.lock();
    let vault = years.magda.unlocked()?;
    let (_, secret) = vault.view().own_device()?.ok_or("no device")?;
    let keys = DeviceKeys::from_secret(&secret)?;
    drop(vault);
    years.magda.open()?;
    for envelope in BundleFile::open(&file)? {
        let bytes = envelope?;
        let envelope = Envelope::decode(bytes)?;
        let key = unwrap(&keys, envelope.key_id, &envelope.wraps).ok_or("no key")?;
        let bundle = open_envelope(&envelope, &key)?.bundle;
        let plain = bundle.encode()?;
        let packed = pack_bundle(&key.id().0, &plain)?;
        let (fields, words, deflated, aside) = sizes(&packed).ok_or("not packed")?;
        let salts = bundle.acts.iter().filter(|act| act.body.is_some()).count();
        println!(
            "{} acts: {} bytes signed, {} packed, {} sealed; signatures {}, salts {}, new names {}, fields {fields} and words {words} deflated to {deflated}",
            bundle.acts.len(),
            plain.len(),
            packed.len(),
            bytes.len(),
            bundle.acts.len() * 64,
            salts * 32,
            aside - bundle.acts.len() * 64 - salts * 32,
        );
    }
    Ok(())
}

/// The three numbers at the front of a packed bundle, and what stands aside.
fn sizes(packed: &[u8]) -> Option<(usize, usize, usize, usize)> {
    let mut rest = packed.iter();
    let mut number = || {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *rest.next()?;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
    };
    let (fields, words, deflated) = (number()?, number()?, number()?);
    Some((fields, words, deflated, rest.len().checked_sub(deflated)?))
}

fn show(name: &str, travelled: &Travelled) {
    println!(
        "{name}: {} bytes in {} files, {} bundles, {} wraps",
        travelled.bytes, travelled.files, travelled.bundles, travelled.wraps
    );
}
