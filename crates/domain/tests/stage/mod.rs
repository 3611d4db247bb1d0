//! A stage for the rules: Magda and Karin do things in order, and every act sees all that came before.
//!
//! Signatures and bodies are left out; names are made from a counter. `at` lets somebody act on less than everything.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary uses its own part of the stage"
)]

use std::collections::BTreeSet;

use countersign_domain::act::{Choice, Deed, Header, Subject};
use countersign_domain::part::{Decision, Doer, Suggestion};
use countersign_domain::relation::{Ending, When};
use countersign_domain::state::Standing;
use countersign_domain::{
    Act, ActId, Agreement, AgreementState, Claimed, Day, DeviceId, Effect, Incarnation, PartKind,
    Refusal, Role,
};

/// Magda's phone.
pub const PHONE: DeviceId = DeviceId([1; 32]);
/// Magda's kit.
pub const MAGDAS_KIT: DeviceId = DeviceId([2; 32]);
/// Magda's tablet, when she adds it.
pub const TABLET: DeviceId = DeviceId([3; 32]);
/// Karin's laptop.
pub const LAPTOP: DeviceId = DeviceId([11; 32]);
/// Karin's kit.
pub const KARINS_KIT: DeviceId = DeviceId([12; 32]);
/// A device of nobody here.
pub const STRANGER: DeviceId = DeviceId([99; 32]);

/// The acts so far.
pub struct Stage {
    pub agreement: Agreement,
    pub acts: Vec<Act>,
    made: u32,
}

/// A suggestion of a kind, with a reason.
pub fn plain(kind: PartKind) -> Suggestion {
    Suggestion {
        part_kind: kind,
        parents: vec![],
        answers: None,
        language: "en".into(),
        until: None,
        by: None,
        near: None,
        doer: None,
        goal: None,
        reasoned: true,
        carried: false,
    }
}

pub fn answer(version: ActId, choice: Choice) -> Deed {
    Deed::Answer {
        version,
        choice,
        day: None,
        reasoned: true,
    }
}

pub fn take_back(version: ActId) -> Deed {
    Deed::TakeBack {
        version,
        reasoned: true,
    }
}

pub fn founding() -> Deed {
    Deed::Found {
        wrap_key: vec![],
        recovery: MAGDAS_KIT,
    }
}

pub fn joining() -> Deed {
    Deed::Join {
        wrap_key: vec![],
        recovery: KARINS_KIT,
        compared: PHONE,
        admission: vec![],
    }
}

impl Stage {
    /// Magda has founded; nobody else is here.
    pub fn alone() -> Self {
        let header = Header {
            agreement: None,
            author: Role::Client,
            device: PHONE,
            incarnation: Incarnation([0; 16]),
            seq: 0,
            prev: None,
            parents: vec![],
            continues: None,
            waiting: vec![],
            effect: Effect::Gives,
            subject: Subject::None,
            deed: founding(),
            claimed: Claimed::default(),
            commitment: None,
        };
        let id = ActId([0xf0; 32]);
        let mut stage = Self {
            agreement: Agreement::new(id),
            acts: vec![],
            made: 0,
        };
        stage.put(Act { id, header });
        stage
    }

    /// Karin has joined.
    pub fn together() -> Self {
        let mut stage = Self::alone();
        stage.does(LAPTOP, Subject::None, joining());
        stage
    }

    fn put(&mut self, act: Act) {
        self.agreement.insert(act.clone());
        self.acts.push(act);
    }

    /// A header for the next act of a device that saw `parents`.
    pub fn header(
        &self,
        device: DeviceId,
        subject: Subject,
        deed: Deed,
        parents: &[ActId],
    ) -> Header {
        let saw = |act: &Act| {
            parents
                .iter()
                .any(|parent| *parent == act.id || self.agreement.saw(*parent, act.id))
        };
        let prev = self
            .acts
            .iter()
            .rfind(|act| act.header.device == device && saw(act));
        Header {
            agreement: (!matches!(deed, Deed::Found { .. })).then(|| self.agreement.id()),
            author: owner(device),
            device,
            incarnation: Incarnation([0; 16]),
            seq: prev.map_or(0, |act| act.header.seq + 1),
            prev: prev.map(|act| act.id),
            parents: parents.to_vec(),
            continues: None,
            waiting: vec![],
            effect: deed.effect(subject).unwrap_or(Effect::Tells),
            subject,
            deed,
            claimed: Claimed(i64::from(self.made)),
            commitment: None,
        }
    }

    /// A device does something, having seen everything.
    pub fn does(&mut self, device: DeviceId, subject: Subject, deed: Deed) -> ActId {
        let heads: Vec<ActId> = self.agreement.heads().iter().copied().collect();
        self.at(&heads, device, subject, deed)
    }

    /// A device does something, having seen only these acts and what they saw.
    pub fn at(
        &mut self,
        parents: &[ActId],
        device: DeviceId,
        subject: Subject,
        deed: Deed,
    ) -> ActId {
        let header = self.header(device, subject, deed, parents);
        self.insert(header)
    }

    /// Puts an act with this header on the stage.
    pub fn insert(&mut self, header: Header) -> ActId {
        self.made += 1;
        let mut name = [0u8; 32];
        name[..4].copy_from_slice(&self.made.to_be_bytes());
        let id = ActId(name);
        self.put(Act { id, header });
        id
    }

    /// What everything saw so far.
    pub fn now(&self) -> Vec<ActId> {
        self.agreement.heads().iter().copied().collect()
    }

    pub fn suggests(&mut self, device: DeviceId, kind: PartKind) -> ActId {
        self.does(device, Subject::New, Deed::Suggest(plain(kind)))
    }

    /// A part that both agree on, suggested by Karin.
    pub fn agreed(&mut self, kind: PartKind) -> ActId {
        let part = self.suggests(LAPTOP, kind);
        self.does(PHONE, Subject::Part(part), answer(part, Choice::Yes));
        part
    }

    pub fn state(&self) -> AgreementState {
        self.agreement.state()
    }

    /// Folds the same acts from the other end; the state must be the same.
    pub fn state_backwards(&self) -> AgreementState {
        let mut agreement = Agreement::new(self.agreement.id());
        for act in self.acts.iter().rev().chain(&self.acts) {
            agreement.insert(act.clone());
        }
        agreement.state()
    }

    pub fn holds(&self, part: ActId) -> Option<ActId> {
        self.agreement.part(part).and_then(|part| part.holds)
    }

    pub fn in_force(&self, part: ActId) -> bool {
        self.agreement.part(part).is_some_and(|part| part.in_force)
    }

    pub fn yes_of(&self, part: ActId, version: ActId) -> BTreeSet<Role> {
        let state = self.agreement.part(part).expect("the part is on the stage");
        state.versions[&version].yes.clone()
    }
}

/// Whose device it is, on this stage.
pub fn owner(device: DeviceId) -> Role {
    if [LAPTOP, KARINS_KIT].contains(&device) {
        Role::Keyworker
    } else {
        Role::Client
    }
}

/// What acts can be about, in one agreement.
#[derive(Clone, Copy)]
pub struct Props {
    pub goal: ActId,
    pub mandate: ActId,
    pub decision: ActId,
    pub used: ActId,
    pub contact: ActId,
    pub erase: ActId,
    pub no: ActId,
    /// An agreed step that both do.
    pub step: ActId,
    /// An agreed step that Magda does.
    pub hers: ActId,
    /// Karin's promise.
    pub promise: ActId,
    /// Karin's.
    pub hello: ActId,
    /// Karin's.
    pub card: ActId,
    /// Karin's.
    pub away: ActId,
    /// Karin's.
    pub meeting: ActId,
    /// Karin's word that she kept her promise.
    pub kept: ActId,
}

pub fn props(stage: &mut Stage) -> Props {
    let goal = stage.agreed(PartKind::Goal);
    let mandate = stage.agreed(PartKind::Mandate);
    let decision = Decision {
        overrides: None,
        language: "en".into(),
        until: None,
        appeal_until: None,
    };
    let decision = stage.does(LAPTOP, Subject::New, Deed::Decide(decision));
    let used = Deed::Use {
        version: mandate,
        at: Claimed(0),
    };
    let used = stage.does(LAPTOP, Subject::Part(mandate), used);
    let contact = stage.does(
        LAPTOP,
        Subject::None,
        Deed::Contact {
            mandate: None,
            at: Claimed(0),
        },
    );
    let erase = stage.does(
        PHONE,
        Subject::None,
        Deed::Erase {
            targets: vec![contact],
        },
    );
    let wish = stage.suggests(LAPTOP, PartKind::Step);
    let no = stage.does(PHONE, Subject::Part(wish), answer(wish, Choice::No));
    let [step, hers, promise] =
        [None, Some(Doer::Client), Some(Doer::Keyworker)].map(|doer| agreed_step(stage, doer));
    let kept = closing(promise, Ending::Done);
    let kept = stage.does(LAPTOP, Subject::Part(promise), kept);
    let [hello, card, away, meeting] = [
        Deed::Hello,
        Deed::Card,
        going_away(),
        meeting_on(Some(DAY), vec![]),
    ]
    .map(|deed| stage.does(LAPTOP, Subject::None, deed));
    Props {
        goal,
        mandate,
        decision,
        used,
        contact,
        erase,
        no,
        step,
        hers,
        promise,
        hello,
        card,
        away,
        meeting,
        kept,
    }
}

/// A day like any other.
pub const DAY: &str = "2027-05-03";

pub fn day(text: &str) -> Day {
    text.parse().expect("a day of the calendar")
}

/// A step that both agree on, suggested by Karin.
pub fn agreed_step(stage: &mut Stage, doer: Option<Doer>) -> ActId {
    let step = Suggestion {
        doer,
        ..plain(PartKind::Step)
    };
    let part = stage.does(LAPTOP, Subject::New, Deed::Suggest(step));
    stage.does(PHONE, Subject::Part(part), answer(part, Choice::Yes));
    part
}

/// How a step ended, with a word.
pub fn closing(version: ActId, ending: Ending) -> Deed {
    Deed::CloseStep {
        version,
        ending,
        day: None,
        reasoned: true,
    }
}

pub fn going_away() -> Deed {
    Deed::Away {
        from: day(DAY),
        until: day("2027-05-10"),
    }
}

/// A meeting with a word, on a day or called off.
pub fn meeting_on(on: Option<&str>, moves: Vec<ActId>) -> Deed {
    Deed::Meet {
        when: on.map(|text| When {
            day: day(text),
            minute: Some(14 * 60 + 30),
        }),
        moves,
        reasoned: true,
    }
}

pub fn adding(device: DeviceId) -> Deed {
    Deed::AddDevice {
        device,
        wrap_key: vec![],
        countersignature: vec![],
    }
}

pub fn removing(device: DeviceId) -> Deed {
    Deed::RemoveDevice {
        device,
        cuts: vec![],
    }
}

pub fn refusal_of(
    stage: &mut Stage,
    device: DeviceId,
    subject: Subject,
    deed: Deed,
) -> Option<Refusal> {
    let act = stage.does(device, subject, deed);
    stage.agreement.refusal(act)
}

/// The word for a part; folded forwards and backwards, which must be the same.
pub fn standing(stage: &Stage, part: ActId) -> Standing {
    assert_eq!(
        stage.state(),
        stage.state_backwards(),
        "any order gives the same"
    );
    stage
        .agreement
        .part(part)
        .expect("the part is there")
        .standing
}

/// Other words for a part, perhaps as *something else* to a version.
pub fn other_words(part: ActId, kind: PartKind, answers: Option<ActId>) -> (Subject, Deed) {
    let suggestion = Suggestion {
        answers,
        parents: vec![part],
        ..plain(kind)
    };
    (Subject::Part(part), Deed::Suggest(suggestion))
}
