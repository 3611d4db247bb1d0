//! What paper and the copy for the record say, in each language of the window.
//!
//! A sheet leaves the app and is read where no window can say it again, so its sentences live here and not with the
//! screens. Each language is one value of [`Phrases`]: a sentence that one of them lacks does not compile. Words of
//! people are never here.

mod en;
mod nb;
mod nl;
mod sv;

use countersign_domain::Claimed;

use crate::view::{Day, Ending, EndingView, MeetView, PartKind, Role, Standing, Terms};

/// Every sentence, with `{…}` where something is filled in.
pub(crate) struct Phrases {
    /// The BCP 47 tag.
    pub(crate) tag: &'static str,
    pub(crate) months: [&'static str; 12],
    /// What stands behind the number of a day.
    pub(crate) day_mark: &'static str,
    pub(crate) and: &'static str,
    pub(crate) the_client: &'static str,
    pub(crate) the_keyworker: &'static str,
    pub(crate) both: &'static str,
    /// All that a notice says: nothing of anybody.
    pub(crate) notice: &'static str,
    pub(crate) standings: Standings,
    pub(crate) fields: Fields,
    pub(crate) told: Told,
    pub(crate) paper: Paper,
    pub(crate) record: Record,
}

/// Where a part stands (design §3).
pub(crate) struct Standings {
    pub(crate) waiting: &'static str,
    pub(crate) both_agree: &'static str,
    pub(crate) not_agreed: &'static str,
    pub(crate) new_suggestion: &'static str,
    pub(crate) two_suggestions: &'static str,
    pub(crate) under_pressure: &'static str,
    pub(crate) taken_back: &'static str,
    pub(crate) on_hold: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) decided: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) also: &'static str,
}

/// What a version says besides its words.
pub(crate) struct Fields {
    pub(crate) near: &'static str,
    pub(crate) by: &'static str,
    pub(crate) until: &'static str,
    pub(crate) from: &'static str,
    pub(crate) stands_in: &'static str,
    pub(crate) decided_by: &'static str,
    pub(crate) law: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) appeal: &'static str,
    pub(crate) appeal_until: &'static str,
    pub(crate) helper: &'static str,
    pub(crate) because: &'static str,
}

/// What paper and the record say of what stands beside the agreement.
pub(crate) struct Told {
    /// How a step ended for the client: done, changed, not this time.
    pub(crate) client: [&'static str; 3],
    /// The same for the keyworker: kept, moved, not kept.
    pub(crate) keyworker: [&'static str; 3],
    pub(crate) moved: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) next: &'static str,
    pub(crate) instead: &'static str,
}

/// What only paper says.
pub(crate) struct Paper {
    pub(crate) agreement_number: &'static str,
    pub(crate) printed: &'static str,
    pub(crate) ends: &'static str,
    pub(crate) all_paused: &'static str,
    /// What for, goals, steps, mandates and permissions, meetings, decided by others.
    pub(crate) headings: [&'static str; 6],
    pub(crate) shared_by: &'static str,
    pub(crate) agreed_by: &'static str,
    pub(crate) suggested_by: &'static str,
    pub(crate) noted_yes: &'static str,
    pub(crate) words_number: &'static str,
    pub(crate) erased: &'static str,
    pub(crate) not_here: &'static str,
    pub(crate) said_no: &'static str,
    pub(crate) disagrees: &'static str,
    /// The four answers, in their order.
    pub(crate) answers: [&'static str; 4],
    pub(crate) take_back: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) disagree: &'static str,
    pub(crate) own_words: &'static str,
    pub(crate) foot: [&'static str; 4],
    pub(crate) name: &'static str,
    pub(crate) day: &'static str,
    pub(crate) i_appeal: &'static str,
    pub(crate) appeal_why: &'static str,
    pub(crate) appeal_to: &'static str,
}

/// What only the copy for the record says.
pub(crate) struct Record {
    /// Agreed, follow-up, open, decided, taking part, own words, disagreements, uses.
    pub(crate) headings: [&'static str; 8],
    /// Purpose, goal, activity, mandate, permission, arrangement, decision.
    pub(crate) kinds: [&'static str; 7],
    pub(crate) suggested: &'static str,
    pub(crate) owes_answer: &'static str,
    pub(crate) owes_step: &'static str,
    pub(crate) ends: &'static str,
    pub(crate) seen: &'static str,
    pub(crate) not_seen: &'static str,
    pub(crate) said_no: &'static str,
    /// Suggested words, yes, no, not now, yes under pressure, took back a yes.
    pub(crate) did: [&'static str; 6],
    pub(crate) on_own_device: &'static str,
    pub(crate) no_to: &'static str,
    pub(crate) took_back: &'static str,
    pub(crate) pressed: &'static str,
    pub(crate) disagrees: &'static str,
    pub(crate) no_words: &'static str,
    pub(crate) within: &'static str,
    pub(crate) before_they_knew: &'static str,
    pub(crate) without: &'static str,
    pub(crate) not_here: &'static str,
}

impl Phrases {
    /// The phrases of a language; English for one that the window does not speak.
    pub(crate) fn of(tag: &str) -> &'static Self {
        let bare = tag.split('-').next().unwrap_or_default();
        [&sv::PHRASES, &nb::PHRASES, &nl::PHRASES]
            .into_iter()
            .find(|phrases| phrases.tag.eq_ignore_ascii_case(bare))
            .unwrap_or(&en::PHRASES)
    }

    /// A calendar day as it is said: "3 May 2027".
    pub(crate) fn day(&self, day: &Day) -> String {
        let mut numbers = day.0.split('-');
        let (year, month, date) = (numbers.next(), numbers.next(), numbers.next());
        let month = month
            .and_then(|month| month.parse::<usize>().ok())
            .and_then(|month| self.months.get(month.checked_sub(1)?));
        match (year, month, date) {
            (Some(year), Some(month), Some(date)) => {
                let date = date.trim_start_matches('0');
                format!("{date}{} {month} {year}", self.day_mark)
            }
            _ => day.0.clone(),
        }
    }

    /// The word for a standing; `name` gives the first name of a role.
    pub(crate) fn standing(&self, standing: Standing, name: impl Fn(Role) -> String) -> String {
        let said = &self.standings;
        match standing {
            Standing::WaitingForClient => filled(said.waiting, &[("name", &name(Role::Client))]),
            Standing::WaitingForKeyworker => {
                filled(said.waiting, &[("name", &name(Role::Keyworker))])
            }
            Standing::BothAgree => said.both_agree.to_owned(),
            Standing::NotAgreed => said.not_agreed.to_owned(),
            Standing::NewSuggestion => said.new_suggestion.to_owned(),
            Standing::TwoSuggestions => said.two_suggestions.to_owned(),
            Standing::YesUnderPressure => said.under_pressure.to_owned(),
            Standing::TakenBack => said.taken_back.to_owned(),
            Standing::OnHold => said.on_hold.to_owned(),
            Standing::Paused => said.paused.to_owned(),
            Standing::Decided => said.decided.to_owned(),
            Standing::Ended | Standing::Closed => said.ended.to_owned(),
        }
    }

    /// The word for a kind in the record.
    pub(crate) fn kind(&self, kind: PartKind) -> &'static str {
        let [
            purpose,
            goal,
            step,
            mandate,
            permission,
            arrangement,
            decision,
        ] = self.record.kinds;
        match kind {
            PartKind::Purpose => purpose,
            PartKind::Goal => goal,
            PartKind::Step => step,
            PartKind::Mandate => mandate,
            PartKind::Permission => permission,
            PartKind::Arrangement => arrangement,
            PartKind::Decision => decision,
        }
    }

    /// How a step ended for one who does it, as `name` said.
    pub(crate) fn ending(&self, ended: &EndingView, name: &str) -> String {
        let [done, changed, not_this_time] = match ended.by {
            Role::Client => self.told.client,
            Role::Keyworker => self.told.keyworker,
        };
        let how = match (ended.ending, &ended.day) {
            (Ending::Done, _) => done.to_owned(),
            (Ending::Changed, Some(day)) => filled(self.told.moved, &[("day", &self.day(day))]),
            (Ending::Changed, None) => changed.to_owned(),
            (Ending::NotThisTime, _) => not_this_time.to_owned(),
        };
        let said = Day(Claimed(ended.stamp.claimed.0).day().to_string());
        let words = [("name", name), ("words", &how), ("day", &self.day(&said))];
        filled(self.told.ended, &words)
    }

    /// When and where the two meet next, and who instead.
    pub(crate) fn next_time(&self, meeting: &MeetView) -> String {
        let mut said = vec![self.day(&meeting.day)];
        let more = [&meeting.time, &meeting.place, &meeting.who];
        said.extend(more.into_iter().flatten().cloned());
        let instead = |who: &String| filled(self.told.instead, &[("words", who)]);
        said.extend(meeting.stand_in.as_ref().map(instead));
        filled(self.told.next, &[("words", &said.join(", "))])
    }

    /// The last day that a version names, said with what it is the last day of.
    pub(crate) fn last_day(&self, terms: &Terms) -> Option<String> {
        let (what, day) = match terms {
            Terms::Goal { by, .. } | Terms::Step { by, .. } => (self.fields.by, by),
            Terms::Mandate { until, .. }
            | Terms::Permission { until, .. }
            | Terms::Arrangement { until, .. }
            | Terms::Decision { until, .. } => (self.fields.until, until),
            Terms::Purpose => return None,
        };
        let day = day.as_ref()?;
        Some(filled(what, &[("day", &self.day(day))]))
    }
}

/// A sentence with its `{…}` filled in. What is filled in is not looked into again, so that nobody's words can be
/// read as a place to fill.
pub(crate) fn filled(sentence: &str, words: &[(&str, &str)]) -> String {
    let mut pieces = sentence.split('{');
    let mut said = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or(("", piece));
        let word = words.iter().find(|(known, _)| *known == name);
        said.push_str(word.map_or("", |(_, word)| word));
        said.push_str(rest);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_are_never_read_as_a_place_to_fill() {
        let said = filled(
            "{name} said no to: {words}",
            &[("name", "{words}"), ("words", "x{name}")],
        );
        assert_eq!(said, "{words} said no to: x{name}");
    }

    #[test]
    fn days_are_said_as_readers_of_each_language_say_them() {
        let day = Day("2027-05-03".to_owned());
        let said = ["en", "sv-SE", "nb", "nl", "fi"].map(|tag| Phrases::of(tag).day(&day));
        assert_eq!(
            said,
            [
                "3 May 2027",
                "3 maj 2027",
                "3. mai 2027",
                "3 mei 2027",
                "3 May 2027"
            ]
        );
    }

    #[test]
    fn what_is_no_day_is_shown_as_it_is() {
        for odd in ["", "2027-13-01", "2027", "soon"] {
            assert_eq!(Phrases::of("en").day(&Day(odd.to_owned())), odd);
        }
    }
}
