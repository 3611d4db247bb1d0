//! The scenes, in the order in which they are played.

use super::super::DemoError;
use super::Play;
use crate::app::App;
use crate::error::Family;
use crate::print::PaperForm;
use crate::proof::check_proof;
use crate::view::{
    Answer, Answering, Audience, CheckingIn, Deciding, Disagreeing, Holding, HowTold, Noted,
    PartId, Printing, RecordCopying, Role, Seeing, Standing, Terms, Topic, UseLabel,
};

const CLIENT: Role = Role::Client;
const KEYWORKER: Role = Role::Keyworker;

const WHY_TELL: Option<&str> = Some("She calls every week.");

/// May tell somebody that Magda is well.
fn permission(recipient: &str) -> Terms {
    Terms::Permission {
        recipient: recipient.to_owned(),
        what: "that I am well".to_owned(),
        until: None,
    }
}

impl Play<'_> {
    pub(super) fn pair(&mut self) -> Result<(), DemoError> {
        let paired = self.two.pair();
        let (_, his, hers) = self.at(paired)?;
        self.expect(his == hers, "both see the same seven pictures")?;
        let names: Vec<&str> = hers.iter().map(|picture| picture.name.as_str()).collect();
        let told = format!(
            "Karin and Magda each make an encrypted vault. Karin founds an agreement. In one room, Magda types Karin's \
             code, and both see the same pictures: {}.",
            names.join(", ")
        );
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        self.done(&told)
    }

    pub(super) fn goal(&mut self) -> Result<PartId, DemoError> {
        let goal = Terms::Goal {
            near: None,
            by: None,
        };
        let suggested = self.two.suggest(
            KEYWORKER,
            "Magda sleeps at the centre every night.",
            goal.clone(),
            Some("You said that nights are hard."),
        );
        let part = self.at(suggested)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let standing = self.standing(CLIENT, &part)?;
        self.expect(standing == Standing::WaitingForClient, "it waits for Magda")?;
        self.done("Karin suggests a goal and says why. A file carries it to Magda: new for her, no hurry.")?;

        let seen = self.two.part(CLIENT, &part);
        let ask = self.at(seen)?.ask;
        let said = self.two.suggest_for(
            CLIENT,
            Some(&part),
            ask,
            "I want to sleep through the night, wherever I am.",
            goal.clone(),
            None,
        );
        self.at(said)?;
        let carried = self.two.carry(CLIENT);
        self.at(carried)?;
        self.done("Magda says something else, in her own words. Nobody asks her why. Nothing is agreed yet.")?;

        let yes = self.two.plain(&part, Answer::Yes);
        let said = self.two.answer(KEYWORKER, &part, yes);
        self.at(said)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let standing = self.standing(CLIENT, &part)?;
        self.expect(standing == Standing::BothAgree, "both agree")?;
        self.done("Karin says yes to exactly those words. Both agree, and each holds the other's signature.")?;

        let said = self.two.suggest_for(
            KEYWORKER,
            Some(&part),
            None,
            "I want to sleep eight hours.",
            goal,
            Some("A number is easier to see."),
        );
        self.at(said)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let standing = self.standing(CLIENT, &part)?;
        self.expect(
            standing == Standing::NewSuggestion,
            "what was agreed still stands",
        )?;
        self.done(
            "Karin suggests other words. What they agreed still stands beside the new suggestion.",
        )?;
        Ok(part)
    }

    pub(super) fn mandate(&mut self) -> Result<PartId, DemoError> {
        let terms = Terms::Mandate {
            task: "call".to_owned(),
            toward: "Anna at the housing office".to_owned(),
            about: "my rent".to_owned(),
            until: None,
        };
        let words = "Karin may call Anna at the housing office about my rent.";
        let suggested = self.two.suggest(CLIENT, words, terms, None);
        let part = self.at(suggested)?;
        let carried = self.two.carry(CLIENT);
        self.at(carried)?;
        let yes = self.two.plain(&part, Answer::Yes);
        let said = self.two.answer(KEYWORKER, &part, yes);
        self.at(said)?;
        let used = self
            .two
            .used(&part, "Called Anna. She waits until the first.");
        self.at(used)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        self.expect_label(&part, UseLabel::Within)?;
        self.done("Magda gives a mandate, Karin says yes and uses it. Magda sees the use: within the mandate.")?;

        let back = self.two.take_back(CLIENT, &part);
        self.at(back)?;
        let used = self.two.used(&part, "Called Anna again.");
        self.at(used)?;
        self.done(
            "With no network, Magda takes her yes back. Karin, who cannot know yet, calls again.",
        )?;

        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        self.expect_label(&part, UseLabel::BeforeTheyKnew)?;
        let carried = self.two.carry(CLIENT);
        self.at(carried)?;
        let standing = self.standing(KEYWORKER, &part)?;
        self.expect(
            standing == Standing::TakenBack,
            "Karin sees that it is taken back",
        )?;
        self.done(
            "They meet. Both see: taken back. The second call is shown as: before they knew.",
        )?;

        let used = self.two.used(&part, "Called Anna a third time.");
        self.at(used)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        self.expect_label(&part, UseLabel::WithoutMandate)?;
        self.done(
            "Karin calls a third time, although she has seen it. Both see: without a mandate.",
        )?;
        Ok(part)
    }

    /// The newest use as Magda sees it.
    fn expect_label(&mut self, part: &PartId, label: UseLabel) -> Result<(), DemoError> {
        let seen = self.two.part(CLIENT, part);
        let newest = self.at(seen)?.uses.first().map(|used| used.label);
        self.expect(
            newest == Some(label),
            "the use has the label that the play says",
        )
    }

    pub(super) fn pushed(&mut self) -> Result<(), DemoError> {
        let terms = Terms::Arrangement {
            stand_in: "Per".to_owned(),
            until: None,
        };
        let suggested = self.two.suggest(
            KEYWORKER,
            "We meet every Monday. Per stands in.",
            terms,
            Some("So that a week has a beginning."),
        );
        let part = self.at(suggested)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let private = "I only said yes because the door was shut.";
        self.two.private.push(private.to_owned());
        let said = Answering {
            words: Some(private.to_owned()),
            pushed: Some(Audience::OnlyMe),
            ..self.two.plain(&part, Answer::Yes)
        };
        let said = self.two.answer(CLIENT, &part, said);
        self.at(said)?;
        let carried = self.two.carry(CLIENT);
        self.at(carried)?;
        let seen = self.two.part(KEYWORKER, &part);
        let seen = self.at(seen)?;
        let last = seen
            .versions
            .last()
            .and_then(|version| version.answers.last());
        let not_now =
            last.is_some_and(|answer| answer.answer == Answer::NotNow && answer.words.is_none());
        self.expect(not_now, "Karin gets an ordinary not now")?;
        self.done("Magda says yes, but feels pushed, and only she may see that. Karin gets an ordinary not now.")
    }

    pub(super) fn paper(&mut self, goal: &PartId) -> Result<(), DemoError> {
        let noted = self.two.plain(goal, Answer::NotedYes);
        let said = self.two.answer(KEYWORKER, goal, noted);
        self.at(said)?;
        let held = self.two.karin.hold(&Holding {
            agreement: self.two.id(),
            part: Some(goal.clone()),
            noted: Noted::No,
            how: HowTold::Paper,
            on: None,
            words: Some("No, not at the centre.".to_owned()),
        });
        let held = self.at(held)?;
        let kept = self.two.kept(KEYWORKER, &held);
        self.at(kept)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let standing = self.standing(CLIENT, goal)?;
        self.expect(standing == Standing::OnHold, "a no on paper stops the goal")?;
        self.done("On paper Magda says yes, then no. The yes counts as nothing; the no stops the goal at once.")?;

        let words = "I want to sleep through the night, wherever I am.";
        let seen = self.two.part(CLIENT, goal);
        let versions = self.at(seen)?.versions;
        let version = versions
            .into_iter()
            .find(|it| it.words.as_deref() == Some(words));
        let Some(version) = version else {
            return self.expect(false, "the agreed words are here");
        };
        let yes = Answering {
            version: version.id,
            ..self.two.plain(goal, Answer::Yes)
        };
        let said = self.two.magda.answer(&yes);
        let said = self.at(said)?;
        let kept = self.two.kept(CLIENT, &said);
        self.at(kept)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let standing = self.standing(KEYWORKER, goal)?;
        self.expect(standing != Standing::OnHold, "her own yes lifts the hold")?;
        self.done("Only Magda's own yes, on her own device, lifts the hold.")
    }

    pub(super) fn decision(&mut self, mandate: &PartId) -> Result<(), DemoError> {
        let shared = self.two.karin.share_decision(&Deciding {
            agreement: self.two.id(),
            words: "The social board calls the housing office about the rent.".to_owned(),
            language: "en".to_owned(),
            terms: Terms::Decision {
                decided_by: "the social board".to_owned(),
                law: "Social Services Act, 14".to_owned(),
                from: None,
                until: None,
                choices: vec!["who is with you when they call".to_owned()],
                appeal: "Write to the board within three weeks.".to_owned(),
                appeal_until: None,
                helper: None,
                overrides: Some(mandate.clone()),
            },
        });
        let shared = self.at(shared)?;
        let kept = self.two.kept(KEYWORKER, &shared);
        let part = self.at(kept)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let agreement = self.two.id();
        let seen = self.two.magda.seen(&Seeing {
            agreement: agreement.clone(),
            part: part.clone(),
        });
        self.at(seen)?;
        let words = Some("Nobody asked me.".to_owned());
        let against = self.two.magda.disagree(&Disagreeing {
            agreement,
            part: part.clone(),
            words,
        });
        self.at(against)?;
        let carried = self.two.carry(CLIENT);
        self.at(carried)?;
        let seen = self.two.part(KEYWORKER, &part);
        let refused = self
            .at(seen)?
            .decision
            .is_some_and(|decision| decision.refused);
        self.expect(refused, "it shows that Magda said no to this")?;
        self.done(
            "What Magda took back comes back as a decision of others. It stands apart, says that Magda said no to \
             this, and has no yes. She has seen it and does not agree; neither is an appeal.",
        )
    }

    pub(super) fn private(&mut self) -> Result<(), DemoError> {
        let agreement = self.two.id();
        let words = "Woke at three and walked about.";
        self.two.private.push(words.to_owned());
        let topics = vec![Topic {
            name: "sleep".to_owned(),
            figure: 3,
            goal: None,
        }];
        let ask = CheckingIn {
            topics,
            words: words.to_owned(),
        };
        let kept = self.two.magda.add_checkin(&agreement, &ask);
        self.at(kept)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        self.done("Magda keeps a check-in for herself. It is no act: no number, no gap, and it never leaves.")
    }

    pub(super) fn damaged(&mut self) -> Result<(), DemoError> {
        let bundle = self.two.bundle(CLIENT);
        let mut bytes = self.at(bundle)?;
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 0x40;
        }
        let arrived = self.two.karin.receive_file(&bytes);
        let refused = match arrived {
            Ok(arrival) => {
                arrival.applied == 0 && arrival.envelopes.iter().any(|it| it.problem.is_some())
            }
            Err(error) => error.code.family() == Family::Input,
        };
        self.expect(refused, "a damaged file is refused with a message")?;
        let picture = [0xff, 0xd8, 0xff, 0xe0].repeat(300);
        let refused = self.two.karin.receive_file(&picture).is_err();
        self.expect(refused, "a picture is no bundle")?;
        self.done("A file with one changed bit and a photograph are refused with a plain message. Nothing changed.")
    }

    pub(super) fn erase(&mut self) -> Result<(), DemoError> {
        let goal = Terms::Purpose;
        let suggested = self
            .two
            .suggest(CLIENT, "So that my sister visits again.", goal, None);
        let part = self.at(suggested)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let agreement = self.two.id();
        let erased = self.two.magda.erase(&agreement, &part, None);
        let erased = self.at(erased)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        for erasure in erased {
            let answered = self
                .two
                .karin
                .answer_erasure(&agreement, &erasure.act, None);
            self.at(answered)?;
        }
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        for who in [CLIENT, KEYWORKER] {
            let seen = self.two.part(who, &part);
            let words = self
                .at(seen)?
                .versions
                .into_iter()
                .find_map(|version| version.words);
            self.expect(words.is_none(), "the words are gone on both sides")?;
        }
        self.done("Magda erases words about herself; Karin answers and erases too. The acts stay, the words are gone.")
    }

    pub(super) fn lost_phone(&mut self) -> Result<(), DemoError> {
        let words = "Karin may tell my sister that I am well.";
        let first = self
            .two
            .suggest(KEYWORKER, words, permission("my sister"), WHY_TELL);
        let part = self.at(first)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let file = self.two.file("magda.backup");
        let backup = self.two.magda.backup(&file);
        self.at(backup)?;
        let restored = self.two.restore_magda(&file);
        let lost = self.at(restored)?;
        self.done(
            "Magda's phone is lost. She brings back an encrypted backup with her passphrase and goes on writing.",
        )?;
        self.two_yeses(&part, lost)?;

        let yes = self.two.plain(&part, Answer::Yes);
        let seen = self.two.part(CLIENT, &part);
        let newest = self
            .at(seen)?
            .versions
            .last()
            .map(|version| version.id.clone());
        let yes = Answering {
            version: newest.unwrap_or(yes.version.clone()),
            ..yes
        };
        let said = self.two.magda.answer(&yes);
        let said = self.at(said)?;
        let kept = self.two.kept(CLIENT, &said);
        self.at(kept)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let standing = self.standing(KEYWORKER, &part)?;
        self.expect(
            standing == Standing::BothAgree,
            "her yes that saw both settles it",
        )?;
        self.done("Magda, who sees both, says which one she means. Now that one is in force.")
    }

    /// On her restored phone Magda says yes to newer words, and on the lost one, which turns up, to older ones.
    fn two_yeses(&mut self, part: &PartId, mut lost: App) -> Result<(), DemoError> {
        let words = "Karin may tell my sister and my brother that I am well.";
        let terms = permission("my sister and my brother");
        let second = self
            .two
            .suggest_for(KEYWORKER, Some(part), None, words, terms, WHY_TELL);
        self.at(second)?;
        let carried = self.two.carry(KEYWORKER);
        self.at(carried)?;
        let yes = self.two.plain(part, Answer::Yes);
        let said = self.two.answer(CLIENT, part, yes.clone());
        self.at(said)?;
        std::mem::swap(&mut self.two.magda, &mut lost);
        let said = self.two.magda.answer(&yes);
        self.at(said)?;
        let bundle = self.two.bundle(CLIENT);
        let bundle = self.at(bundle)?;
        std::mem::swap(&mut self.two.magda, &mut lost);
        let arrived = self.two.karin.receive_file(&bundle);
        self.at(arrived)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        let standing = self.standing(KEYWORKER, part)?;
        self.expect(
            standing == Standing::OnHold,
            "of two answers at the same time none is in force",
        )?;
        self.done(
            "The lost phone turns up and writes too. Magda has said yes to two different permissions at the same \
             time, so neither is in force.",
        )
    }

    pub(super) fn printed(&mut self, goal: &PartId) -> Result<(), DemoError> {
        let agreement = self.two.id();
        let proof = self.two.magda.proof(&agreement, goal);
        let proof = self.at(proof)?;
        let proven = check_proof(proof.as_bytes());
        self.expect(
            proven.is_ok_and(|it| it.yes.len() == 2),
            "the proof proves both yeses",
        )?;
        let hers = self
            .two
            .magda
            .print(&Printing::whole(&agreement), PaperForm::Text);
        let his = self
            .two
            .karin
            .print(&Printing::whole(&agreement), PaperForm::Text);
        let (hers, his) = (self.at(hers)?, self.at(his)?);
        self.expect(hers == his, "both print the same paper")?;
        let copied = self.two.karin.copy_for_record(&RecordCopying {
            agreement,
            parts: None,
            organisation: String::new(),
            language: "en".to_owned(),
        });
        self.at(copied)?;
        let exchanged = self.two.exchange();
        self.at(exchanged)?;
        self.done(
            "Both print the same A4. A proof of the goal can be checked by anyone, offline. Karin copies text for the \
             organisation's record, and Magda sees which.",
        )
    }
}
