//! The fold over a causally closed set of acts: which of them count, which wait, and which are beyond a cut.
//!
//! "Over past(t) only" and "over K" in the readings mean a view over that set and nothing else. Removals and cuts are
//! fold §2.3 to §2.5; the rest are plain questions to the acts that count.

use countersign_domain::act::{Act, Deed, Subject};
use countersign_domain::id::{ActId, DeviceId, PartId};
use countersign_domain::part::{PartKind, Role, Suggestion};
use countersign_domain::state::Joined;

use super::acts::Acts;
use super::set::{At, Set};

/// A set of acts to fold over.
pub(super) struct View<'a> {
    pub(super) acts: &'a Acts<'a>,
    /// Acts that are applied here and not refused.
    pub(super) counted: Set,
    /// Acts that wait.
    pub(super) waiting: Set,
    /// Removals that hold, as opposed to those that only pause.
    pub(super) removals: Set,
    /// Acts beyond a cut.
    pub(super) beyond: Set,
}

impl<'a> View<'a> {
    /// The view over `acts`, where those in `named` wait whatever is there of their past.
    pub(super) fn over(all: &'a Acts<'a>, acts: &Set, named: &Set) -> Self {
        let applied: Set = acts
            .iter()
            .filter(|at| all.whole.has(*at) && all.past[*at].is_within(acts))
            .collect();
        let mut waiting = acts.without(&applied);
        waiting.add_all(named);
        let counted = applied
            .iter()
            .filter(|at| !all.refused.contains_key(at))
            .collect();
        let mut view = Self {
            acts: all,
            counted,
            waiting,
            removals: Set::default(),
            beyond: Set::default(),
        };
        view.removals = view.removals_that_hold();
        view.beyond = view
            .counted
            .iter()
            .filter(|at| !view.put_beyond(*at).is_empty())
            .collect();
        view
    }

    pub(super) fn act(&self, at: At) -> &'a Act {
        self.acts.act(at)
    }

    pub(super) fn author(&self, at: At) -> Role {
        self.act(at).header.author
    }

    pub(super) fn deed(&self, at: At) -> &'a Deed {
        &self.act(at).header.deed
    }

    pub(super) fn subject(&self, at: At) -> Subject {
        self.act(at).header.subject
    }

    /// The act of this name, if it counts.
    pub(super) fn find(&self, id: ActId) -> Option<At> {
        self.acts.place(id).filter(|at| self.counted.has(*at))
    }

    /// Acts that count and whose deed is as asked.
    pub(super) fn which(&self, is: impl Fn(&Deed) -> bool) -> Set {
        self.counted
            .iter()
            .filter(|at| is(self.deed(*at)))
            .collect()
    }

    /// What a suggest act carries.
    pub(super) fn suggestion(&self, act: &'a Act) -> Option<&'a Suggestion> {
        if let Deed::Suggest(made) = &act.header.deed {
            Some(made)
        } else {
            None
        }
    }

    /// The version of this name, if it counts.
    pub(super) fn version(&self, id: ActId) -> Option<(At, &'a Suggestion)> {
        let at = self.find(id)?;
        self.suggestion(self.act(at)).map(|made| (at, made))
    }

    /// The part that a suggest act is about.
    pub(super) fn part_of(&self, version: At) -> PartId {
        match self.subject(version) {
            Subject::Part(part) => part,
            Subject::New | Subject::None | Subject::All => self.acts.id(version),
        }
    }

    /// The kind of the part of this name, if its first suggestion counts.
    pub(super) fn part_kind(&self, id: PartId) -> Option<PartKind> {
        let (at, made) = self.version(id)?;
        (self.subject(at) == Subject::New).then_some(made.part_kind)
    }

    /// Whether an act was made with a recovery kit.
    pub(super) fn is_by_kit(&self, at: At) -> bool {
        self.acts.grants[at].iter().any(|(_, kit)| *kit)
    }

    /// Removals that put an act beyond a cut; none: it is not beyond.
    pub(super) fn put_beyond(&self, at: At) -> Set {
        self.put_beyond_by(&self.removals, at)
    }

    /// Readings, "Removals and cuts": the same, with only these removals. The act need not be in the view.
    pub(super) fn put_beyond_by(&self, removals: &Set, at: At) -> Set {
        let mut by = Set::default();
        if matches!(self.deed(at), Deed::Found { .. }) || removals.is_empty() {
            return by;
        }
        for removal in removals.iter() {
            if removal != at && self.cuts_off(removal, at) {
                by.add(removal);
            }
            if let Deed::Join { compared, .. } = self.deed(at)
                && self.removed_device(removal) == Some(*compared)
                && !self.acts.saw(removal, at)
            {
                by.add(removal);
            }
        }
        for (grant, _) in &self.acts.grants[at] {
            by.add_all(&self.put_beyond_by(removals, *grant));
        }
        by
    }

    /// A removal removes the act's device, and the act is not within its cuts.
    fn cuts_off(&self, removal: At, at: At) -> bool {
        self.removed_device(removal) == Some(self.act(at).header.device)
            && !self.is_within_cuts(removal, at)
    }

    /// The act is the last one vouched for in its incarnation, or an ancestor of it.
    pub(super) fn is_within_cuts(&self, removal: At, at: At) -> bool {
        let Deed::RemoveDevice { cuts, .. } = self.deed(removal) else {
            return false;
        };
        cuts.iter()
            .filter(|cut| cut.incarnation == self.act(at).header.incarnation)
            .any(|cut| {
                let last = self.acts.place(cut.last);
                last.is_some_and(|last| last == at || self.acts.saw(last, at))
            })
    }

    /// The device that a removal removes.
    pub(super) fn removed_device(&self, at: At) -> Option<DeviceId> {
        if let Deed::RemoveDevice { device, .. } = self.deed(at) {
            Some(*device)
        } else {
            None
        }
    }

    /// fold §2.4: concurrent removals both hold, and the kit outranks.
    fn removals_that_hold(&self) -> Set {
        let all = self.which(|deed| matches!(deed, Deed::RemoveDevice { .. }));
        let by_kit: Set = all.iter().filter(|at| self.is_by_kit(*at)).collect();
        let mut order: Vec<At> = all.without(&by_kit).iter().collect();
        order.sort_by_key(|at| self.acts.past[*at].len());
        let mut hold = by_kit.clone();
        for removal in order {
            let beyond_kit = !self.put_beyond_by(&by_kit, removal).is_empty();
            if !beyond_kit && self.own_removals(&hold, removal).is_empty() {
                hold.add(removal);
            }
        }
        hold
    }

    /// Those of the removals that an act saw and that remove its own device.
    pub(super) fn own_removals(&self, removals: &Set, at: At) -> Set {
        let device = Some(self.act(at).header.device);
        let own =
            |removal: &At| self.acts.saw(at, *removal) && self.removed_device(*removal) == device;
        removals.iter().filter(own).collect()
    }

    /// fold §2.2: joins that count and are not beyond a cut.
    pub(super) fn joined(&self) -> Joined {
        let joins = self.which(|deed| matches!(deed, Deed::Join { .. }));
        match joins.without(&self.beyond).len() {
            0 => Joined::NotYet,
            1 => Joined::Once,
            _ => Joined::Twice,
        }
    }

    /// fold §4.4: whether this person ended; beyond a cut an end only pauses (fold §2.5).
    pub(super) fn has_ended(&self, role: Role) -> bool {
        let ends = self
            .which(|deed| matches!(deed, Deed::End))
            .without(&self.beyond);
        ends.iter().any(|at| self.author(at) == role)
    }

    /// fold §4.4: both ended.
    pub(super) fn is_closed(&self) -> bool {
        Role::BOTH.iter().all(|role| self.has_ended(*role))
    }
}

/// Readings, "Refusals" 5: acts in the author's own past that granted this act's device to its author.
pub(super) fn grants(acts: &Acts<'_>, at: At) -> Vec<(At, bool)> {
    let header = &acts.act(at).header;
    let counted = acts.past[at]
        .iter()
        .filter(|grant| !acts.refused.contains_key(grant));
    let of_this_device = |(owner, device, kit): (Role, DeviceId, bool)| {
        (owner == header.author && device == header.device).then_some(kit)
    };
    let kinds = |grant| {
        granted(acts.act(grant))
            .into_iter()
            .filter_map(of_this_device)
    };
    counted
        .flat_map(|grant| kinds(grant).map(move |kit| (grant, kit)))
        .collect()
}

/// The devices and kits that an act grants: owner, device, whether it is a kit.
pub(super) fn granted(act: &Act) -> Vec<(Role, DeviceId, bool)> {
    let owner = act.header.author;
    if let Deed::Found { recovery, .. } | Deed::Join { recovery, .. } = &act.header.deed {
        vec![(owner, act.header.device, false), (owner, *recovery, true)]
    } else if let Deed::AddDevice { device, .. } = &act.header.deed {
        vec![(owner, *device, false)]
    } else {
        Vec::new()
    }
}
