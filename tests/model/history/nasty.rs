//! Acts that no honest app writes: wrong roles, chains, effects, targets, agreements and numbers.

use countersign_domain::act::{Cut, Deed, Effect, Header, Subject};
use countersign_domain::id::{ActId, DeviceId, Incarnation};
use countersign_domain::part::{PartKind, Suggestion};

use super::copies::{Centre, Draft};

impl Centre {
    /// One copy (or a kit, or a stranger) writes something that is mostly refused.
    pub(super) fn misbehave(&mut self, who: usize) {
        match self.chance.below(9) {
            0 => self.write_about_devices(who),
            1 => self.write_as_the_other(who),
            2 => self.write_as_kit(who),
            3 => self.write_as_stranger(who),
            _ => {
                if let Some(draft) = self.draft(who) {
                    let mut header = self.header(who, draft);
                    self.spoil(&mut header);
                    self.put(who, header);
                }
            }
        }
    }

    fn write_about_devices(&mut self, who: usize) {
        let known: Vec<DeviceId> = self.copies.iter().map(|copy| copy.device).collect();
        let strange = DeviceId(self.chance.bytes());
        let device = self.chance.pick(&known).copied().unwrap_or(strange);
        let (wrap_key, countersignature, admission) = (Vec::new(), Vec::new(), Vec::new());
        let incarnation = self.copies[who].incarnation;
        let last = self.acts[self.chance.below(self.acts.len())].id;
        let deed = match self.chance.below(6) {
            0 => Deed::Found {
                wrap_key,
                recovery: strange,
            },
            1 => Deed::Join {
                wrap_key,
                recovery: strange,
                compared: device,
                admission,
            },
            2 => Deed::AddDevice {
                device,
                wrap_key,
                countersignature,
            },
            3 => Deed::RemoveDevice {
                device,
                cuts: vec![Cut { incarnation, last }; 2],
            },
            4 => Deed::RemoveDevice {
                device,
                cuts: vec![Cut { incarnation, last }],
            },
            _ => Deed::RemoveDevice {
                device,
                cuts: Vec::new(),
            },
        };
        let removes = matches!(deed, Deed::RemoveDevice { .. });
        let subject = if removes { Subject::All } else { Subject::None };
        self.write(who, Draft::new(deed, subject));
    }

    /// A deed that only the other role has, or one of theirs on this device.
    fn write_as_the_other(&mut self, who: usize) {
        let role = self.copies[who].role;
        self.copies[who].role = role.other();
        let draft = self.draft(who);
        if !self.chance.one_in(4) {
            self.copies[who].role = role;
        }
        draft.into_iter().for_each(|draft| {
            self.write(who, draft);
        });
        self.copies[who].role = role;
    }

    /// A late or repeated join by somebody new, with a compared key that may be nobody's.
    fn write_as_stranger(&mut self, who: usize) {
        let known: Vec<DeviceId> = self.copies.iter().map(|copy| copy.device).collect();
        let mut copy = self.copies[who].clone();
        if !self.chance.one_in(3) {
            copy.device = DeviceId(self.chance.bytes());
        }
        copy.incarnation = Incarnation(self.chance.bytes());
        copy.last = None;
        if self.chance.one_in(2) {
            copy.held = std::iter::once(0).collect();
            copy.role = self.acts[0].header.author.other();
        }
        let recovery = DeviceId(self.chance.bytes());
        let compared = self.chance.pick(&known).copied().unwrap_or(recovery);
        let (wrap_key, admission) = (Vec::new(), Vec::new());
        self.copies.push(copy);
        let deed = Deed::Join {
            wrap_key,
            recovery,
            compared,
            admission,
        };
        self.write(self.copies.len() - 1, Draft::new(deed, Subject::None));
        if !self.chance.one_in(4) {
            self.copies.pop();
        }
    }

    fn write_as_kit(&mut self, who: usize) {
        let role = self.copies[who].role;
        let kit = self
            .copies
            .iter()
            .position(|copy| copy.kit && copy.role == role);
        let Some(kit) = kit else { return };
        self.hand_over(who, kit);
        if let Some(draft) = self.draft(kit) {
            self.write(kit, draft);
        }
    }

    /// Makes one thing about a header wrong, or at least odd.
    fn spoil(&mut self, header: &mut Header) {
        let strange = ActId(self.chance.bytes());
        let known = self.acts[self.chance.below(self.acts.len())].id;
        let effects = [Effect::Gives, Effect::TakesAway, Effect::Tells];
        let subjects = [
            Subject::None,
            Subject::New,
            Subject::All,
            Subject::Part(known),
        ];
        match self.chance.below(12) {
            0 => header.agreement = Some(strange),
            1 => header.seq = header.seq.wrapping_add(1 + self.chance.bits() % 3),
            2 => header.prev = Some(known),
            3 => header.continues = Some(known),
            4 => header.author = header.author.other(),
            5 => header.device = DeviceId(self.chance.bytes()),
            6 => header.effect = self.chance.pick(&effects).copied().unwrap_or(Effect::Tells),
            7 => {
                header.subject = self
                    .chance
                    .pick(&subjects)
                    .copied()
                    .unwrap_or(Subject::None)
            }
            8 => header.waiting.push(known),
            _ => self.spoil_deed(&mut header.deed, known),
        }
    }

    fn spoil_deed(&mut self, deed: &mut Deed, known: ActId) {
        if let Deed::Suggest(made) = deed {
            self.spoil_suggestion(made, known);
        } else if let Deed::Answer {
            version, reasoned, ..
        }
        | Deed::TakeBack { version, reasoned } = deed
        {
            *reasoned = false;
            *version = if self.chance.one_in(2) {
                known
            } else {
                *version
            };
        } else if let Deed::Use { version, .. }
        | Deed::FeltPushed { version }
        | Deed::SayDifferently { version } = deed
        {
            *version = known;
        } else if let Deed::Erase { targets } = deed {
            targets.extend(std::iter::repeat_n(known, self.chance.below(80)));
        }
    }

    fn spoil_suggestion(&mut self, made: &mut Suggestion, known: ActId) {
        match self.chance.below(7) {
            0 => made.near = Some(11),
            1 => made.answers = Some(known),
            2 => made.parents = vec![known; 9],
            3 => made.parents.push(known),
            4 => made.goal = Some(known),
            5 => made.part_kind = PartKind::Step,
            _ => made.reasoned = false,
        }
    }
}
