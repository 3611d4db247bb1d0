//! A person's own devices: which there are, and removing one with a cut after the last act that is vouched for.
//!
//! Only a person's own devices or kit remove that person's devices (fold §2.3). What the removed device wrote and
//! nobody here has seen gives nothing from then on; a no or a taking back of it still stands.

use std::collections::BTreeMap;

use countersign_domain::act::Cut;
use countersign_domain::{Act, Claimed, Day, Deed, DeviceId, Incarnation, Subject};
use countersign_seal::{Kit, fingerprint};

use crate::acts::Said;
use crate::app::App;
use crate::book::Book;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names::{self, act_text, role_view};
use crate::page::Page;
use crate::view::{self, Added, AddedBy, DeviceView, Saved};

impl App {
    /// Every device and kit of the two.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn devices(&mut self, agreement: &view::AgreementId) -> Result<Vec<DeviceView>> {
        let (session, world) = self.unlocked()?;
        let here = session.device();
        let page = session.page(names::agreement(agreement)?, world.now())?;
        let book = page.book;
        let devices = book
            .agreement()
            .devices()
            .into_iter()
            .map(|(device, state)| DeviceView {
                id: device.to_string(),
                owner: role_view(state.owner),
                kit: state.kit,
                this: device == here,
                removed: state.removed,
                fingerprint: fingerprint_of(book, device),
                heard: book
                    .peers()
                    .find(|peer| peer.device == device)
                    .and_then(|peer| peer.heard)
                    .map(view::Moment),
                added: page.added(device),
            });
        Ok(devices.collect())
    }

    /// Removes one of this person's own devices; everything of it that is here is vouched for.
    ///
    /// # Errors
    /// When it is not this person's, or the rules say no.
    pub fn remove_device(&mut self, agreement: &view::AgreementId, device: &str) -> Result<Saved> {
        self.remove(agreement, device, None)
    }

    /// The same for one that was lost: what it wrote after a day, by its own clock, is not vouched for. A claimed time is
    /// read by no rule (law 7); here a person chooses by it what gives nothing.
    ///
    /// # Errors
    /// As [`App::remove_device`], and when it is no day.
    pub fn remove_lost_device(
        &mut self,
        agreement: &view::AgreementId,
        device: &str,
        until: &view::Day,
    ) -> Result<Saved> {
        self.remove(agreement, device, Some(names::day(until)?))
    }

    fn remove(
        &mut self,
        agreement: &view::AgreementId,
        device: &str,
        until: Option<Day>,
    ) -> Result<Saved> {
        let agreement = names::agreement(agreement)?;
        let device: DeviceId = device.parse().map_err(|_| Error::from(Code::Malformed))?;
        let (session, _) = self.unlocked()?;
        let (book, _) = session.book(agreement)?;
        let deed = Deed::RemoveDevice {
            device,
            cuts: cuts(book, device, until),
        };
        let saved = self.say(agreement, Said::bare(Subject::All, deed))?;
        let (session, world) = self.unlocked()?;
        session.shut_out(agreement, device, world.now())?;
        Ok(saved)
    }

    /// The same with the recovery words, for a device that is lost together with every other.
    ///
    /// # Errors
    /// When the words are no kit of this person, or the rules say no.
    pub fn remove_device_with_kit(
        &mut self,
        agreement: &view::AgreementId,
        device: &str,
        words: &str,
    ) -> Result<Saved> {
        let agreement = names::agreement(agreement)?;
        let device: DeviceId = device.parse().map_err(|_| Error::from(Code::Malformed))?;
        let kit = Kit::read(words)?;
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let (book, _) = session.book(agreement)?;
        let deed = Deed::RemoveDevice {
            device,
            cuts: cuts(book, device, None),
        };
        let made = book.replica.act_by_kit(&kit, deed, Claimed(now), world);
        let (id, batch) = made.map_err(Error::from)?;
        session.keep_step(agreement, &batch, now, |_| Ok(()))?;
        session.shut_out(agreement, device, now)?;
        Ok(Saved {
            act: act_text(id),
            part: None,
            at: view::Moment(now),
        })
    }
}

impl Page<'_> {
    /// How a device was added; `None` for a kit, and for one that founded or joined.
    fn added(&self, device: DeviceId) -> Option<Added> {
        let adds = |act: &&Act| {
            matches!(&act.header.deed, Deed::AddDevice { device: added, .. } if *added == device)
                && self.book.agreement().refusal(act.id).is_none()
        };
        let act = self.book.agreement().acts().find(adds)?;
        Some(Added {
            by: self.added_by(act),
            stamp: self.stamp(act),
        })
    }

    /// Whether an act that adds a device was signed by a kit.
    pub(crate) fn added_by(&self, act: &Act) -> AddedBy {
        let devices = self.book.agreement().devices();
        let by_kit = devices.get(&act.header.device).is_some_and(|it| it.kit);
        if by_kit {
            AddedBy::Kit
        } else {
            AddedBy::Device
        }
    }
}

/// The last act of each incarnation of a device that is vouched for: the last one here, or the last before one that it
/// claims to have written after a day. What the remover's own place rests on is always among them (fold §2.4).
fn cuts(book: &Book, device: DeviceId, until: Option<Day>) -> Vec<Cut> {
    let here = book.replica.device();
    let mut lives: BTreeMap<Incarnation, BTreeMap<u64, &Act>> = BTreeMap::new();
    let of_device = book
        .agreement()
        .acts()
        .filter(|act| act.header.device == device);
    for act in of_device {
        let life = lives.entry(act.header.incarnation).or_default();
        life.insert(act.header.seq, act);
    }
    let cuts = lives.into_iter().filter_map(|(incarnation, life)| {
        let grounds = life.iter().filter(|(_, act)| is_ground(act, here));
        let ground = grounds.map(|(seq, _)| *seq).max();
        let vouched = |seq: u64, act: &Act| {
            Some(seq) <= ground || until.is_none_or(|day| act.header.claimed.day() <= day)
        };
        let kept = life.iter().take_while(|(seq, act)| vouched(**seq, act));
        let last = kept.last().map(|(_, act)| act.id)?;
        Some(Cut { incarnation, last })
    });
    cuts.collect()
}

/// Whether this device has its place by an act, or a person by it theirs.
fn is_ground(act: &Act, here: DeviceId) -> bool {
    let adds_this = matches!(&act.header.deed, Deed::AddDevice { device, .. } if *device == here);
    adds_this || matches!(act.header.deed, Deed::Found { .. } | Deed::Join { .. })
}

fn fingerprint_of(book: &Book, device: DeviceId) -> Option<String> {
    let keys = book
        .replica
        .brought_keys()
        .find(|keys| keys.sign == device.0)?;
    Some(
        fingerprint(keys)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect(),
    )
}
