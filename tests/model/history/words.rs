//! Deeds about parts: suggestions, answers, take-backs, pauses, holds, uses and erasures.

use countersign_domain::act::{Act, Choice, Deed, Effect, Noted, Subject};
use countersign_domain::id::{ActId, PartId, VersionId};
use countersign_domain::part::{PartKind, Role, Suggestion};
use countersign_domain::time::Claimed;

use super::copies::{Centre, Draft, Made};

/// Kinds of part, those that give power most often.
const KINDS: [PartKind; 10] = [
    PartKind::Mandate,
    PartKind::Mandate,
    PartKind::Mandate,
    PartKind::Permission,
    PartKind::Permission,
    PartKind::Goal,
    PartKind::Goal,
    PartKind::Step,
    PartKind::Arrangement,
    PartKind::Purpose,
];

/// The part and the version of a suggest act.
fn suggested(act: &Act) -> Option<(PartId, &Suggestion)> {
    let Deed::Suggest(made) = &act.header.deed else {
        return None;
    };
    match act.header.subject {
        Subject::New => Some((act.id, made)),
        Subject::Part(part) => Some((part, made)),
        Subject::None | Subject::All => None,
    }
}

fn is_power(act: &Act) -> bool {
    suggested(act).is_some_and(|(_, made)| made.part_kind.gives_power())
}

impl Centre {
    /// A suggest act that a copy holds, mostly a late one of one of the first parts.
    pub(super) fn some_version(&mut self, who: usize, is: impl Fn(&Act) -> bool) -> Option<Made> {
        let all = self.held(who, |act| suggested(act).is_some() && is(act));
        self.chance.pick_late(&all).copied()
    }

    pub(super) fn part_of(&self, version: Made) -> PartId {
        suggested(&self.acts[version]).map_or(self.id(version), |(part, _)| part)
    }

    fn about(&self, version: Made) -> (VersionId, Subject) {
        (self.id(version), Subject::Part(self.part_of(version)))
    }

    pub(super) fn bare(&mut self, who: usize, part_kind: PartKind) -> Suggestion {
        let goals = self.held(who, |act| {
            act.header.subject == Subject::New
                && suggested(act).is_some_and(|(_, made)| made.part_kind == PartKind::Goal)
        });
        let is_step = part_kind == PartKind::Step;
        let near = self.chance.below(3) * 5;
        let doer = self.doer(part_kind);
        Suggestion {
            part_kind,
            parents: Vec::new(),
            answers: None,
            language: "sv".to_owned(),
            until: None,
            by: None,
            near: u8::try_from(near)
                .ok()
                .filter(|_| part_kind == PartKind::Goal),
            doer,
            goal: self
                .chance
                .pick(&goals)
                .map(|goal| self.id(*goal))
                .filter(|_| is_step),
            reasoned: self.copies[who].role == Role::Keyworker,
            carried: self.chance.one_in(20),
        }
    }

    pub(super) fn new_part(&mut self, who: usize) -> Option<Draft> {
        let parts = self
            .acts
            .iter()
            .filter(|act| act.header.subject == Subject::New)
            .count();
        if parts > self.size / 12 && !self.chance.one_in(6) {
            return None;
        }
        let kind = self.chance.pick(&KINDS).copied()?;
        Some(Draft::new(
            Deed::Suggest(self.bare(who, kind)),
            Subject::New,
        ))
    }

    pub(super) fn new_version(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, |_| true)?;
        let (id, subject) = self.about(version);
        let (_, made) = suggested(&self.acts[version])?;
        let kind = made.part_kind;
        let mut new = self.bare(who, kind);
        let is_others = self.acts[version].header.author != self.copies[who].role;
        new.answers = Some(id).filter(|_| is_others && self.chance.one_in(2));
        if !self.chance.one_in(4) {
            new.parents.push(id);
        }
        Some(Draft::new(Deed::Suggest(new), subject))
    }

    fn answer(&mut self, who: usize, choice: Choice, others_only: bool) -> Option<Draft> {
        let role = self.copies[who].role;
        let version = self.some_version(who, |act| !others_only || act.header.author != role)?;
        let (version, subject) = self.about(version);
        let reasoned = role == Role::Keyworker;
        Some(Draft::new(
            Deed::Answer {
                version,
                choice,
                day: None,
                reasoned,
            },
            subject,
        ))
    }

    /// A yes to this version.
    pub(super) fn yes_to(&self, who: usize, version: Made) -> Draft {
        let reasoned = self.copies[who].role == Role::Keyworker;
        let (version, subject) = self.about(version);
        let choice = Choice::Yes;
        Draft::new(
            Deed::Answer {
                version,
                choice,
                day: None,
                reasoned,
            },
            subject,
        )
    }

    /// A use of this version, if it gives power.
    pub(super) fn use_of(&self, version: Made) -> Option<Draft> {
        let is_power = is_power(&self.acts[version]);
        let (version, subject) = self.about(version);
        is_power.then(|| {
            Draft::new(
                Deed::Use {
                    version,
                    at: Claimed(0),
                },
                subject,
            )
        })
    }

    pub(super) fn yes(&mut self, who: usize) -> Option<Draft> {
        let others_only = !self.chance.one_in(8);
        self.answer(who, Choice::Yes, others_only)
    }

    pub(super) fn no(&mut self, who: usize) -> Option<Draft> {
        let others_only = !self.chance.one_in(4);
        self.answer(who, Choice::No, others_only)
    }

    pub(super) fn not_now(&mut self, who: usize) -> Option<Draft> {
        self.answer(who, Choice::NotNow, true)
    }

    pub(super) fn yes_pushed(&mut self, who: usize) -> Option<Draft> {
        self.answer(who, Choice::YesPushed, true)
    }

    /// A version to which this person has said yes on this copy.
    fn own_yes(&mut self, who: usize) -> Option<Made> {
        let role = self.copies[who].role;
        let said: Vec<ActId> = self
            .held(who, |act| act.header.author == role)
            .into_iter()
            .filter_map(|made| {
                let act = &self.acts[made];
                if let Deed::Answer {
                    version,
                    choice: Choice::Yes,
                    ..
                } = &act.header.deed
                {
                    return Some(*version);
                }
                suggested(act).map(|_| act.id)
            })
            .collect();
        let version = self.chance.pick_late(&said).copied()?;
        self.acts.iter().position(|act| act.id == version)
    }

    pub(super) fn take_back(&mut self, who: usize) -> Option<Draft> {
        let version = self.own_yes(who)?;
        let (version, subject) = self.about(version);
        let reasoned = self.copies[who].role == Role::Keyworker;
        Some(Draft::new(Deed::TakeBack { version, reasoned }, subject))
    }

    pub(super) fn feel_pushed(&mut self, who: usize) -> Option<Draft> {
        let version = self.own_yes(who)?;
        let (version, subject) = self.about(version);
        Some(Draft::new(Deed::FeltPushed { version }, subject))
    }

    pub(super) fn say_differently(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, |_| true)?;
        let (version, subject) = self.about(version);
        Some(Draft::new(Deed::SayDifferently { version }, subject))
    }

    /// All mandates and permissions, or one of them.
    fn power(&mut self, who: usize) -> Option<Subject> {
        if self.chance.one_in(2) {
            return Some(Subject::All);
        }
        let version = self.some_version(who, is_power)?;
        Some(Subject::Part(self.part_of(version)))
    }

    pub(super) fn pause(&mut self, who: usize) -> Option<Draft> {
        self.power(who)
            .map(|subject| Draft::new(Deed::Pause, subject))
    }

    pub(super) fn resume(&mut self, who: usize) -> Option<Draft> {
        self.held(who, |act| {
            matches!(act.header.deed, Deed::Pause | Deed::Hold { .. })
        })
        .last()?;
        self.power(who)
            .map(|subject| Draft::new(Deed::Resume, subject))
    }

    pub(super) fn hold(&mut self, who: usize) -> Option<Draft> {
        if self.chance.one_in(2) {
            let subject = self.power(who)?;
            return Some(Draft::new(
                Deed::Hold {
                    noted: Noted::Pause,
                },
                subject,
            ));
        }
        let version = self.some_version(who, |_| true)?;
        let noted = if self.chance.one_in(2) {
            Noted::No
        } else {
            Noted::TakeBack
        };
        Some(Draft::new(Deed::Hold { noted }, self.about(version).1))
    }

    pub(super) fn noted_yes(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, |_| true)?;
        let (version, subject) = self.about(version);
        Some(Draft::new(Deed::NotedYes { version }, subject))
    }

    pub(super) fn use_mandate(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, is_power)?;
        self.use_of(version)
    }

    /// Own words mostly; answers and suggestions name their part, other words none.
    pub(super) fn erase(&mut self, who: usize) -> Option<Draft> {
        let role = self.copies[who].role;
        let any = self.chance.one_in(3);
        let worded = self.held(who, |act| any || act.header.author == role);
        let target = self.chance.pick_late(&worded).copied()?;
        let act = &self.acts[target];
        let is_answer = matches!(act.header.deed, Deed::Answer { .. });
        let of_part = suggested(act).map_or(Subject::None, |(part, _)| Subject::Part(part));
        let subject = if is_answer {
            act.header.subject
        } else {
            of_part
        };
        Some(Draft::new(
            Deed::Erase {
                targets: vec![act.id],
            },
            subject,
        ))
    }

    /// A deed of a newer app, about anything.
    pub(super) fn unknown(&mut self, who: usize) -> Option<Draft> {
        let version = self.some_version(who, |_| true)?;
        let part = Subject::Part(self.part_of(version));
        let subject = self
            .chance
            .pick(&[Subject::None, Subject::New, Subject::All, part])
            .copied()?;
        let effects = [
            Effect::Gives,
            Effect::TakesAway,
            Effect::Tells,
            Effect::Tells,
        ];
        let effect = self.chance.pick(&effects).copied()?;
        Some(Draft {
            deed: Deed::Unknown { code: 4_242 },
            subject,
            effect,
        })
    }
}
