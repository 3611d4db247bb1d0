//! Deeds of the relationship: how a step ended, hello, cards, away and back, meetings (decision 0008).

use countersign_domain::act::{Act, Deed, Subject};
use countersign_domain::part::{Doer, PartKind};
use countersign_domain::relation::{Ending, When};
use countersign_domain::time::Day;

use super::copies::{Centre, Draft, Made};

const ENDINGS: [Ending; 3] = [Ending::Done, Ending::Changed, Ending::NotThisTime];
const DOERS: [Option<Doer>; 4] = [
    None,
    Some(Doer::Client),
    Some(Doer::Keyworker),
    Some(Doer::Both),
];

impl Centre {
    /// Who does a step: anybody, as steps go.
    pub(super) fn doer(&mut self, part_kind: PartKind) -> Option<Doer> {
        let doer = self.chance.pick(&DOERS).copied().flatten();
        doer.filter(|_| part_kind == PartKind::Step)
    }

    fn day(&mut self) -> Option<Day> {
        let days = i32::try_from(self.chance.below(40)).ok()?;
        Day::from_days(20_900 + days).ok()
    }

    /// Mostly of a step, sometimes of whatever else there is, sometimes without the word that is owed.
    pub(super) fn close_step(&mut self, who: usize) -> Option<Draft> {
        let is_step = |act: &Act| matches!(&act.header.deed, Deed::Suggest(made) if made.part_kind == PartKind::Step);
        let any = self.chance.one_in(8);
        let version = self.some_version(who, |act| any || is_step(act))?;
        Some(self.closing(version))
    }

    /// How a version of a step ended.
    fn closing(&mut self, version: Made) -> Draft {
        let ending = self.chance.pick(&ENDINGS).copied();
        let ending = ending.unwrap_or(Ending::Done);
        let dated = (ending == Ending::Changed && self.chance.one_in(2)) || self.chance.one_in(12);
        let day = self.day().filter(|_| dated);
        let reasoned = !self.chance.one_in(4);
        let part = Subject::Part(self.part_of(version));
        Draft::new(
            Deed::CloseStep {
                version: self.id(version),
                ending,
                day,
                reasoned,
            },
            part,
        )
    }

    /// Two people agree on a goal and on a step towards it, which perhaps moves, and ends; now and then each says so
    /// without having heard the other.
    pub(super) fn strive(&mut self, who: usize, other: usize) {
        let is_goal = |act: &Act| matches!(&act.header.deed, Deed::Suggest(made) if made.part_kind == PartKind::Goal);
        let goal = match self.some_version(who, is_goal) {
            Some(goal) => goal,
            None => {
                let goal = self.bare(who, PartKind::Goal);
                self.write(who, Draft::new(Deed::Suggest(goal), Subject::New))
            }
        };
        self.both_say_yes(goal, who, other);
        let mut step = self.bare(other, PartKind::Step);
        step.goal = Some(self.part_of(goal));
        let step = self.write(other, Draft::new(Deed::Suggest(step), Subject::New));
        self.hand_all_over(other, who);
        if self.chance.one_in(2) {
            self.both_say_yes(step, other, who);
        }
        for _ in 0..1 + self.chance.below(3) {
            let copy = if self.chance.one_in(2) { who } else { other };
            let close = self.closing(step);
            self.write(copy, close);
            if self.chance.one_in(2) {
                self.hand_all_over(copy, who + other - copy);
            }
        }
    }

    pub(super) fn say_hello(&mut self, _who: usize) -> Option<Draft> {
        Some(Draft::new(Deed::Hello, Subject::None))
    }

    pub(super) fn write_card(&mut self, _who: usize) -> Option<Draft> {
        Some(Draft::new(Deed::Card, Subject::None))
    }

    pub(super) fn go_away(&mut self, _who: usize) -> Option<Draft> {
        let (one, other) = (self.day()?, self.day()?);
        let (from, until) = if self.chance.one_in(6) {
            (one, other)
        } else {
            (one.min(other), one.max(other))
        };
        Some(Draft::new(Deed::Away { from, until }, Subject::None))
    }

    /// Mostly from an absence, whoever's; sometimes from something else.
    pub(super) fn come_back(&mut self, who: usize) -> Option<Draft> {
        let any = self.chance.one_in(10);
        let away = self.some(who, |act| {
            any || matches!(act.header.deed, Deed::Away { .. })
        })?;
        Some(Draft::new(Deed::Back { away }, Subject::None))
    }

    pub(super) fn meet(&mut self, who: usize) -> Option<Draft> {
        let is_meeting = |act: &Act| matches!(act.header.deed, Deed::Meet { .. });
        let mut moves = Vec::new();
        for _ in 0..self.chance.below(3) {
            moves.extend(self.some(who, is_meeting));
        }
        if self.chance.one_in(10) {
            moves.extend(self.some(who, |_| true));
        }
        if self.chance.one_in(10) {
            moves = moves.into_iter().cycle().take(9).collect();
        }
        let minute = u16::try_from(self.chance.below(1_500)).ok();
        let minute = minute.filter(|_| self.chance.one_in(2));
        let called_off = self.chance.one_in(4);
        let when = self.day().map(|day| When { day, minute });
        Some(Draft::new(
            Deed::Meet {
                when: when.filter(|_| !called_off),
                moves,
                reasoned: !self.chance.one_in(3),
            },
            Subject::None,
        ))
    }
}
