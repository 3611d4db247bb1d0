//! Two years of one agreement, lived by two actors through the app: the workload of all figures.
//!
//! In 3,000 acts: 12 goals, 60 steps, 730 shared check-ins, 1,000 contacts of 150 characters, 798 new suggestions of
//! parts that are there, and some 400 answers, uses and receipts. A longer history has the same mixture. Both act
//! without knowing of each other for a week (29 acts), then each carries a file to the other; beyond 3,000 acts they
//! meet once in 120 acts, which makes building quicker and changes nothing in the size of things.

use countersign_app::view::{
    ActId, Answer, Answering, CheckingIn, Contacting, Doer, PartId, Role, Saved, Suggesting, Terms,
    Topic, Using,
};

use crate::cast::{Outcome, Person, two_people};
use crate::said::{Said, prose};

/// How many of each in 3,000 acts.
const MIXTURE: [(Kind, usize); 6] = [
    (Kind::Goal, 12),
    (Kind::Step, 60),
    (Kind::Checkin, 730),
    (Kind::Contact, 1_000),
    (Kind::Edit, 798),
    (Kind::Answer, 400),
];
const WHOLE: usize = 3_000;
/// How long what is said is.
pub(crate) const CONTACT_LETTERS: usize = 150;
pub(crate) const CHECKIN_LETTERS: usize = 60;
const PART_LETTERS: usize = 80;
const USE_LETTERS: usize = 40;
const WEEK_ACTS: usize = 29;
const LATER_ACTS: usize = 120;
const WEEK_SECONDS: i64 = 7 * 24 * 3_600;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Goal,
    Step,
    Checkin,
    Contact,
    Edit,
    Answer,
}

/// A part with its newest version.
#[derive(Clone)]
pub(crate) struct Part {
    pub(crate) id: PartId,
    pub(crate) latest: ActId,
    /// The author of the newest version.
    pub(crate) by: Role,
    answered: bool,
    goal: bool,
}

/// The two and what they have done.
pub(crate) struct Years {
    pub(crate) magda: Person,
    pub(crate) karin: Person,
    pub(crate) parts: Vec<Part>,
    /// Acts so far, receipts among them.
    pub(crate) acts: usize,
    /// What was said, for those who do the same work otherwise.
    pub(crate) said: Vec<Said>,
    done: [usize; 6],
    mandate: Option<(PartId, ActId)>,
    /// Parts that both know.
    known: usize,
    week: usize,
    turn: usize,
}

impl Years {
    /// The day they paired; nothing is said yet.
    pub(crate) fn begin() -> Outcome<Self> {
        let (magda, karin) = two_people()?;
        Ok(Self::of(magda, karin))
    }

    /// Of two who have just paired.
    pub(crate) fn of(magda: Person, karin: Person) -> Self {
        Self {
            magda,
            karin,
            parts: Vec::new(),
            acts: 2,
            said: Vec::new(),
            done: [0; 6],
            mandate: None,
            known: 0,
            week: 0,
            turn: 0,
        }
    }

    /// Lets them live until there are about so many acts; both have all of them then.
    pub(crate) fn live_until(&mut self, acts: usize) -> Outcome<()> {
        while self.acts < acts {
            let meet = if self.acts < WHOLE {
                WEEK_ACTS
            } else {
                LATER_ACTS
            };
            // The last one is Karin's receipt of what Magda carries to her.
            let until = (self.acts + meet).min(acts.saturating_sub(1));
            self.say(until.saturating_sub(self.acts))?;
            self.meet()?;
        }
        Ok(())
    }

    /// Lets them say so much, without meeting.
    pub(crate) fn say(&mut self, acts: usize) -> Outcome<()> {
        for _ in 0..acts {
            self.say_something()?;
            self.acts += 1;
        }
        Ok(())
    }

    fn meet(&mut self) -> Outcome<()> {
        self.magda.carry_to(&mut self.karin)?;
        self.acts += 1;
        self.karin.carry_to(&mut self.magda)?;
        self.a_week_later();
        if self.week == 1 {
            self.agree_on_a_mandate()?;
        }
        Ok(())
    }

    /// Both have what was said, and a week has passed.
    pub(crate) fn a_week_later(&mut self) {
        self.known = self.parts.len();
        self.week += 1;
        self.magda.time_passes(WEEK_SECONDS);
        self.karin.time_passes(WEEK_SECONDS);
    }

    fn say_something(&mut self) -> Outcome<()> {
        let kind = self.most_behind();
        self.done[kind as usize] += 1;
        self.turn += 1;
        self.magda.time_passes(60);
        self.karin.time_passes(60);
        match kind {
            Kind::Goal | Kind::Step => self.put_forward(kind == Kind::Goal),
            Kind::Checkin => {
                let words = prose(self.turn, CHECKIN_LETTERS);
                self.note(Role::Client, "checkin", 0, &words);
                check_in(&mut self.magda, words)
            }
            Kind::Contact => self.contact(),
            Kind::Edit => self.suggest_anew(),
            Kind::Answer => self.answer_or_use(),
        }
    }

    /// The kind of which there should be more by now; nothing is edited or answered before both know a part.
    fn most_behind(&self) -> Kind {
        let owed = |(kind, share): &(Kind, usize)| {
            (share * (self.acts + 1) * 10 / WHOLE).saturating_sub(self.done[*kind as usize] * 10)
        };
        let first = [(Kind::Goal, 1), (Kind::Step, 2)];
        if let Some((kind, _)) = first
            .iter()
            .find(|(kind, least)| self.done[*kind as usize] < *least)
        {
            return *kind;
        }
        let ripe = MIXTURE
            .iter()
            .filter(|(kind, _)| self.known > 0 || !matches!(kind, Kind::Edit | Kind::Answer));
        ripe.max_by_key(|it| owed(it))
            .map_or(Kind::Contact, |(kind, _)| *kind)
    }

    fn contact(&mut self) -> Outcome<()> {
        let words = prose(self.turn, CONTACT_LETTERS);
        let by = if self.turn.is_multiple_of(3) {
            Role::Client
        } else {
            Role::Keyworker
        };
        self.note(by, "contact", 0, &words);
        contact(self.person(by), words)
    }

    fn note(&mut self, by: Role, kind: &'static str, part: usize, words: &str) {
        let words = words.to_owned();
        self.said.push(Said {
            by,
            kind,
            part,
            words,
        });
    }

    /// Who may touch a part this week, so that each knows the version that is answered.
    fn whose(&self, at: usize) -> Role {
        if (at + self.week).is_multiple_of(2) {
            Role::Client
        } else {
            Role::Keyworker
        }
    }

    fn person(&mut self, role: Role) -> &mut Person {
        match role {
            Role::Client => &mut self.magda,
            Role::Keyworker => &mut self.karin,
        }
    }

    fn put_forward(&mut self, goal: bool) -> Outcome<()> {
        let by = if self.turn.is_multiple_of(2) {
            Role::Client
        } else {
            Role::Keyworker
        };
        let words = prose(self.turn, PART_LETTERS);
        let kind = if goal { "goal" } else { "step" };
        self.note(by, kind, self.parts.len(), &words);
        let saved = suggest(self.person(by), None, Vec::new(), words, terms(goal))?;
        self.parts.push(Part {
            id: saved.part.ok_or("a new part without a name")?,
            latest: saved.act,
            by,
            answered: false,
            goal,
        });
        Ok(())
    }

    fn suggest_anew(&mut self) -> Outcome<()> {
        let at = self.turn % self.known.max(1);
        let by = self.whose(at);
        let part = self.parts.get(at).ok_or("no part")?.clone();
        let words = prose(self.turn, PART_LETTERS);
        self.note(by, "edit", at, &words);
        let saved = suggest(
            self.person(by),
            Some(part.id.clone()),
            vec![part.latest],
            words,
            terms(part.goal),
        )?;
        self.parts[at] = Part {
            latest: saved.act,
            by,
            answered: false,
            ..self.parts[at].clone()
        };
        Ok(())
    }

    /// Answers what the other suggested, mostly with yes; where nothing waits, Karin uses her mandate.
    fn answer_or_use(&mut self) -> Outcome<()> {
        let open = |(at, part): &(usize, &Part)| !part.answered && part.by != self.whose(*at);
        let found = self.parts.iter().take(self.known).enumerate().find(open);
        let Some((at, part)) = found.map(|(at, part)| (at, part.clone())) else {
            return self.use_mandate();
        };
        let by = self.whose(at);
        let choice = if self.turn.is_multiple_of(5) {
            Answer::NotNow
        } else {
            Answer::Yes
        };
        self.note(by, "signed", at, "");
        answer(self.person(by), &part, choice)?;
        self.parts[at].answered = true;
        Ok(())
    }

    fn agree_on_a_mandate(&mut self) -> Outcome<()> {
        let fields = Terms::Mandate {
            task: "call the housing office".to_owned(),
            toward: "the housing office".to_owned(),
            about: "my flat".to_owned(),
            until: None,
        };
        let words = "You may call the housing office about my flat".to_owned();
        let saved = suggest(&mut self.karin, None, Vec::new(), words, fields)?;
        let part = Part {
            id: saved.part.ok_or("a new part without a name")?,
            latest: saved.act,
            by: Role::Keyworker,
            answered: false,
            goal: false,
        };
        self.karin.carry_to(&mut self.magda)?;
        answer(&mut self.magda, &part, Answer::Yes)?;
        self.magda.carry_to(&mut self.karin)?;
        self.mandate = Some((part.id, part.latest));
        self.acts += 3;
        Ok(())
    }

    fn use_mandate(&mut self) -> Outcome<()> {
        let Some((part, version)) = self.mandate.clone() else {
            return self.contact();
        };
        let words = prose(self.turn, USE_LETTERS);
        self.note(Role::Keyworker, "signed", 0, "");
        let ask = Using {
            agreement: self.karin.agreement.clone(),
            part,
            version,
            words,
            on: None,
        };
        self.karin.app.use_mandate(&ask)?;
        Ok(())
    }
}

fn terms(goal: bool) -> Terms {
    if goal {
        Terms::Goal {
            near: Some(3),
            by: None,
        }
    } else {
        Terms::Step {
            doer: Doer::Both,
            by: None,
            goal: None,
        }
    }
}

fn suggest(
    person: &mut Person,
    part: Option<PartId>,
    parents: Vec<ActId>,
    words: String,
    terms: Terms,
) -> Outcome<Saved> {
    let ask = Suggesting {
        agreement: person.agreement.clone(),
        part,
        parents,
        answers_to: None,
        words,
        language: "en".to_owned(),
        terms,
        reason: Some("so that we both know".to_owned()),
    };
    Ok(person.app.suggest(&ask)?)
}

/// One durable answer to a part's newest version.
pub(crate) fn answer(person: &mut Person, part: &Part, answer: Answer) -> Outcome<Saved> {
    let ask = Answering {
        agreement: person.agreement.clone(),
        part: part.id.clone(),
        version: part.latest.clone(),
        answer,
        words: None,
        day: None,
        pushed: None,
    };
    Ok(person.app.answer(&ask)?)
}

/// One contact.
pub(crate) fn contact(person: &mut Person, words: String) -> Outcome<()> {
    let ask = Contacting {
        agreement: person.agreement.clone(),
        whom: "The housing office".to_owned(),
        words,
        mandate: None,
        on: None,
    };
    person.app.add_contact(&ask)?;
    Ok(())
}

/// One check-in, written down and then shared.
pub(crate) fn check_in(magda: &mut Person, words: String) -> Outcome<()> {
    let topic = |name: &str, figure| Topic {
        name: name.to_owned(),
        figure,
        goal: None,
    };
    let ask = CheckingIn {
        topics: vec![topic("Sleep", 4), topic("Calm", 6)],
        words,
    };
    let agreement = magda.agreement.clone();
    let kept = magda.app.add_checkin(&agreement, &ask)?;
    magda.app.share_checkin(&agreement, &kept.id)?;
    Ok(())
}
