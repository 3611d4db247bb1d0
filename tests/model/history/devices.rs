//! Founding, joining, adding and removing devices, restored copies and new incarnations.

use std::collections::{BTreeMap, BTreeSet};

use countersign_domain::act::{Cut, Deed, Subject};
use countersign_domain::id::{DeviceId, Incarnation};
use countersign_domain::part::Role;

use super::chance::Chance;
use super::copies::{Centre, Copy, Draft, Made};

impl Centre {
    /// Founds an agreement; the other person has mostly joined, now and then twice or not yet.
    pub(super) fn open(seed: u64, size: usize) -> Self {
        let mut chance = Chance::new(seed);
        let wild = chance.below(5);
        let (acts, past, copies) = (Vec::new(), Vec::new(), Vec::new());
        let mut centre = Self {
            chance,
            wild,
            size,
            acts,
            past,
            copies,
        };
        let founder = if centre.chance.one_in(2) {
            Role::Client
        } else {
            Role::Keyworker
        };
        centre.admit(founder, BTreeSet::new(), |recovery| Deed::Found {
            wrap_key: Vec::new(),
            recovery,
        });
        let founded = centre.copies[0].clone();
        let joins = match centre.chance.below(20) {
            0 => 0,
            1 => 2,
            _ => 1,
        };
        for _ in 0..joins {
            let compared = founded.device;
            centre.admit(founder.other(), founded.held.clone(), |recovery| {
                let (wrap_key, admission) = (Vec::new(), Vec::new());
                Deed::Join {
                    wrap_key,
                    recovery,
                    compared,
                    admission,
                }
            });
        }
        if centre.chance.one_in(2) {
            let joined = centre.copies.len() - 1;
            centre.hand_over(joined, 0);
            let adder = centre.chance.below(centre.copies.len());
            centre.add_device(adder);
        }
        centre
    }

    /// A new person's first device and kit, with the act that brings them in.
    fn admit(&mut self, role: Role, held: BTreeSet<Made>, deed: impl Fn(DeviceId) -> Deed) {
        let copy = self.copy(role, false, held);
        let kit = self.copy(role, true, BTreeSet::new());
        let deed = deed(kit.device);
        self.copies.push(copy);
        let who = self.copies.len() - 1;
        self.write(who, Draft::new(deed, Subject::None));
        let held = self.copies[who].held.clone();
        self.copies.push(Copy { held, ..kit });
    }

    fn copy(&mut self, role: Role, kit: bool, held: BTreeSet<Made>) -> Copy {
        Copy {
            role,
            device: DeviceId(self.chance.bytes()),
            kit,
            incarnation: Incarnation(self.chance.bytes()),
            held,
            loose: BTreeSet::new(),
            last: None,
            continues: None,
        }
    }

    /// A further device of the same person starts with what the adding one holds.
    pub(super) fn add_device(&mut self, who: usize) {
        let role = self.copies[who].role;
        let new = self.copy(role, false, BTreeSet::new());
        let (wrap_key, countersignature) = (Vec::new(), Vec::new());
        let deed = Deed::AddDevice {
            device: new.device,
            wrap_key,
            countersignature,
        };
        self.write(who, Draft::new(deed, Subject::None));
        let held = self.copies[who].held.clone();
        self.copies.push(Copy { held, ..new });
    }

    /// Removes a device of the same person, vouching for all that was seen of it or for less.
    pub(super) fn remove_device(&mut self, who: usize) {
        let role = self.copies[who].role;
        let own: Vec<DeviceId> = self
            .copies
            .iter()
            .filter(|copy| copy.role == role && !copy.kit)
            .map(|copy| copy.device)
            .collect();
        let Some(device) = self.chance.pick(&own).copied() else {
            return;
        };
        let cuts = self.cuts(who, device);
        self.write(
            who,
            Draft::new(Deed::RemoveDevice { device, cuts }, Subject::All),
        );
    }

    /// Mostly the last act seen of each incarnation, sometimes an earlier one.
    fn cuts(&mut self, who: usize, device: DeviceId) -> Vec<Cut> {
        let mut seen: BTreeMap<Incarnation, Vec<Made>> = BTreeMap::new();
        for made in self.held(who, |act| act.header.device == device) {
            seen.entry(self.acts[made].header.incarnation)
                .or_default()
                .push(made);
        }
        let generous = !self.chance.one_in(3);
        let mut cuts = Vec::new();
        for (incarnation, acts) in seen {
            let last = acts.last().filter(|_| generous).copied();
            let last = last.or_else(|| self.chance.pick_late(&acts).copied());
            cuts.extend(last.map(|made| Cut {
                incarnation,
                last: self.id(made),
            }));
        }
        cuts
    }

    /// An old copy of a device is restored: it writes on under the same incarnation (a fork to come) or a new one.
    pub(super) fn restore(&mut self, who: usize) {
        let mut copy = self.copies[who].clone();
        let Some(last) = copy.last.filter(|_| !copy.kit) else {
            return;
        };
        let earlier: Vec<Made> = self.held(who, |act| {
            act.header.device == copy.device && act.header.incarnation == copy.incarnation
        });
        let back = self.chance.pick_late(&earlier).copied().unwrap_or(last);
        copy.held = self.past[back].clone();
        copy.held.insert(back);
        copy.last = Some(back);
        if self.chance.one_in(2) {
            copy.incarnation = Incarnation(self.chance.bytes());
            copy.continues = copy.last.take();
        }
        if self.chance.one_in(3) {
            self.copies[who] = copy;
        } else {
            self.copies.push(copy);
        }
    }
}
