//! Who does what next: deeds chosen by weight, so that agreeing, ending and changing devices meet often.

use countersign_domain::part::Role;

use super::copies::{Centre, Draft, Made};

/// How a deed is drafted from what a copy holds; `None` where there is nothing to do it to.
type Drafting = fn(&mut Centre, usize) -> Option<Draft>;

/// Deeds of either person, with weights.
const BOTH: [(usize, Drafting); 25] = [
    (4, Centre::new_part),
    (9, Centre::new_version),
    (22, Centre::yes),
    (4, Centre::no),
    (1, Centre::not_now),
    (7, Centre::take_back),
    (1, Centre::say_differently),
    (1, Centre::reply),
    (3, Centre::pause),
    (3, Centre::resume),
    (2, Centre::erase),
    (1, Centre::answer_erase),
    (1, Centre::contact),
    (1, Centre::reply_to_contact),
    (1, Centre::contest_contact),
    (1, Centre::receipt),
    (1, Centre::copy_for_record),
    (2, Centre::close_step),
    (1, Centre::say_hello),
    (1, Centre::write_card),
    (1, Centre::go_away),
    (1, Centre::come_back),
    (2, Centre::meet),
    (1, Centre::end),
    (1, Centre::unknown),
];

/// Deeds that only the client has.
const CLIENT: [(usize, Drafting); 8] = [
    (14, Centre::yes),
    (3, Centre::yes_pushed),
    (2, Centre::feel_pushed),
    (1, Centre::see),
    (1, Centre::disagree),
    (1, Centre::link),
    (1, Centre::answer_use),
    (1, Centre::share_checkin),
];

/// Deeds that only the keyworker has.
const KEYWORKER: [(usize, Drafting); 4] = [
    (8, Centre::use_mandate),
    (4, Centre::hold),
    (1, Centre::noted_yes),
    (1, Centre::decide),
];

impl Centre {
    /// Somebody gets something, or does something.
    pub(super) fn live_a_moment(&mut self) {
        let who = self.chance.below(self.copies.len());
        let other = self.chance.below(self.copies.len());
        if self.copies[who].kit {
            if self.chance.one_in(30) && self.wild > 0 {
                self.hand_over(other, who);
                self.change_devices(who);
            }
            return;
        }
        let met = !self.copies[other].kit;
        match self.chance.below(200) {
            0..90 => self.hand_over(other, who),
            90..108 if !met => {}
            90..102 => self.agree(who, other),
            102..107 => self.clash(who, other),
            107..108 => self.strive(who, other),
            108..110 => self.restore(who),
            moment if moment < 110 + 2 * self.wild => self.change_devices(who),
            moment if moment < 110 + 4 * self.wild => self.misbehave(who),
            _ => self.do_something(who),
        }
    }

    fn do_something(&mut self, who: usize) {
        if let Some(draft) = self.draft(who) {
            self.write(who, draft);
        }
    }

    /// Two people say yes to the same words, one after the other, and perhaps the mandate is used.
    fn agree(&mut self, who: usize, other: usize) {
        let Some(version) = self.some_version(who, |_| true) else {
            return;
        };
        self.both_say_yes(version, who, other);
        if self.chance.one_in(2) && self.copies[other].role == Role::Keyworker {
            let used = self.use_of(version);
            used.into_iter().for_each(|used| {
                self.write(other, used);
            });
        }
    }

    /// Each says yes, and hands over everything.
    pub(super) fn both_say_yes(&mut self, version: Made, who: usize, other: usize) {
        for (from, to) in [(who, other), (other, who)] {
            let yes = self.yes_to(from, version);
            self.write(from, yes);
            self.hand_all_over(from, to);
        }
    }

    /// One person's two copies, or two people, do something at the same time after having met.
    fn clash(&mut self, who: usize, other: usize) {
        self.hand_all_over(who, other);
        self.hand_all_over(other, who);
        self.do_something(who);
        self.do_something(other);
        if self.chance.one_in(2) {
            self.hand_all_over(who, other);
        }
    }

    fn change_devices(&mut self, who: usize) {
        let role = self.copies[who].role;
        let own = self
            .copies
            .iter()
            .filter(|copy| copy.role == role && !copy.kit)
            .count();
        if own < 3 && self.chance.one_in(2) {
            self.add_device(who);
        } else if own > 1 || self.chance.one_in(4) {
            self.remove_device(who);
        }
    }

    /// A deed that this person may do, mostly.
    pub(super) fn draft(&mut self, who: usize) -> Option<Draft> {
        let mut choices = BOTH.to_vec();
        match self.copies[who].role {
            Role::Client => choices.extend(CLIENT),
            Role::Keyworker => choices.extend(KEYWORKER),
        }
        let all = choices.iter().map(|(weight, _)| weight).sum();
        let mut at = self.chance.below(all);
        for (weight, drafting) in choices {
            if at < weight {
                return drafting(self, who);
            }
            at -= weight;
        }
        None
    }
}
